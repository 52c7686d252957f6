import * as fc from 'fast-check';
import { pairVerdicts, type Incident, type PairVerdict } from '../../src/incidents/incident.ts';
import { dayNumber, sampleIncident } from './sample-incident.ts';

export interface RandomPast {
  readonly incidents: readonly Incident[];
  readonly verdicts: readonly PairVerdict[];
}

const most = 12;
const id = fc.nat({ max: most }).map((number) => `I${number}`);

/** Few enough that equal starts and the very edges of the window occur. */
export const anyDay = fc.oneof(
  fc.constantFrom(0, 10, 90, 100, 180),
  fc.integer({ min: 0, max: 60 }).map((five) => five * 5),
);

/** Incidents with few causes and services, many equal starts, some without a start, and whatever people said of them. */
export const pasts: fc.Arbitrary<RandomPast> = fc.record({
  incidents: fc
    .array(
      fc.record({
        day: fc.option(anyDay, { freq: 12 }),
        services: fc.oneof(fc.constant(['checkout']), fc.subarray(['checkout', 'kubernetes', 'index'])),
        causes: fc.oneof(fc.constant(['config-push']), fc.subarray(['config-push', 'disk-full'])),
        repeats: fc.option(id, { freq: 3 }),
        severity: fc.option(fc.constantFrom('SEV1', 'SEV2', 'SEV3')),
        customerVisible: fc.option(fc.boolean()),
        published: fc.option(fc.constantFrom(0, 1, 3, 4, 9, 30)),
      }),
      { minLength: most / 2, maxLength: most, size: 'max' },
    )
    .map((drafts) =>
      drafts.map(({ day, published, ...facts }, number) =>
        sampleIncident(`I${number}`, day === null ? null : dayNumber(day), {
          ...facts,
          postmortemPublishedAt: published === null ? null : new Date(dayNumber((day ?? 0) + published)),
        }),
      ),
    ),
  verdicts: fc.array(
    fc.record({ incidentId: id, repeatsId: id, verdict: fc.constantFrom(...pairVerdicts) }),
    { maxLength: 8 },
  ),
});

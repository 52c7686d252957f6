import * as fc from 'fast-check';
import { pairVerdicts, type Incident, type PairVerdict } from '../../src/incidents/incident.ts';
import { dayNumber, sampleIncident } from './sample-incident.ts';

export interface RandomPast {
  readonly incidents: readonly Incident[];
  readonly verdicts: readonly PairVerdict[];
}

const most = 12;
const id = fc.nat({ max: most }).map((number) => `I${number}`);

/** Incidents with few causes and services, many equal starts, some without a start, and whatever people said of them. */
export const pasts: fc.Arbitrary<RandomPast> = fc.record({
  incidents: fc
    .array(
      fc.record({
        day: fc.option(fc.oneof(fc.constantFrom(0, 10, 90, 100, 180), fc.nat({ max: 300 })), { freq: 8 }),
        services: fc.subarray(['checkout', 'ledger', 'index'], { minLength: 0 }),
        causes: fc.subarray(['config-push', 'disk-full']),
        repeats: fc.option(id, { freq: 3 }),
        severity: fc.option(fc.constantFrom('SEV1', 'SEV2', 'SEV3')),
        customerVisible: fc.option(fc.boolean()),
      }),
      { maxLength: most },
    )
    .map((drafts) =>
      drafts.map(({ day, ...facts }, number) =>
        sampleIncident(`I${number}`, day === null ? null : dayNumber(day), facts),
      ),
    ),
  verdicts: fc.array(
    fc.record({ incidentId: id, repeatsId: id, verdict: fc.constantFrom(...pairVerdicts) }),
    { maxLength: 8 },
  ),
});

import * as fc from 'fast-check';
import type { TrackedItem } from '../../src/actions/item-history.ts';
import type { Incident } from '../../src/incidents/incident.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { histories, instants } from './random-history.ts';

/** Items with any history, each from an incident of its own, and the incidents, some of which came back. */
export interface Organisation {
  readonly items: readonly TrackedItem[];
  readonly incidents: readonly Incident[];
}

export const organisations: fc.Arbitrary<Organisation> = fc
  .tuple(
    fc.array(histories, { minLength: 4, maxLength: 8 }),
    fc.array(fc.option(instants, { freq: 1 }), { minLength: 64, maxLength: 64, size: 'max' }),
  )
  .map(([lists, returns]) => {
    const items = lists.flat().map((item, place) => ({
      ...item,
      id: `${place}`,
      incidentId: `INC-${place}`,
      link: item.link && { ...item.link, issueId: `${place}`, key: `PAY-${place}` },
    }));
    const incidents = items.flatMap(({ incidentId, severity, services, createdAt }, place) => {
      const startedAt = new Date(createdAt.getTime() - 86_400_000).toISOString();
      const one = sampleIncident(incidentId, startedAt, { severity, services, causes: [] });
      const at = returns[place];
      if (typeof at !== 'number') return [one];
      const again = sampleIncident(`BACK-${place}`, new Date(at).toISOString(), { repeats: incidentId });
      return [one, { ...again, causes: [] }];
    });
    return { items, incidents };
  });

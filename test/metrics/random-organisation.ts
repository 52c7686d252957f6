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

export const organisations = organisationsOf(4, 8);

/** One of about sixty items, the same for the same seed. */
export function drawnOrganisation(seed: number): Organisation {
  const [drawn] = fc
    .sample(organisationsOf(16, 16), { numRuns: 20, seed })
    .toSorted((a, b) => b.items.length - a.items.length);
  if (!drawn) throw new Error('Nothing was drawn.');
  return drawn;
}

function organisationsOf(minLength: number, maxLength: number): fc.Arbitrary<Organisation> {
  const lists = fc.array(histories, { minLength, maxLength });
  const returns = fc.array(fc.option(instants, { freq: 1 }), { minLength: 128, maxLength: 128, size: 'max' });
  return fc.tuple(lists, returns).map(([drawn, back]) => {
    const items = drawn.flat().map((item, place) => ({
      ...item,
      id: `${place}`,
      incidentId: `INC-${place}`,
      link: item.link && { ...item.link, issueId: `${place}`, key: `PAY-${place}` },
    }));
    const incidents = items.flatMap(({ incidentId, severity, services, createdAt }, place) => {
      const startedAt = new Date(createdAt.getTime() - 86_400_000).toISOString();
      const one = sampleIncident(incidentId, startedAt, { severity, services, causes: [] });
      const at = back[place];
      if (typeof at !== 'number') return [one];
      const again = sampleIncident(`BACK-${place}`, new Date(at).toISOString(), { repeats: incidentId });
      return [one, { ...again, causes: [] }];
    });
    return { items, incidents };
  });
}

import { enter, inOrderOfStart, type Repeat, type StartedIncident } from './repeats.ts';

/** Which incidents descend from one another by repeating. */
export interface Lineages {
  /** Every incident of the tree it belongs to, itself included, in order of start. */
  relativesOf(incidentId: string): readonly StartedIncident[];
  /** Whether the incident repeats the earlier one, directly or in line. */
  isInLine(incidentId: string, earlierId: string): boolean;
}

/**
 * Numbers the incidents in the order of a walk that visits all descendants of one before anything else, so that being a descendant is lying
 * between two numbers and is answered at once. Only incidents that repeat something or are repeated have relatives.
 */
export function lineages(repeats: ReadonlyMap<string, Repeat>): Lineages {
  const members = new Set(
    [...repeats.values()].flatMap(({ incident, repeats: earlier }) => [earlier, incident]),
  );
  // What repeats something comes behind it.
  const started = inOrderOfStart([...members]);
  const rootOf = new Map<string, string>();
  const trees = new Map<string, StartedIncident[]>();
  for (const incident of started) {
    const parent = repeats.get(incident.id)?.repeats.id;
    const root = parent === undefined ? incident.id : (rootOf.get(parent) ?? parent);
    rootOf.set(incident.id, root);
    enter(trees, root, incident);
  }

  const descendants = new Map<string, number>();
  for (const { id } of started.toReversed()) {
    const own = (descendants.get(id) ?? 0) + 1;
    descendants.set(id, own);
    const parent = repeats.get(id)?.repeats.id;
    if (parent !== undefined) descendants.set(parent, (descendants.get(parent) ?? 0) + own);
  }

  const first = new Map<string, number>();
  const free = new Map<string, number>();
  let next = 0;
  for (const { id } of started) {
    const parent = repeats.get(id)?.repeats.id;
    const size = descendants.get(id) ?? 1;
    const number = parent === undefined ? next : (free.get(parent) ?? next);
    if (parent === undefined) next += size;
    else free.set(parent, number + size);
    first.set(id, number);
    free.set(id, number + 1);
  }

  return {
    relativesOf: (incidentId) => trees.get(rootOf.get(incidentId) ?? '') ?? [],
    isInLine(incidentId, earlierId) {
      const [at, from] = [first.get(incidentId), first.get(earlierId)];
      if (at === undefined || from === undefined) return false;
      return at > from && at < from + (descendants.get(earlierId) ?? 1);
    },
  };
}

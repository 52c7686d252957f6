import { sql } from 'drizzle-orm';
import { canonicalSeverity } from '../actions/canonical-severity.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import {
  findRecordedIncidents,
  putIncidentsByHand,
  type ByHand,
  type RecordedIncident,
} from '../db/incident-by-hand-store.ts';
import {
  orderProblem,
  patched,
  type DraftRules,
  type FieldProblem,
  type IncidentDraft,
} from '../incidents/incident-draft.ts';
import {
  factNames,
  pick,
  saysTheSame,
  statedIn,
  unsaid,
  type FactName,
} from '../incidents/incident-facts.ts';

export interface IncidentSettings {
  readonly db: Database;
  readonly config: Config;
  readonly clock: () => Date;
}

/** What became of one incident. */
export interface RecordedDraft {
  readonly id: string;
  readonly status: 'recorded' | 'updated' | 'unchanged';
  /** Facts that were given and do not stand, because the incident's postmortem states something else. */
  readonly overruled: readonly FactName[];
}

/** Everything was recorded, or nothing was and `problems` says of which of the incidents, by place, what is wrong. */
export type RecordOutcome =
  | { readonly recorded: readonly RecordedDraft[] }
  | { readonly problems: readonly (FieldProblem & { readonly place: number })[] };

/** By what the organisation's incidents are read. */
export function draftRules({ config, clock }: Pick<IncidentSettings, 'config' | 'clock'>): DraftRules {
  const { policy, organisation } = config;
  const known = [
    ...policy.requirePostmortemFor,
    ...Object.keys(policy.dueInDays).filter((name) => name !== 'default'),
  ];
  return {
    timeZone: organisation.timeZone,
    now: clock(),
    severityOf: (written) => canonicalSeverity(written, known),
  };
}

/**
 * Records incidents without a postmortem, or what is said of them anew, all or none. A postmortem that names one has the word on what it states;
 * the same again changes nothing.
 */
export async function recordIncidents(
  { db, clock }: IncidentSettings,
  drafts: readonly IncidentDraft[],
): Promise<RecordOutcome> {
  return db.transaction(async (tx) => {
    // Shared with the intake of postmortems: neither must see half of what the other says of an incident.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('followthrough intake'))`);
    const known = await findRecordedIncidents(
      tx,
      drafts.map(({ id }) => id),
    );
    const plans = drafts.map((draft) => planOf(draft, known.get(draft.id) ?? null, clock()));
    const problems = plans.flatMap(({ problem }, place) => (problem ? { ...problem, place } : []));
    if (problems.length > 0) return { problems };
    await putIncidentsByHand(
      tx,
      plans.flatMap(({ result, next }) => (result.status === 'unchanged' ? [] : next)),
      clock(),
    );
    return { recorded: plans.map(({ result }) => result) };
  });
}

interface Plan {
  readonly problem: FieldProblem | null;
  readonly result: RecordedDraft;
  readonly next: RecordedIncident & { readonly id: string; readonly byHand: ByHand };
}

function planOf({ id, facts: said }: IncidentDraft, before: RecordedIncident | null, now: Date): Plan {
  // What was there before anybody recorded it by hand came from its postmortem.
  const documented = before?.byHand?.documented ?? (before ? statedIn(before.facts) : []);
  const was = before?.byHand?.facts ?? unsaid;
  const byHand = patched(was, said);
  const facts = pick((name) => (before && documented.includes(name) ? before.facts : byHand));
  const isSame = before?.byHand && factNames.every((name) => saysTheSame(was, byHand, name));
  const missing = facts.title === null ? ({ field: 'title', message: 'It is missing.' } as const) : null;
  return {
    problem: missing ?? orderProblem(facts),
    result: {
      id,
      status: before === null ? 'recorded' : isSame ? 'unchanged' : 'updated',
      overruled: documented.filter((name) => said[name] !== undefined && !saysTheSame(facts, byHand, name)),
    },
    next: { id, facts, recordedAt: before?.recordedAt ?? now, byHand: { facts: byHand, documented } },
  };
}

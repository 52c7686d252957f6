import type { Database } from '../db/database.ts';
import { findRecordedIncidents } from '../db/incident-by-hand-store.ts';
import { repeatable } from '../db/repeatable.ts';
import { lockVerdict, putVerdict, type StandingVerdict } from '../db/repeat-verdict-store.ts';
import type { IncidentFacts } from '../incidents/incident-facts.ts';
import type { PairVerdict } from '../incidents/incident.ts';

/** What somebody says of the pair "incident repeats other". */
export interface RepeatDecision extends PairVerdict {
  /** Who; null where nobody said. */
  readonly by: string | null;
}

export type DecisionOutcome =
  | { readonly status: 'recorded' | 'unchanged'; readonly verdict: StandingVerdict }
  | { readonly status: 'replaced'; readonly verdict: StandingVerdict; readonly before: StandingVerdict }
  | { readonly status: 'impossible'; readonly field: 'incident' | 'repeats'; readonly message: string };

/**
 * Confirms or rejects a pair, once and for all: the same again changes nothing, the opposite replaces it. A pair that cannot be a repeat is
 * not taken.
 */
export async function decideRepeat(
  { db, clock }: { readonly db: Database; readonly clock: () => Date },
  decision: RepeatDecision,
): Promise<DecisionOutcome> {
  const { incidentId, repeatsId } = decision;
  return repeatable(db, async (tx) => {
    const known = await findRecordedIncidents(tx, [incidentId, repeatsId]);
    const impossible = whyImpossible(decision, (id) => known.get(id)?.facts ?? null);
    if (impossible) return { status: 'impossible', ...impossible };
    const before = await lockVerdict(tx, incidentId, repeatsId);
    if (before?.verdict === decision.verdict) return { status: 'unchanged', verdict: before };
    const verdict = { ...decision, at: clock() };
    await putVerdict(tx, verdict);
    return before ? { status: 'replaced', verdict, before } : { status: 'recorded', verdict };
  });
}

/** `INC-7 repeats INC-3: confirmed by Dana. Before: rejected by Tom on 2026-11-02.` for a log, where a verdict is replaced. */
export function replacedText({ verdict, before }: Extract<DecisionOutcome, { status: 'replaced' }>): string {
  const pair = `${verdict.incidentId} repeats ${verdict.repeatsId}`;
  return `${pair}: ${said(verdict)}. Before: ${said(before)} at ${before.at.toISOString()}.`;
}

function said({ verdict, by }: StandingVerdict): string {
  return by === null ? verdict : `${verdict} by ${by}`;
}

function whyImpossible(
  { incidentId, repeatsId, verdict }: RepeatDecision,
  factsOf: (id: string) => IncidentFacts | null,
): { readonly field: 'incident' | 'repeats'; readonly message: string } | null {
  const [incident, earlier] = [factsOf(incidentId), factsOf(repeatsId)];
  if (!incident) return { field: 'incident', message: `No incident ${incidentId} is recorded.` };
  if (!earlier) return { field: 'repeats', message: `No incident ${repeatsId} is recorded.` };
  if (incidentId === repeatsId) return { field: 'repeats', message: 'An incident cannot repeat itself.' };
  const [began, beganEarlier] = [incident.startedAt, earlier.startedAt];
  if (!began) return { field: 'incident', message: unknownStart(incidentId) };
  if (!beganEarlier) return { field: 'repeats', message: unknownStart(repeatsId) };
  if (beganEarlier >= began) {
    const when = `${repeatsId} started ${beganEarlier.toISOString()}, ${incidentId} ${began.toISOString()}`;
    return {
      field: 'repeats',
      message: `${incidentId} cannot repeat what did not start before it: ${when}.`,
    };
  }
  if (verdict === 'rejected' && incident.repeats === repeatsId) {
    return {
      field: 'repeats',
      message: `${incidentId} is recorded as a repeat of ${repeatsId}, by its postmortem or by hand. Change that there.`,
    };
  }
  return null;
}

function unknownStart(id: string): string {
  return `When ${id} started is not known, so nobody can say what came before it. Record its start first.`;
}

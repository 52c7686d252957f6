import { sql } from 'drizzle-orm';
import type { Config } from '../config/config.ts';
import type { Database, Handle } from '../db/database.ts';
import { findPostmortems } from '../db/postmortem-store.ts';
import type { DocumentProblem } from '../postmortem/document.ts';
import { applyEdit, applyNew } from './apply-plan.ts';
import { identify, knownPostmortems, wantedIncident, type Identifiable } from './identify.ts';
import type { IntakePlan, NewIds, PostmortemRow } from './intake-plan.ts';
import { loadRecorded } from './load-recorded.ts';
import { planIntake, type RecordedPostmortem } from './plan-intake.ts';
import { done, nothing, type RecordResult } from './record-result.ts';

export interface RecordInput extends Identifiable {
  /** Team that takes the items whatever their services; null to go by services. */
  readonly team: string | null;
}

export interface IntakeSettings {
  readonly db: Database;
  readonly config: Config;
  readonly clock: () => Date;
  readonly ids: NewIds;
}

/**
 * Records postmortems with their items, their first history and the writes they need; what became of each, in their order. A document
 * is recorded whole or not at all, and new ones next to each other all in one transaction. The same document again changes nothing; a
 * document in which nothing can be found creates nothing.
 */
export async function recordPostmortems(
  settings: IntakeSettings,
  inputs: readonly RecordInput[],
): Promise<RecordResult[]> {
  const results: RecordResult[] = [];
  while (results.length < inputs.length) {
    results.push(...(await recordNext(settings, inputs.slice(results.length))));
  }
  return results;
}

/**
 * Records the documents up to the first edit of a recorded one, or that edit if it comes first. An edit goes alone because it locks
 * rows that a drain or a sweep may want.
 */
async function recordNext(settings: IntakeSettings, inputs: readonly RecordInput[]): Promise<RecordResult[]> {
  return settings.db.transaction(async (tx) => {
    // One intake at a time, so that two processes given the same document cannot both find it new.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('followthrough intake'))`);
    const known = knownPostmortems(
      await findPostmortems(tx, {
        sources: inputs.map(({ document }) => document.source),
        incidentIds: inputs.map(wantedIncident),
      }),
    );
    const results: RecordResult[] = [];
    const plans: IntakePlan[] = [];
    for (const input of inputs) {
      const identity = identify(input, known);
      if (identity.kind === 'edit') {
        if (results.length === 0) return [await recordEdit(tx, settings, input, identity.before)];
        break;
      }
      if (identity.kind === 'settled') {
        results.push(identity.result);
        continue;
      }
      const plan = planOf(settings, input, identity.incidentId, null);
      known.add(plan.postmortem);
      plans.push(plan);
      results.push(done('recorded', plan, input.document.problems));
    }
    await applyNew(tx, plans);
    return results;
  });
}

async function recordEdit(
  tx: Handle,
  settings: IntakeSettings,
  input: RecordInput,
  before: PostmortemRow,
): Promise<RecordResult> {
  const { document } = input;
  const recorded = await loadRecorded(tx, before);
  if (document.actionItems.length === 0 && recorded.items.length > 0) {
    return nothing('refused', [lostItems(recorded.items.length)]);
  }
  const plan = planOf(settings, input, document.incident.id ?? before.incidentId, recorded);
  await applyEdit(tx, plan, before);
  return done('edited', plan, document.problems);
}

function planOf(
  { config, clock, ids }: IntakeSettings,
  input: RecordInput,
  incidentId: string,
  before: RecordedPostmortem | null,
): IntakePlan {
  return planIntake({ ...input, incidentId, before, config, now: clock(), ids });
}

function lostItems(count: number): DocumentProblem {
  return {
    line: 1,
    message: `No action items were found, but ${count} are recorded from this document. The record stays as it was.`,
    hint: 'Check the heading of the section of action items; to drop an item, cancel its issue with a reason.',
  };
}

import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { incidentKey } from '../actions/incident-key.ts';
import type { Config } from '../config/config.ts';
import type { Database, Handle } from '../db/database.ts';
import { addItemEvents } from '../db/item-event-store.ts';
import {
  addItems,
  addWrites,
  editItem,
  findPostmortemByIncident,
  findPostmortemBySource,
  lockItems,
  putIncident,
  putPostmortem,
  renameIncident,
  withdrawItems,
  withdrawWrites,
  type PostmortemRow,
} from '../db/postmortem-store.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import type { IntakePlan, NewIds } from './intake-plan.ts';
import { planIntake, type RecordedPostmortem } from './plan-intake.ts';

export interface RecordInput {
  readonly document: PostmortemDocument;
  readonly part: number;
  readonly text: string;
  readonly team: string | null;
}

export interface IntakeSettings {
  readonly db: Database;
  readonly config: Config;
  readonly clock: () => Date;
  readonly ids: NewIds;
}

/** What became of one postmortem. */
export interface RecordResult {
  readonly status: 'recorded' | 'edited' | 'unchanged' | 'nothing-found' | 'refused';
  readonly postmortemId: string | null;
  readonly incidentId: string | null;
  readonly added: number;
  readonly edited: number;
  readonly withdrawn: number;
  readonly queued: number;
  readonly problems: readonly DocumentProblem[];
}

/**
 * Records one postmortem with its items, their first history and the writes they need, in one transaction. The same
 * document again changes nothing; a document in which nothing can be found creates nothing.
 */
export async function recordPostmortem(settings: IntakeSettings, input: RecordInput): Promise<RecordResult> {
  const { document } = input;
  if (document.actionItems.length === 0 && document.incident.id === null) {
    return nothing('nothing-found', document.problems);
  }
  const fingerprint = createHash('sha256').update(input.text).digest('hex');
  return settings.db.transaction(async (tx) => {
    // One intake at a time, so that two processes given the same document cannot both find it new.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('followthrough intake'))`);
    const found = await findBefore(tx, input, fingerprint);
    if ('conflict' in found) return nothing('refused', [found.conflict]);
    const before = found.before;
    if (before && before.fingerprint === fingerprint && before.source === document.source) {
      return {
        ...nothing('unchanged', document.problems),
        postmortemId: before.id,
        incidentId: before.incidentId,
      };
    }
    const recorded = before && (await recordedPostmortem(tx, before));
    if (recorded && document.actionItems.length === 0 && recorded.items.length > 0) {
      return nothing('refused', [lostItems(recorded.items.length)]);
    }
    const plan = planIntake({
      document,
      part: input.part,
      fingerprint,
      incidentId:
        document.incident.id ?? before?.incidentId ?? (await freeIncidentKey(tx, input, fingerprint)),
      before: recorded,
      config: settings.config,
      now: settings.clock(),
      ids: settings.ids,
      team: input.team,
    });
    await apply(tx, plan, before);
    return {
      status: before ? 'edited' : 'recorded',
      postmortemId: plan.postmortem.id,
      incidentId: plan.incident.id,
      added: plan.newItems.length,
      edited: plan.editedItems.filter((edit) => edit.substantial).length,
      withdrawn: plan.withdrawnItemIds.length,
      queued: plan.writes.length,
      problems: [...document.problems, ...plan.problems],
    };
  });
}

async function findBefore(
  tx: Handle,
  { document, part }: RecordInput,
  fingerprint: string,
): Promise<{ before: PostmortemRow | null } | { conflict: DocumentProblem }> {
  const bySource = await findPostmortemBySource(tx, document.source, part);
  const id = document.incident.id;
  const byIncident = id === null ? null : await findPostmortemByIncident(tx, id);
  if (byIncident === null) return { before: bySource };
  if (byIncident.id === bySource?.id) return { before: bySource };
  const moved =
    bySource === null && (byIncident.fingerprint === fingerprint || byIncident.title === document.title);
  if (moved) return { before: byIncident };
  return {
    conflict: {
      line: 1,
      message: `Incident ${id} already has a postmortem: "${byIncident.title}", recorded from ${byIncident.source}. Nothing was recorded.`,
      hint: 'Give this document an incident id of its own, or edit the one that is recorded.',
    },
  };
}

async function freeIncidentKey(
  tx: Handle,
  { document, part }: RecordInput,
  fingerprint: string,
): Promise<string> {
  const key = incidentKey(document.source, part);
  return (await findPostmortemByIncident(tx, key)) === null ? key : `${key}-${fingerprint.slice(0, 6)}`;
}

async function recordedPostmortem(tx: Handle, postmortem: PostmortemRow): Promise<RecordedPostmortem> {
  const rows = await lockItems(tx, postmortem.id);
  const tracked = await loadTrackedItems(tx, { postmortemId: postmortem.id });
  const events = new Map(tracked.map((item) => [item.id, item.events]));
  return { postmortem, items: rows.map((row) => ({ row, events: events.get(row.id) ?? [] })) };
}

async function apply(tx: Handle, plan: IntakePlan, before: PostmortemRow | null): Promise<void> {
  await putIncident(tx, plan.incident);
  await putPostmortem(tx, plan.postmortem);
  if (before && before.incidentId !== plan.incident.id) {
    await renameIncident(tx, before.id, before.incidentId, plan.incident.id);
  }
  await addItems(tx, plan.newItems);
  for (const edit of plan.editedItems) await editItem(tx, edit.id, edit.set);
  await withdrawItems(tx, plan.withdrawnItemIds, plan.postmortem.editedAt);
  await withdrawWrites(tx, plan.unwantedWritesOf, plan.postmortem.editedAt);
  await addItemEvents(tx, plan.events);
  await addWrites(tx, plan.writes);
}

function nothing(status: RecordResult['status'], problems: readonly DocumentProblem[]): RecordResult {
  return {
    status,
    postmortemId: null,
    incidentId: null,
    added: 0,
    edited: 0,
    withdrawn: 0,
    queued: 0,
    problems,
  };
}

function lostItems(count: number): DocumentProblem {
  return {
    line: 1,
    message: `No action items were found, but ${count} are recorded from this document. The record stays as it was.`,
    hint: 'Check the heading of the section of action items; to drop an item, cancel its issue with a reason.',
  };
}

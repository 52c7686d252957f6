import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Database, Handle } from '../db/database.ts';
import { addItemEvents } from '../db/item-event-store.ts';
import { lockRows } from '../db/link-store.ts';
import { lastWritesOf, noteReadings, sourcesOf, type LinkedItem } from '../db/linked-item-store.ts';
import { addWrites } from '../db/postmortem-store.ts';
import { repeatable } from '../db/repeatable.ts';
import { loadEvents } from '../db/tracked-item-store.ts';
import type { FetchedIssues, Issue, IssueHistoryEntry, Tracker } from '../trackers/tracker.ts';
import {
  applyAbsence,
  applyIssue,
  hasHistory,
  isNews,
  projectOf,
  type Applied,
  type RecordedItem,
} from './apply-issue.ts';
import { markerStep } from './marker-step.ts';

/** What came of reading some issues: how many were read, whose item gained history, and how many were not there. */
export interface AppliedIssues {
  readonly read: number;
  readonly changed: number;
  readonly missing: number;
}

/**
 * Writes down what was read of the issues of some items, whoever asked for the reading: a sweep or a delivery. Applying the same
 * reading again adds nothing. Issues of no item given are passed over. What is as it was costs the database nothing.
 */
export async function applyIssues(
  { db, config }: { readonly db: Database; readonly config: Config },
  tracker: Tracker,
  items: readonly LinkedItem[],
  { issues, absent, forbidden = [] }: FetchedIssues,
  readAt: Date,
): Promise<AppliedIssues> {
  const { label } = config.policy;
  const byIssue = new Map(items.map((item) => [item.issueId, item]));
  const news = issues.flatMap((issue) => {
    const item = byIssue.get(issue.id);
    const tells = item && (isNews(item, issue) || markerStep(item, issue, label) !== 'leave');
    return tells ? [{ item, issue }] : [];
  });
  const vanished = absent.flatMap((id) => byIssue.get(id) ?? []);
  const seen = new Set(issues.map((issue) => projectOf(issue.key)));
  const projects = vanished.map(({ issueKey }) => projectOf(issueKey));
  const histories = await historiesOf(tracker, news);
  const changed = await recordingOf(
    db,
    [...news.map(({ item }) => item.id), ...vanished.map(({ id }) => id)],
    (known) => [
      ...news.map(({ item, issue }) => {
        const entries = histories.get(issue.id) ?? [];
        return applyIssue(known(item), issue, entries, { readAt, label });
      }),
      ...vanished.map((item) => {
        const project = projectOf(item.issueKey);
        const isProjectHidden = !seen.has(project) && projects.filter((each) => each === project).length > 1;
        const facts = { isForbidden: forbidden.includes(item.issueId), isProjectHidden };
        return applyAbsence(known(item), facts, readAt);
      }),
    ],
    (itemId) => labelWriteOf(itemId, tracker.id, label, readAt),
  );
  const trashed = issues.filter((issue) => issue.trashed && byIssue.has(issue.id)).length;
  return { read: issues.length, changed, missing: vanished.length + trashed };
}

async function historiesOf(
  tracker: Tracker,
  news: readonly { readonly item: LinkedItem; readonly issue: Issue }[],
): Promise<ReadonlyMap<string, readonly IssueHistoryEntry[]>> {
  const ids = news.filter(({ item, issue }) => hasHistory(item, issue)).map(({ issue }) => issue.id);
  return Map.groupBy(ids.length === 0 ? [] : await tracker.historyOf(ids), ({ issueId }) => issueId);
}

/**
 * Judges items as they are recorded, and records what comes of it, in one transaction that keeps other readings of them waiting.
 * Answers how many items gained history.
 */
async function recordingOf(
  db: Database,
  itemIds: readonly string[],
  judge: (known: (item: LinkedItem) => RecordedItem) => (Applied | null)[],
  labelWrite: (itemId: string) => ReturnType<typeof labelWriteOf>,
): Promise<number> {
  if (itemIds.length === 0) return 0;
  return repeatable(db, async (tx) => {
    const recorded = await loadRecorded(tx, itemIds);
    const sources = await sourcesOf(tx, itemIds);
    const applied = judge((item) => {
      const found = recorded.get(item.id);
      if (!found) throw new Error(`The item ${item.id} was taken out while its issue was read.`);
      return found;
    }).filter((each) => each !== null);
    const events = applied.flatMap((each) => each.events);
    const fresh = events.filter(({ itemId, sourceKey }) => !sources.get(itemId)?.has(sourceKey));
    await addItemEvents(tx, fresh);
    await noteReadings(
      tx,
      applied.map(({ reading }) => reading),
    );
    await addWrites(
      tx,
      applied.flatMap(({ putBack, reading }) => (putBack ? [labelWrite(reading.id)] : [])),
    );
    return new Set(fresh.map(({ itemId }) => itemId)).size;
  });
}

async function loadRecorded(tx: Handle, itemIds: readonly string[]): Promise<Map<string, RecordedItem>> {
  const rows = await lockRows(tx, itemIds);
  const events = await loadEvents(tx, itemIds);
  const lastWrites = await lastWritesOf(tx, itemIds);
  return new Map(
    [...rows].map(([id, row]) => [
      id,
      { row, events: events.get(id) ?? [], lastWriteAt: lastWrites.get(id) ?? null },
    ]),
  );
}

function labelWriteOf(itemId: string, trackerId: string, label: string, now: Date) {
  return {
    id: randomUUID(),
    itemId,
    trackerId,
    kind: 'update' as const,
    issueUuid: randomUUID(),
    payload: { addLabels: [label] },
    state: 'queued' as const,
    runAt: now,
    notes: [],
    createdAt: now,
  };
}

import { valueAt, type EventOrigin, type ItemEvent, type ItemField } from '../actions/item-history.ts';
import type { NewItemEvent } from '../db/item-event-store.ts';
import type { Issue, IssueHistoryEntry } from '../trackers/tracker.ts';

/** What is known of an item when its issue is read. */
export interface KnownItem {
  readonly id: string;
  readonly createdAt: Date;
  readonly events: readonly ItemEvent[];
  readonly adopted: boolean;
  /** The tracker's time of the state read last; null when the issue is read for the first time. */
  readonly issueUpdatedAt: Date | null;
  /** When our own last write to the issue was answered; null when there was none. */
  readonly lastWriteAt: Date | null;
}

/** Changes of the issue this close to a write of ours are its echo, not somebody's work. */
const echoMs = 2 * 60_000;

const mirrored = ['state', 'due', 'assignee', 'priority'] as const;

/**
 * The history an issue adds to its item: every recorded change with the tracker's own time, then whatever the tracker shows
 * now and its history does not explain. Safe to repeat: the same reading gives events with the same source keys.
 */
export function mergeIssue(
  item: KnownItem,
  issue: Issue,
  entries: readonly IssueHistoryEntry[],
  readAt: Date,
): NewItemEvent[] {
  const merge = startMerge(item, issue, readAt);
  for (const entry of entries) {
    if (entry.occurredAt < item.createdAt) continue;
    const origin = entry.ours ? 'followthrough' : 'tracker';
    merge.add(entry.field, entry.value, entry.occurredAt, origin, `entry:${entry.entryId}`, entry.by);
  }
  if (item.adopted && item.issueUpdatedAt === null) addPast(merge, item, issue, entries);
  for (const field of mirrored) addUnexplained(merge, field);
  addPresence(merge, issue);
  addActivity(merge, item, issue);
  return merge.events;
}

interface Merge {
  readonly item: KnownItem;
  readonly issue: Issue;
  readonly readAt: Date;
  readonly events: NewItemEvent[];
  add(
    field: ItemField,
    value: string | null,
    occurredAt: Date,
    origin: EventOrigin,
    sourceKey: string,
    by?: string | null,
  ): void;
  /** The value that stands after everything known and everything merged so far. */
  latest(field: ItemField): { value: string | null; occurredAt: Date } | null;
}

function startMerge(item: KnownItem, issue: Issue, readAt: Date): Merge {
  const events: NewItemEvent[] = [];
  return {
    item,
    issue,
    readAt,
    events,
    add: (field, value, occurredAt, origin, sourceKey, by = null) =>
      events.push({ itemId: item.id, field, value, occurredAt, recordedAt: readAt, by, origin, sourceKey }),
    latest(field) {
      const all = [...item.events, ...events].filter((event) => event.field === field);
      const [first, ...rest] = all;
      if (!first) return null;
      return rest.reduce<ItemEvent>(
        (last, event) => (event.occurredAt >= last.occurredAt ? event : last),
        first,
      );
    },
  };
}

/** An adopted issue's past does not count, save the state and the date it was in when the promise was made. */
function addPast(merge: Merge, item: KnownItem, issue: Issue, entries: readonly IssueHistoryEntry[]): void {
  for (const field of ['state', 'due'] as const) {
    const changes = entries.filter((entry) => entry.field === field);
    const before = changes.findLast((entry) => entry.occurredAt <= item.createdAt);
    const neverChanged = changes.length === 0;
    const value = before ? before.value : neverChanged ? present(issue, field) : undefined;
    if (value === undefined || (field === 'due' && valueAt(item.events, 'due', item.createdAt) !== null))
      continue;
    merge.add(field, value, item.createdAt, 'tracker', `adopted:${field}`, before?.by ?? null);
  }
}

function addUnexplained(merge: Merge, field: (typeof mirrored)[number]): void {
  const { item, issue } = merge;
  const shown = present(issue, field);
  const known = merge.latest(field);
  if (known && known.value === shown) return;
  // Somebody changed it after the issue was read and before its history was.
  if (merge.events.some((event) => event.field === field && event.occurredAt > issue.updatedAt)) return;
  // What a new issue shows differently from the promise is what our own creation came to, e.g. an owner it does not know.
  const first = item.issueUpdatedAt === null && !item.adopted;
  const told = first ? issue.createdAt : issue.updatedAt;
  const floor = Math.max(item.createdAt.getTime(), known?.occurredAt.getTime() ?? 0);
  const occurredAt = new Date(Math.max(told.getTime(), floor));
  const key = `shown:${field}:${issue.updatedAt.toISOString()}:${shown ?? ''}`;
  merge.add(field, shown, occurredAt, first ? 'followthrough' : 'tracker', key);
}

function addPresence(merge: Merge, issue: Issue): void {
  const { readAt } = merge;
  const active = issue.assignee ? String(issue.assignee.active) : null;
  const knownActive = merge.latest('assignee_active');
  if (active !== null && active !== (knownActive?.value ?? 'true')) {
    merge.add('assignee_active', active, readAt, 'tracker', `active:${readAt.toISOString()}`);
  }
  if (issue.trashed) merge.events.push(...sawAbsent(merge.item, readAt));
  else if (merge.latest('issue')?.value === 'absent') {
    merge.add('issue', 'present', readAt, 'tracker', `issue:${readAt.toISOString()}`);
  }
}

/** Sweeps of several processes at one time are one reading. */
const sweepsApartMs = 30_000;

/** One more sweep in which the issue was not there. Two in a row are enough to know, so no third is kept. */
export function sawAbsent(item: Pick<KnownItem, 'id' | 'events'>, readAt: Date): NewItemEvent[] {
  const seen = item.events.filter((event) => event.field === 'issue');
  const last = seen.at(-1);
  if (isGone(item.events)) return [];
  if (last?.value === 'absent' && readAt.getTime() - last.occurredAt.getTime() < sweepsApartMs) return [];
  return [
    {
      itemId: item.id,
      field: 'issue',
      value: 'absent',
      occurredAt: readAt,
      recordedAt: readAt,
      by: null,
      origin: 'tracker',
      sourceKey: `issue:${readAt.toISOString()}`,
    },
  ];
}

/** Whether the last two sweeps that said anything of the issue did not find it. */
export function isGone(events: readonly ItemEvent[]): boolean {
  const seen = events.filter((event) => event.field === 'issue').slice(-2);
  return seen.length === 2 && seen.every((event) => event.value === 'absent');
}

/** Somebody did something we keep no history of, such as a comment or a new description. */
function addActivity(merge: Merge, item: KnownItem, issue: Issue): void {
  if (item.issueUpdatedAt === null || issue.updatedAt <= item.issueUpdatedAt) return;
  const explained = merge.events.some(
    (event) => Math.abs(event.occurredAt.getTime() - issue.updatedAt.getTime()) < 1000,
  );
  const echo =
    item.lastWriteAt !== null && Math.abs(issue.updatedAt.getTime() - item.lastWriteAt.getTime()) < echoMs;
  if (explained || echo) return;
  merge.add('activity', null, issue.updatedAt, 'tracker', `activity:${issue.updatedAt.toISOString()}`);
}

function present(issue: Issue, field: (typeof mirrored)[number]): string | null {
  return field === 'assignee' ? (issue.assignee?.name ?? null) : issue[field];
}

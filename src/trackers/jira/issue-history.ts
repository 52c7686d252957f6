import { z } from 'zod';
import type { ItemState } from '../../actions/item-history.ts';
import type { IssueHistoryEntry } from '../tracker.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { priorityOf } from './priority-names.ts';
import { readInstant, stateOf } from './read-issue.ts';

const issuesPerRequest = 1000;
/** Jira gives 10,000 a page, some ten megabytes; half of that is well below what the transport takes. */
const changesPerPage = 5000;
const mostPages = 200;
const fieldIds = ['status', 'resolution', 'duedate', 'assignee', 'priority'];
const historySchema = z.object({
  id: z.string(),
  /** An epoch number here, an ISO instant elsewhere. */
  created: z.union([z.number(), z.string()]),
  author: z.object({ accountId: z.string(), displayName: z.string().optional() }).nullish(),
  /** Records, because an absent `toString` would be read from the prototype. */
  items: z.array(z.record(z.string(), z.unknown())),
});
type History = z.infer<typeof historySchema>;
const pageSchema = z.object({
  issueChangeLogs: z
    .array(z.object({ issueId: z.string(), changeHistories: z.array(historySchema).default([]) }))
    .nullish(),
  nextPageToken: z.string().nullish(),
});
type Statuses = Awaited<ReturnType<JiraSession['statuses']>>;
type Change = Pick<IssueHistoryEntry, 'field' | 'value'>;

/** Tracker.historyOf, from the change logs of many issues at once. */
export async function historyOf(
  session: JiraSession,
  issueIds: readonly string[],
): Promise<readonly IssueHistoryEntry[]> {
  const ids = [...new Set(issueIds)].filter((id) => /^\d+$/.test(id));
  const histories = new Map<string, Map<string, History>>();
  for (let from = 0; from < ids.length; from += issuesPerRequest) {
    await readHistories(session, ids.slice(from, from + issuesPerRequest), histories);
  }
  if (histories.size === 0) {
    if (issueIds.length > 0) await session.proveIdentity();
    return [];
  }
  const us = await session.accountId();
  const statuses = await session.statuses();
  return [...histories].flatMap(([issueId, list]) =>
    entriesOf(issueId, [...list.values()], us, statuses, session.context.droppedResolutions),
  );
}

async function readHistories(
  session: JiraSession,
  ids: readonly string[],
  histories: Map<string, Map<string, History>>,
): Promise<void> {
  const { getBulkChangelogs } = await session.jira();
  const tokens = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await getBulkChangelogs(session.transport, {
      issueIdsOrKeys: [...ids],
      fieldIds: [...fieldIds],
      maxResults: changesPerPage,
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    const read = readAnswer(session.settings.id, '/changelog/bulkfetch', pageSchema, answer);
    for (const { issueId, changeHistories } of read.issueChangeLogs ?? []) {
      const list = histories.get(issueId) ?? new Map<string, History>();
      for (const history of changeHistories) list.set(history.id, history);
      histories.set(issueId, list);
    }
    token = read.nextPageToken ?? undefined;
    if (token === undefined || tokens.has(token)) return;
    tokens.add(token);
  }
}

function entriesOf(
  issueId: string,
  list: readonly History[],
  us: string,
  statuses: Statuses,
  dropped: readonly string[],
): readonly IssueHistoryEntry[] {
  const dated = list
    .flatMap((history) => {
      const occurredAt = readInstant(history.created);
      return occurredAt === null ? [] : [{ history, occurredAt }];
    })
    .toSorted(
      (a, b) =>
        a.occurredAt.getTime() - b.occurredAt.getTime() || Number(a.history.id) - Number(b.history.id),
    );
  const readState = stateReader(statuses, dropped);
  return dated.flatMap(({ history, occurredAt }) => {
    const state = readState(history);
    const changes = [
      ...(state === null ? [] : [state]),
      ...history.items.flatMap((item) => fieldChange(item) ?? []),
    ];
    return changes.map((change) => ({
      entryId: `${history.id}:${change.field}`,
      issueId,
      ...change,
      occurredAt,
      by: history.author?.displayName ?? null,
      ours: history.author?.accountId === us,
    }));
  });
}

/**
 * Follows status and resolution together, oldest first: either may change the state, and a status may change without it.
 * A status that no longer exists says nothing.
 */
function stateReader(statuses: Statuses, dropped: readonly string[]): (history: History) => Change | null {
  let resolution: string | null = null;
  let statusId: string | null = null;
  const known = (id: string | null): ItemState | null => {
    const status = statuses.get(id ?? '');
    return status === undefined ? null : stateOf(status.category, status.name, resolution, dropped);
  };
  return (history) => {
    const status = itemOf(history, 'status');
    const resolved = itemOf(history, 'resolution');
    if (status === null && resolved === null) return null;
    if (resolved !== null) resolution = text(resolved, 'fromString');
    const before = known(status === null ? statusId : text(status, 'from'));
    if (resolved !== null) resolution = text(resolved, 'toString');
    if (status !== null) statusId = text(status, 'to');
    const after = known(statusId);
    return after === null || after === before ? null : { field: 'state', value: after };
  };
}

function fieldChange(item: Readonly<Record<string, unknown>>): Change | null {
  switch (fieldOf(item)) {
    case 'duedate':
      return { field: 'due', value: text(item, 'to')?.slice(0, 10) ?? null };
    case 'assignee':
      return { field: 'assignee', value: text(item, 'toString') };
    case 'priority': {
      const name = text(item, 'toString');
      const priority = priorityOf(name);
      return name !== null && priority === null ? null : { field: 'priority', value: priority };
    }
    default:
      return null;
  }
}

function itemOf(history: History, field: string): Readonly<Record<string, unknown>> | null {
  return history.items.find((item) => fieldOf(item) === field) ?? null;
}

function fieldOf(item: Readonly<Record<string, unknown>>): string | null {
  return text(item, 'fieldId') ?? text(item, 'field');
}

function text(item: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = Object.hasOwn(item, name) ? item[name] : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

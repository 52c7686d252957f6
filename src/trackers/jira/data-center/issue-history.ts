import { z } from 'zod';
import type { IssueHistoryEntry } from '../../tracker.ts';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import { readInstant } from '../read-issue.ts';
import { type ChangeItem, changesOf } from './changes-of.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { readByIds, readOne } from './read-by-id.ts';
import type { RawIssue } from './search.ts';

/** Histories are long: so many issues with theirs fit an answer. */
const issuesPerRequest = 100;
const view = { fields: ['created'], expand: ['changelog'] };
const historySchema = z.object({
  id: z.string(),
  created: z.string(),
  author: z.object({ name: z.string(), displayName: z.string().optional() }).nullish(),
  /** Records, because an absent `toString` would be read from the prototype. */
  items: z.array(z.record(z.string(), z.unknown())),
});
type History = z.infer<typeof historySchema>;
const changelogSchema = z.object({
  changelog: z.object({ total: z.number().optional(), histories: z.array(historySchema) }),
});

/** Tracker.historyOf. Data Center tells changes only with their issues, whole. */
export async function historyOf(
  session: DataCenterSession,
  issueIds: readonly string[],
): Promise<readonly IssueHistoryEntry[]> {
  const ids = [...new Set(issueIds)].filter((id) => /^\d+$/.test(id));
  if (issueIds.length === 0) return [];
  const { issues } = await readByIds(session, ids, view, issuesPerRequest);
  if (issues.length === 0) {
    await session.proveIdentity();
    return [];
  }
  const us = await session.userName();
  const statuses = await session.statuses();
  const entries: IssueHistoryEntry[] = [];
  for (const issue of issues) {
    const histories = inOrder(await wholeHistory(session, issue));
    const states = changesOf(statuses, session.context.droppedResolutions);
    for (const { history, occurredAt } of histories) {
      const items: readonly ChangeItem[] = history.items;
      for (const change of states(items)) {
        entries.push({
          entryId: `${history.id}:${change.field}`,
          issueId: issue.id,
          ...change,
          occurredAt,
          by: history.author?.displayName ?? null,
          ours: history.author?.name === us,
        });
      }
    }
  }
  return entries;
}

/** A search may cut long histories short; the issue by itself tells all. */
async function wholeHistory(session: DataCenterSession, issue: RawIssue): Promise<readonly History[]> {
  const { id } = session.settings;
  const { changelog } = readAnswer(id, 'the history', changelogSchema, issue);
  if ((changelog.total ?? 0) <= changelog.histories.length) return changelog.histories;
  const alone = await readOne(session, issue.id, view);
  if (alone === null) return [];
  const whole = readAnswer(id, 'the history', changelogSchema, alone).changelog;
  if ((whole.total ?? 0) <= whole.histories.length) return whole.histories;
  const message = `${id} does not show the whole history of ${issue.key}.`;
  throw new JiraError(id, { kind: 'unreadable', message });
}

function inOrder(
  histories: readonly History[],
): readonly { readonly history: History; readonly occurredAt: Date }[] {
  return histories
    .flatMap((history) => {
      const occurredAt = readInstant(history.created);
      return occurredAt === null ? [] : [{ history, occurredAt }];
    })
    .toSorted(
      (a, b) =>
        a.occurredAt.getTime() - b.occurredAt.getTime() || Number(a.history.id) - Number(b.history.id),
    );
}

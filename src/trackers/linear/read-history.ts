import type { IssueHistoryEntry } from '../tracker.ts';
import { historyDocument, moreHistoryDocument } from './documents.ts';
import type { LinearApi } from './linear-api.ts';
import { histories, type HistoryNode, moreHistory } from './shapes.ts';
import { entriesOf } from './words.ts';

/** So many issues with 50 lines each stay below the points one query may cost. */
const issuesPerRequest = 20;
const mostPages = 40;

/** The changes of state, due date, assignee and priority, oldest first per issue. Linear keeps none of an issue's first three minutes. */
export async function historyOf(
  api: LinearApi,
  issueIds: readonly string[],
): Promise<readonly IssueHistoryEntry[]> {
  const entries: IssueHistoryEntry[] = [];
  for (let start = 0; start < issueIds.length; start += issuesPerRequest) {
    const ids = issueIds.slice(start, start + issuesPerRequest);
    const { viewer, issues } = await api.read(historyDocument, { ids }, histories);
    for (const { id, history } of issues.nodes) {
      const lines = [...history.nodes, ...(await rest(api, id, history.pageInfo))];
      lines.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
      entries.push(...lines.flatMap((line) => entriesOf(id, line, viewer.id)));
    }
  }
  return entries;
}

async function rest(
  api: LinearApi,
  id: string,
  pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined },
): Promise<HistoryNode[]> {
  const lines: HistoryNode[] = [];
  let { hasNextPage, endCursor: after } = pageInfo;
  for (let count = 0; hasNextPage && after && count < mostPages; count += 1) {
    const { history } = (await api.read(moreHistoryDocument, { id, after }, moreHistory)).issue;
    lines.push(...history.nodes);
    ({ hasNextPage, endCursor: after } = history.pageInfo);
  }
  return lines;
}

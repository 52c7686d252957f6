import type { IssueHistoryEntry } from '../tracker.ts';
import { historyAlias, moreHistoryDocument } from './batch-documents.ts';
import { historyDocument } from './documents.ts';
import type { LinearApi } from './linear-api.ts';
import { histories, type HistoryNode, moreHistories } from './shapes.ts';
import { entriesOf } from './words.ts';

/** So many issues with their first 25 lines, or so many with 50 further ones, stay below the points one query may cost. */
const issuesPerRequest = 40;
const busyPerRequest = 20;
const mostPages = 150;

/** What of an issue's history is still to be read. */
interface Rest {
  readonly id: string;
  readonly after: string;
}

/**
 * The changes of state, due date, assignee and priority, oldest first per issue. One request for 40 issues, and one for every 20
 * of those with more than 25 lines and for every 50 lines of theirs. Linear keeps none of an issue's first three minutes.
 */
export async function historyOf(
  api: LinearApi,
  issueIds: readonly string[],
): Promise<readonly IssueHistoryEntry[]> {
  const entries: IssueHistoryEntry[] = [];
  for (let start = 0; start < issueIds.length; start += issuesPerRequest) {
    const ids = issueIds.slice(start, start + issuesPerRequest);
    const { viewer, issues } = await api.read(historyDocument, { ids, first: ids.length }, histories);
    const lines = new Map(issues.nodes.map(({ id, history }) => [id, [...history.nodes]]));
    await readRest(
      api,
      issues.nodes.flatMap(({ id, history }) => restOf(id, history.pageInfo)),
      (id, more) => lines.get(id)?.push(...more),
    );
    for (const [id, all] of lines) {
      all.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
      entries.push(...all.flatMap((line) => entriesOf(id, line, viewer.id)));
    }
  }
  return entries;
}

async function readRest(
  api: LinearApi,
  busy: readonly Rest[],
  found: (id: string, lines: readonly HistoryNode[]) => void,
): Promise<void> {
  let left = busy;
  for (let count = 0; left.length > 0 && count < mostPages; count += 1) {
    const now = left.slice(0, busyPerRequest);
    const variables = Object.fromEntries(
      now.flatMap(({ id, after }, index) => [
        [`id${index}`, id],
        [`after${index}`, after],
      ]),
    );
    const answer = await api.read(moreHistoryDocument(now.length), variables, moreHistories);
    const further = now.flatMap(({ id }, index) => {
      const history = answer[historyAlias(index)]?.history;
      if (history === undefined) return [];
      found(id, history.nodes);
      return restOf(id, history.pageInfo);
    });
    left = [...left.slice(busyPerRequest), ...further];
  }
}

function restOf(
  id: string,
  page: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined },
): Rest[] {
  return page.hasNextPage && page.endCursor ? [{ id, after: page.endCursor }] : [];
}

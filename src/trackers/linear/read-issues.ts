import type { FetchedIssues, Issue } from '../tracker.ts';
import type { Directory } from './directory.ts';
import { changedSinceDocument, issuesByIdDocument, oneIssueDocument } from './documents.ts';
import { TrackerError } from '../errors.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { type IssueNode, issuePage, issuePageWithViewer, type Legible, oneIssue } from './shapes.ts';
import { issueOf, namelessLabels } from './words.ts';

/** Linear's most rows per page. */
const pageSize = 250;
/** Rows move while pages are read, and clocks differ: changes are asked for from this much earlier. */
const overlapMs = 5 * 60_000;
/** 250 × 400 issues; more is a fault of paging, not a workspace. */
const mostPages = 400;

/**
 * Reads by id, 250 a request, archived and trashed ones included. The viewer in the same answer proves that what is missing is not
 * hidden by a dead credential. An issue that cannot be made out is neither read nor absent.
 */
export async function fetchIssues(
  api: LinearApi,
  directory: Directory,
  issueIds: readonly string[],
): Promise<FetchedIssues> {
  const found = new Map<string, Legible>();
  for (let start = 0; start < issueIds.length; start += pageSize) {
    const ids = issueIds.slice(start, start + pageSize);
    const nodes = await allPages(async (after) => {
      const variables = { ids, first: ids.length, after };
      const { issues } = await api.read(issuesByIdDocument, variables, issuePageWithViewer);
      return issues;
    });
    for (const node of nodes) found.set('illegible' in node ? node.illegible : node.id, node);
  }
  return {
    issues: await inOurWords(api, directory, [...found.values()]),
    absent: issueIds.filter((id) => !found.has(id)),
  };
}

/** Reads one issue by key, present or previous, or by its address in this workspace; null when there is none such. */
export async function findIssue(
  api: LinearApi,
  directory: Directory,
  reference: string,
): Promise<Issue | null> {
  const address = URL.canParse(reference) ? new URL(reference) : null;
  const key = address === null ? reference : keyIn(api, address);
  if (key === null || !/^[a-z][a-z0-9_]*-\d{1,9}$/i.test(key)) return null;
  const answer = await api.ask(oneIssueDocument, { id: key.toUpperCase() }, oneIssue);
  if (answer.kind === 'fault') {
    if (answer.fault.kind === 'not-found') return null;
    throw errorOf(api.trackerId, answer.fault);
  }
  const node = answer.data.issue;
  if (address !== null && workspaceOf(new URL(node.url)) !== workspaceOf(address)) return null;
  return (await inOurWords(api, directory, [node]))[0] ?? null;
}

/** Issues with the label that changed since five minutes before the instant, each once. */
export async function changedSince(
  api: LinearApi,
  directory: Directory,
  label: string,
  since: Date,
): Promise<readonly Issue[]> {
  const from = new Date(Math.max(0, since.getTime() - overlapMs)).toISOString();
  const nodes = await allPages(async (after) => {
    const { issues } = await api.read(changedSinceDocument, { label, since: from, after }, issuePage);
    return issues;
  });
  // Of an issue that moved while pages were read, the later reading counts.
  const once = new Map(nodes.map((node) => ['illegible' in node ? node.illegible : node.id, node]));
  return await inOurWords(api, directory, [...once.values()]);
}

interface Page {
  readonly nodes: readonly Legible[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

/** All pages; from the first again, once, when Linear no longer takes the cursor because the row it stood at is gone. */
async function allPages(
  readPage: (after: string | null) => Promise<Page>,
  mayStartAgain = true,
): Promise<Legible[]> {
  const nodes: Legible[] = [];
  const seen = new Set<string>();
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    let page: Page;
    try {
      page = await readPage(after);
    } catch (error) {
      const lostPlace = after !== null && error instanceof TrackerError && error.kind === 'refused';
      if (!lostPlace || !mayStartAgain) throw error;
      return await allPages(readPage, false);
    }
    nodes.push(...page.nodes);
    after = page.pageInfo.endCursor ?? null;
    if (!page.pageInfo.hasNextPage || after === null || seen.has(after)) break;
    seen.add(after);
  }
  return nodes;
}

/** In our words, without those that cannot be made out. Throws when none of several can: that is a change at Linear, not an odd issue. */
async function inOurWords(api: LinearApi, directory: Directory, nodes: readonly Legible[]): Promise<Issue[]> {
  const clear = nodes.flatMap((node): IssueNode[] => ('illegible' in node ? [] : [node]));
  if (clear.length === 0 && nodes.length > 0) {
    const message = `Linear (${api.trackerId}) answered with issues in a shape it does not document. Check whether there is a newer version.`;
    throw new TrackerError(api.trackerId, 'unreadable', message);
  }
  await directory.learnLabels(clear.flatMap(namelessLabels));
  return clear.map((node) => issueOf(node, directory.labelName));
}

/** The key in an address of Linear's, or of the host the API answers on; null for any other address. */
function keyIn(api: LinearApi, address: URL): string | null {
  if (address.host !== 'linear.app' && address.host !== api.host) return null;
  return /^\/[^/]+\/issue\/([^/]+)(?:\/|$)/.exec(address.pathname)?.[1] ?? null;
}

function workspaceOf(address: URL): string {
  return `${address.host}/${address.pathname.split('/')[1] ?? ''}`.toLowerCase();
}

import type { FetchedIssues, Issue } from '../tracker.ts';
import type { Directory } from './directory.ts';
import { changedSinceDocument, issuesByIdDocument, oneIssueDocument } from './documents.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { type IssueNode, issuePage, issuePageWithViewer, oneIssue } from './shapes.ts';
import { issueOf } from './words.ts';

/** Linear's most rows per page. */
const pageSize = 250;
/** Rows move while pages are read, and clocks differ: changes are asked for from this much earlier. */
const overlapMs = 5 * 60_000;
/** 250 × 400 issues; more is a fault of paging, not a workspace. */
const mostPages = 400;

/** Reads by id, archived and trashed ones included. The viewer in the same answer proves that what is missing is not hidden by a dead credential. */
export async function fetchIssues(
  api: LinearApi,
  directory: Directory,
  issueIds: readonly string[],
): Promise<FetchedIssues> {
  const found = new Map<string, IssueNode>();
  for (let start = 0; start < issueIds.length; start += pageSize) {
    const ids = issueIds.slice(start, start + pageSize);
    const nodes = await allPages(async (after) => {
      const { issues } = await api.read(issuesByIdDocument, { ids, after }, issuePageWithViewer);
      return issues;
    });
    for (const node of nodes) found.set(node.id, node);
  }
  return {
    issues: await inOurWords(directory, [...found.values()]),
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
  return (await inOurWords(directory, [node]))[0] ?? null;
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
  const once = new Map(nodes.map((node) => [node.id, node]));
  return await inOurWords(directory, [...once.values()]);
}

interface Page {
  readonly nodes: readonly IssueNode[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
}

async function allPages(readPage: (after: string | null) => Promise<Page>): Promise<IssueNode[]> {
  const nodes: IssueNode[] = [];
  const seen = new Set<string>();
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const page: Page = await readPage(after);
    nodes.push(...page.nodes);
    after = page.pageInfo.endCursor ?? null;
    if (!page.pageInfo.hasNextPage || after === null || seen.has(after)) break;
    seen.add(after);
  }
  return nodes;
}

async function inOurWords(directory: Directory, nodes: readonly IssueNode[]): Promise<Issue[]> {
  await directory.learnLabels(nodes.flatMap((node) => node.labelIds ?? []));
  return nodes.map((node) => issueOf(node, directory.labelName));
}

/** The key in an address of Linear's, or of the host the API answers on; null for any other address. */
function keyIn(api: LinearApi, address: URL): string | null {
  if (address.host !== 'linear.app' && address.host !== api.host) return null;
  return /^\/[^/]+\/issue\/([^/]+)(?:\/|$)/.exec(address.pathname)?.[1] ?? null;
}

function workspaceOf(address: URL): string {
  return `${address.host}/${address.pathname.split('/')[1] ?? ''}`.toLowerCase();
}

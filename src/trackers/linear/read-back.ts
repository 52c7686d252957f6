import type { LinearDocument } from '@linear/sdk';
import type { IssueRequest } from '../tracker.ts';
import { hiddenKey } from './backlink.ts';
import { issuesWithProofDocument } from './documents.ts';
import type { LinearApi } from './linear-api.ts';
import { issuesWithProof, type ProvenNode } from './shapes.ts';
import { validTitle } from './valid-text.ts';

/** An issue made without our id is looked for from this much before the attempt: clocks differ. */
const marginMs = 10 * 60_000;

/** What of some creations is there. */
export interface ReadBack {
  readonly viewerId: string;
  /** By the id that was meant for it. */
  readonly found: ReadonlyMap<IssueRequest, ProvenNode>;
  /** Issues that look like one of these, made by us under an id nobody sent. */
  readonly strays: readonly ProvenNode[];
}

/**
 * Reads in one request which of at most 50 creations are there, archived ones included. `ownIds`, unless null, asks
 * for strays too, issues that Linear made under ids of its own: ours, of the same title, made since, without any hidden key, and
 * under none of these ids, which we sent. Throws TrackerError.
 */
export async function readBack(
  api: LinearApi,
  requests: readonly IssueRequest[],
  ownIds: ReadonlySet<string> | null,
): Promise<ReadBack> {
  const ids = requests.map(({ identity }) => identity.uuid);
  const titles = new Set(requests.map(({ draft }) => validTitle(draft.title)));
  const earliest = Math.min(
    ...requests.map(({ identity }) => (identity.attemptedAt ?? api.clock()).getTime()),
  );
  const byUs: LinearDocument.IssueFilter = {
    creator: { isMe: { eq: true } },
    createdAt: { gte: new Date(earliest - marginMs).toISOString() },
    title: { in: [...titles] },
  };
  const filter: LinearDocument.IssueFilter =
    ownIds === null ? { id: { in: ids } } : { or: [{ id: { in: ids } }, byUs] };
  const { viewer, issues } = await api.read(issuesWithProofDocument, { filter }, issuesWithProof);
  const byId = new Map(issues.nodes.map((node) => [node.id.toLowerCase(), node]));
  const found = new Map(
    requests.flatMap((request): [IssueRequest, ProvenNode][] => {
      const node = byId.get(request.identity.uuid.toLowerCase());
      return node === undefined ? [] : [[request, node]];
    }),
  );
  const strays = issues.nodes.filter(
    (node) =>
      ownIds?.has(node.id.toLowerCase()) === false && titles.has(node.title) && hiddenKey(node) === null,
  );
  return { viewerId: viewer.id, found, strays };
}

/** The strays that may be the request's own issue. */
export function straysOf({ draft }: IssueRequest, strays: readonly ProvenNode[]): ProvenNode[] {
  const title = validTitle(draft.title);
  return strays.filter((node) => node.title === title && node.team.key === draft.destination.project);
}

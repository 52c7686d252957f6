import { z } from 'zod';
import type { IssueIdentity } from '../tracker.ts';
import { readIssues } from './fetch-issues.ts';
import { markerLabel } from './issue-words.ts';
import type { JiraSession } from './jira-session.ts';
import type { JiraIssue } from './read-issue.ts';
import { quoted, searchIssues } from './search-issues.ts';

/** The issue property that says whose issue it is; a clone gets the labels, never the property. */
export const markerProperty = 'pm.actionItem';

/** Time after which a create can no longer be under way behind a gateway that gave up on it. */
export const settleWindowMs = 120_000;

export type Probe =
  | { readonly found: JiraIssue; readonly twins: readonly JiraIssue[] }
  | { readonly found: null; readonly isCertain: boolean };

const keysPerBlock = 100;
const mostBlocks = 5;
const minuteMs = 60_000;
/** The search index may lag by minutes, never by an hour. */
const indexIsCurrentAfterMs = 3_600_000;
const markerSchema = z.object({ k: z.string() });

/**
 * Looks for the issue an unanswered create may have made: by marker label in the index, which lags, and among the keys
 * handed out since, which are read from the database. Proves the identity first, because a dead token sees nothing.
 * Not certain: too many issues were made since to read them all, and the index may still lag.
 */
export async function probeIssue(
  session: JiraSession,
  identity: IssueIdentity,
  project: string,
): Promise<Probe> {
  await session.proveIdentity();
  const now = session.context.clock();
  const attemptedAt = identity.attemptedAt ?? now;
  const made = session.made.get(identity.key);
  const labelled = await searchIssues(session, `labels = ${quoted(markerLabel(identity.key))}`, 100);
  const first = await ours(session, identity.key, [
    ...(made === undefined ? [] : [made]),
    ...labelled.map(({ id }) => id),
  ]);
  if (first.found !== null) return first;

  let from = (await highWater(session, project, attemptedAt)) + 1;
  for (let block = 0; block < mostBlocks; block += 1) {
    const keys = Array.from({ length: keysPerBlock }, (_, place) => `${project}-${from + place}`);
    const { issues, failed } = await readIssues(session, keys, [markerProperty]);
    const found = oldest(issues, identity.key);
    if (found !== null) return found;
    if (failed.length > 0) return { found: null, isCertain: false };
    if (issues.length === 0) return { found: null, isCertain: true };
    from += keysPerBlock;
  }
  return { found: null, isCertain: now.getTime() - attemptedAt.getTime() > indexIsCurrentAfterMs };
}

async function ours(session: JiraSession, key: string, ids: readonly string[]): Promise<Probe> {
  if (ids.length === 0) return { found: null, isCertain: false };
  const { issues } = await readIssues(session, [...new Set(ids)], [markerProperty]);
  return oldest(issues, key) ?? { found: null, isCertain: false };
}

/** Of several with our property (a gateway sent the create twice) the oldest is the one. */
function oldest(issues: readonly JiraIssue[], key: string): Probe | null {
  const mine = issues
    .filter((issue) => markerSchema.safeParse(issue.properties?.[markerProperty]).data?.k === key)
    .toSorted((a, b) => Number(a.id) - Number(b.id));
  const [found, ...twins] = mine;
  return found === undefined ? null : { found, twins };
}

/** The number of the project's last key from before the attempt; 0 when there was none. Numbers are never handed out twice. */
async function highWater(session: JiraSession, project: string, attemptedAt: Date): Promise<number> {
  const elapsed = session.context.clock().getTime() - attemptedAt.getTime();
  const minutes = Math.max(1, Math.ceil(elapsed / minuteMs) + 1);
  const [last] = await searchIssues(
    session,
    `project = ${quoted(project)} AND created <= "-${minutes}m" ORDER BY key DESC`,
    1,
  );
  return Number(/-(\d+)$/.exec(last?.key ?? '')?.[1] ?? 0);
}

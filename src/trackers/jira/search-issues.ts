import { z } from 'zod';
import type { Issue } from '../tracker.ts';
import { inOurWords, readIssues } from './fetch-issues.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';

const mostPages = 50;
const idsPerPage = 5000;
/** Covers the lag of the index, and clocks that are five minutes apart, whoever's the instant is. */
const overlapMinutes = 10;
const minuteMs = 60_000;
const pageSchema = z.object({
  issues: z.array(z.object({ id: z.string(), key: z.string().optional() })),
  nextPageToken: z.string().nullish(),
});

export interface FoundIssue {
  readonly id: string;
  readonly key: string | null;
}

/**
 * What the search index knows; it lags by seconds to minutes. Goes on after an empty page, and stops at a page without a token
 * or with one seen before, whatever `isLast` says: it has been wrong (JRACLOUD-95477).
 */
export async function searchIssues(
  session: JiraSession,
  jql: string,
  most = Infinity,
): Promise<readonly FoundIssue[]> {
  const { searchAndReconsileIssuesUsingJqlPost: search } = await session.jira();
  const found = new Map<string, FoundIssue>();
  const tokens = new Set<string>();
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await search(session.transport, {
      jql,
      fields: ['id', 'key'],
      maxResults: Math.min(most, idsPerPage),
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    const read = readAnswer(session.settings.id, '/search/jql', pageSchema, answer);
    for (const { id, key } of read.issues) found.set(id, { id, key: key ?? null });
    token = read.nextPageToken ?? undefined;
    if (token === undefined || tokens.has(token) || found.size >= most) break;
    tokens.add(token);
  }
  return [...found.values()];
}

/**
 * Tracker.changedSince. The period is relative, because a JQL date is read in the zone of the account's profile; the
 * index only names the issues, their fields are read from the database.
 */
export async function changedSince(
  session: JiraSession,
  label: string,
  since: Date,
): Promise<readonly Issue[]> {
  const elapsed = session.context.clock().getTime() - since.getTime();
  const minutes = Math.max(1, Math.ceil(elapsed / minuteMs) + overlapMinutes);
  const found = await searchIssues(
    session,
    `labels = ${quoted(label)} AND updated >= "-${minutes}m" ORDER BY updated ASC`,
  );
  if (found.length === 0) {
    await session.proveIdentity();
    return [];
  }
  const { issues } = await readIssues(
    session,
    found.map(({ id }) => id),
  );
  return inOurWords(session, issues);
}

/** The words as a JQL string. */
export function quoted(words: string): string {
  return `"${words.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

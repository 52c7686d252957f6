import { z } from 'zod';
import type { FetchedIssues, Issue } from '../tracker.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { type JiraIssue, issueFields, issueOf, jiraIssueSchema } from './read-issue.ts';

const mostPerRequest = 100;
const bulkSchema = z.object({
  issues: z.array(jiraIssueSchema),
  issueErrors: z.array(z.object({ id: z.string().optional() })).optional(),
});

/**
 * Reads issues from the database, not the index, 100 a request: moved and archived ones included. What Jira leaves out
 * is not there or not for us to see; `failed` are those it could not read just now.
 */
export async function readIssues(
  session: JiraSession,
  idsOrKeys: readonly string[],
  properties: readonly string[] = [],
): Promise<{ readonly issues: readonly JiraIssue[]; readonly failed: readonly string[] }> {
  const { bulkFetchIssues } = await session.jira();
  const issues = new Map<string, JiraIssue>();
  const failed: string[] = [];
  for (let from = 0; from < idsOrKeys.length; from += mostPerRequest) {
    const answer = await bulkFetchIssues(session.transport, {
      issueIdsOrKeys: idsOrKeys.slice(from, from + mostPerRequest),
      fields: [...issueFields],
      properties: [...properties],
    });
    const read = readAnswer(session.settings.id, '/issue/bulkfetch', bulkSchema, answer);
    for (const issue of read.issues) issues.set(issue.id, issue);
    for (const { id } of read.issueErrors ?? []) if (id !== undefined) failed.push(id);
  }
  return { issues: [...issues.values()], failed };
}

/** Tracker.fetchIssues. Nothing counts as absent before Jira has said in the same call who we are. */
export async function fetchIssues(session: JiraSession, issueIds: readonly string[]): Promise<FetchedIssues> {
  const ids = [...new Set(issueIds)];
  const { issues, failed } = await readIssues(
    session,
    ids.filter((id) => /^\d+$/.test(id)),
  );
  const seen = new Set([...issues.map((issue) => issue.id), ...failed]);
  const absent = ids.filter((id) => !seen.has(id));
  if (absent.length > 0) await session.proveIdentity();
  return { issues: await inOurWords(session, issues), absent };
}

/** The issues as the port shows them. */
export async function inOurWords(
  session: JiraSession,
  issues: readonly JiraIssue[],
): Promise<readonly Issue[]> {
  const siteUrl = issues.length === 0 ? '' : await session.siteUrl();
  return issues.map((issue) => issueOf(issue, siteUrl, session.context.droppedResolutions));
}

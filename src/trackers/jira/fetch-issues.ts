import { z } from 'zod';
import type { FetchedIssues, Issue } from '../tracker.ts';
import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { markerProperty } from './marker.ts';
import { type JiraIssue, issueFields, issueOf, jiraIssueSchema } from './read-issue.ts';

const mostPerRequest = 100;
const bulkSchema = z.object({
  issues: z.array(z.looseObject({ id: z.string() })),
  issueErrors: z.array(z.object({ id: z.string().optional() })).optional(),
});

/**
 * Reads issues from the database, not the index, 100 a request: moved and archived ones included. What Jira leaves out
 * is not there or not for us to see; `failed` are those it could not read just now, and those we cannot read.
 */
export async function readIssues(
  session: JiraSession,
  idsOrKeys: readonly string[],
): Promise<{ readonly issues: readonly JiraIssue[]; readonly failed: readonly string[] }> {
  const { bulkFetchIssues } = await session.jira();
  const issues = new Map<string, JiraIssue>();
  const failed: string[] = [];
  for (let from = 0; from < idsOrKeys.length; from += mostPerRequest) {
    const answer = await bulkFetchIssues(session.transport, {
      issueIdsOrKeys: idsOrKeys.slice(from, from + mostPerRequest),
      fields: [...issueFields],
      properties: [markerProperty],
    });
    const read = readAnswer(session.settings.id, '/issue/bulkfetch', bulkSchema, answer);
    for (const each of read.issues) {
      // One issue in an unknown form must not keep the other ninety-nine from being read.
      const issue = jiraIssueSchema.safeParse(each).data;
      if (issue === undefined) failed.push(each.id);
      else issues.set(issue.id, issue);
    }
    for (const { id } of read.issueErrors ?? []) if (id !== undefined) failed.push(id);
    if (read.issues.length > 0 && issues.size === 0) throw inNoKnownForm(session);
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

function inNoKnownForm({ settings }: JiraSession): JiraError {
  const message = `${settings.id} answered /issue/bulkfetch with issues in a form that cannot be read.`;
  return new JiraError(settings.id, { kind: 'unreadable', message });
}

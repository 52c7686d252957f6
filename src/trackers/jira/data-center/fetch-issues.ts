import { z } from 'zod';
import type { FetchedIssues, Issue } from '../../tracker.ts';
import { readAnswer } from '../jira-transport.ts';
import { issueFields, issueOf, jiraIssueSchema } from '../read-issue.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { readByIds } from './read-by-id.ts';
import type { RawIssue } from './search.ts';

/** The fields every reading asks for. */
export const view = { fields: issueFields };

const assigned = z.looseObject({
  fields: z.looseObject({ assignee: z.looseObject({ name: z.string() }) }),
});

/** Tracker.fetchIssues. Nothing counts as absent before Jira has said in the same call who we are. */
export async function fetchIssues(
  session: DataCenterSession,
  issueIds: readonly string[],
): Promise<FetchedIssues> {
  const ids = [...new Set(issueIds)];
  const read = await readByIds(session, ids.filter(isId), view);
  const absent = [...ids.filter((id) => !isId(id)), ...read.absent];
  if (absent.length > 0) await session.proveIdentity();
  const issues = read.issues.flatMap((raw) => readable(session, raw) ?? []);
  return { issues, absent, ...(read.forbidden.length === 0 ? {} : { forbidden: read.forbidden }) };
}

/** The issue in our words. Throws when it cannot be read. */
export function inOurWords({ settings, context }: DataCenterSession, raw: RawIssue): Issue {
  const issue = readAnswer(settings.id, '/issue', jiraIssueSchema, withAccount(raw));
  // Properties are not part of an answer here, so that nothing can be said about the hidden key.
  const { marker: _unread, ...words } = issueOf(issue, settings.url, context.droppedResolutions);
  return words;
}

/** Null when one issue has an unknown form: that must not keep the others from being read. */
function readable(session: DataCenterSession, raw: RawIssue): Issue | null {
  return jiraIssueSchema.safeParse(withAccount(raw)).success ? inOurWords(session, raw) : null;
}

/** Data Center knows people by name where Cloud has account ids; everything else about an issue reads the same. */
function withAccount(raw: RawIssue): unknown {
  const read = assigned.safeParse(raw);
  if (!read.success) return raw;
  const { fields } = read.data;
  return { ...raw, fields: { ...fields, assignee: { ...fields.assignee, accountId: fields.assignee.name } } };
}

function isId(id: string): boolean {
  return /^\d+$/.test(id);
}

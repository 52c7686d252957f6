import { z } from 'zod';
import type { Alteration } from './alterations.ts';
import type { JiraAnswer, JiraCall } from './jira-route.ts';

const issue = z.looseObject({ id: z.string(), fields: z.record(z.string(), z.unknown()).optional() });
const listed = z.looseObject({ issues: z.array(issue), nextPageToken: z.string().optional() });
const asked = z.looseObject({ nextPageToken: z.string().optional() });

/** The answer as it goes out instead. An answer without a list of issues stays as it is. */
export function altered(answer: JiraAnswer, how: Alteration, call: JiraCall): JiraAnswer {
  const body = listed.safeParse(answer.body).data;
  if (body === undefined) return answer;
  const { nextPageToken, ...rest } = body;
  const [first, ...others] = body.issues;
  const as = (changed: object): JiraAnswer => ({ ...answer, body: changed });
  switch (how) {
    case 'reversed':
      return as({ ...body, issues: body.issues.toReversed() });
    case 'empty-page':
      return as({ ...rest, issues: [], isLast: false, nextPageToken: tokenOf(call) });
    case 'same-token':
      return as({ ...body, isLast: false, nextPageToken: tokenOf(call) });
    case 'last-with-token':
      return as({ ...body, isLast: true, nextPageToken: nextPageToken ?? String(body.issues.length) });
    case 'last-unsaid':
      return as({ issues: body.issues, ...(nextPageToken === undefined ? {} : { nextPageToken }) });
    case 'issue-error':
      return as({ ...body, issues: others, issueErrors: first === undefined ? [] : [errorOf(first.id)] });
    case 'issue-omitted':
      return as({ ...body, issues: others });
    case 'odd-issue':
      return as({
        ...body,
        issues:
          first === undefined ? [] : [{ ...first, fields: { ...first.fields, status: null } }, ...others],
      });
  }
}

/** The sandbox's tokens are places in the list. */
function tokenOf(call: JiraCall): string {
  return asked.safeParse(call.body).data?.nextPageToken ?? '0';
}

function errorOf(id: string): object {
  return { id, errorMessage: 'The issue could not be read. Please try again.' };
}

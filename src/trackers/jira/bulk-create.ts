import { z } from 'zod';
import type { TrackerErrorKind } from '../errors.ts';
import type { IssueRequest } from '../tracker.ts';
import { type FailedElement, failedElementsSchema } from './failed-elements.ts';
import type { IssueFields } from './issue-fields.ts';
import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { markerOf } from './marker.ts';

/** The most creates Jira takes in one call. */
export const mostPerBulk = 50;

/** One creation and its fields in Jira's form. */
export interface Element {
  readonly request: IssueRequest;
  readonly sent: IssueFields;
}

/** What one bulk call did: the ids it made, in no order to rely on, and the elements Jira refused. */
export interface BulkAnswer {
  readonly madeIds: readonly string[];
  readonly refused: ReadonlyMap<Element, JiraError>;
}

const waitMs = 30_000;
const answerSchema = z.object({
  issues: z.array(z.object({ id: z.string().regex(/^\d+$/) })).default([]),
  errors: failedElementsSchema.default([]),
});

/** Sends up to 50 creates in one call. Throws JiraError when the call as a whole was refused or its outcome is unknown. */
export async function bulkCreate(session: JiraSession, elements: readonly Element[]): Promise<BulkAnswer> {
  const { createIssues } = await session.jira();
  const { id } = session.settings;
  try {
    const answered = await createIssues(session.transport, {
      issueUpdates: elements.map(({ request, sent }) => ({
        fields: sent.fields,
        properties: [markerOf(request.identity.key)],
      })),
    });
    const answer = readAnswer(id, '/issue/bulk', answerSchema, answered);
    return {
      madeIds: answer.issues.map((issue) => issue.id),
      refused: refusedOf(session, elements, answer.errors),
    };
  } catch (error) {
    if (!(error instanceof JiraError) || error.elements.length === 0) throw error;
    return { madeIds: [], refused: refusedOf(session, elements, error.elements) };
  }
}

function refusedOf(
  session: JiraSession,
  elements: readonly Element[],
  failures: readonly FailedElement[],
): ReadonlyMap<Element, JiraError> {
  return new Map(
    failures.flatMap((failure) => {
      const element = elements[failure.place];
      return element === undefined ? [] : [[element, errorOf(session, failure)] as const];
    }),
  );
}

function errorOf({ settings, context }: JiraSession, failure: FailedElement): JiraError {
  const { status, objections, fieldErrors } = failure;
  const words = [...objections, ...Object.entries(fieldErrors).map(([field, said]) => `${field}: ${said}`)];
  const message = `${settings.id} refused (${status}): ${words.join(' ').slice(0, 500)}`;
  const kind = kindOf(status);
  const retryAfter = kind === 'rate-limited' ? new Date(context.clock().getTime() + waitMs) : null;
  return new JiraError(settings.id, { kind, status, message, objections, fieldErrors, retryAfter });
}

function kindOf(status: number): TrackerErrorKind {
  if (status >= 500) return 'unreachable';
  if (status === 401) return 'unauthorised';
  if (status === 429) return 'rate-limited';
  return status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'refused';
}

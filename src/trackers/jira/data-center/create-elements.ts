import { z } from 'zod';
import type { IssueRequest } from '../../tracker.ts';
import { failedElementsSchema } from '../failed-elements.ts';
import { type IssueFields, withoutRefused } from '../issue-fields.ts';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import { markerOf } from '../marker.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { saying } from './refusal-of.ts';

/** The most creates Jira takes in one call. */
export const mostPerBulk = 50;

/** One creation and its fields in Jira's form. */
export interface Element {
  readonly request: IssueRequest;
  readonly sent: IssueFields;
}

/** What one call did: the ids it made, in no order to rely on, and the elements Jira refused. */
export interface Creation {
  readonly ids: readonly string[];
  readonly refused: ReadonlyMap<Element, JiraError>;
}

const oneSchema = z.object({ id: z.string().regex(/^\d+$/) });
const bulkSchema = z.object({
  issues: z.array(oneSchema).default([]),
  errors: failedElementsSchema.default([]),
});

/**
 * Sends up to 50 creates in one call; one alone goes by the plain create. Throws JiraError when the call as a whole was refused or
 * its outcome is unknown.
 */
export async function createElements(
  session: DataCenterSession,
  elements: readonly Element[],
): Promise<Creation> {
  const updates = elements.map(({ request, sent }) => ({
    fields: sent.fields,
    properties: [markerOf(request.identity.key)],
  }));
  const [only] = elements;
  try {
    if (elements.length === 1) {
      const { body } = await session.transport.send({ method: 'POST', path: ['issue'], body: updates[0] });
      return {
        ids: [readAnswer(session.settings.id, 'the create', oneSchema, body).id],
        refused: new Map(),
      };
    }
    const path = ['issue', 'bulk'];
    const { body } = await session.transport.send({ method: 'POST', path, body: { issueUpdates: updates } });
    const { issues, errors } = readAnswer(session.settings.id, '/issue/bulk', bulkSchema, body);
    return { ids: issues.map(({ id }) => id), refused: refusedOf(session, elements, errors) };
  } catch (error) {
    if (!(error instanceof JiraError)) throw error;
    if (error.elements.length > 0) return { ids: [], refused: refusedOf(session, elements, error.elements) };
    if (only !== undefined && elements.length === 1 && error.status === 400) {
      return { ids: [], refused: new Map([[only, error]]) };
    }
    throw error;
  }
}

/** The element as it may be tried once more, without the field it can do without; null when the refusal stands. */
export function lessened(element: Element, error: JiraError): Element | null {
  const rest = withoutRefused(element.sent, error, element.request.draft.assignee);
  return rest === null ? null : { ...element, sent: rest };
}

function refusedOf(
  { settings }: DataCenterSession,
  elements: readonly Element[],
  failures: JiraError['elements'],
): ReadonlyMap<Element, JiraError> {
  return new Map(
    failures.flatMap(({ place, status, ...words }) => {
      const element = elements[place];
      return element === undefined ? [] : [[element, saying(settings, status, words)] as const];
    }),
  );
}

import { isTrackerWide, TrackerError } from '../../errors.ts';
import type { Issue, IssueRequest, WriteOutcome } from '../../tracker.ts';
import { markerLabel } from '../issue-words.ts';
import { isUnknown, JiraError, outcomeOf, unknownOf, unsentOf } from '../jira-error.ts';
import { believable } from './believable.ts';
import { type Element, createElements, lessened, mostPerBulk } from './create-elements.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { inOurWords, view } from './fetch-issues.ts';
import { fieldsOfDraft } from './issue-fields.ts';
import { keepMarkers } from './marker-property.ts';
import { readByIds } from './read-by-id.ts';

/** Outcomes by identity key. */
export type Outcomes = Map<string, WriteOutcome<Issue>>;

/**
 * Makes issues, 50 a call, and leaves them without a link back. Only for identities that were never sent before. Which issue is
 * whose is read from their marker labels, because Jira promises no order.
 */
export async function createIssues(
  session: DataCenterSession,
  requests: readonly IssueRequest[],
  outcomes: Outcomes,
): Promise<void> {
  for (let from = 0; from < requests.length; from += mostPerBulk) {
    const elements = await inJirasForm(session, requests.slice(from, from + mostPerBulk), outcomes);
    const made: Made = { ids: [], elements: [] };
    await send(session, elements, outcomes, made);
    if (made.elements.length > 0) await tell(session, made, outcomes);
  }
}

interface Made {
  readonly ids: string[];
  readonly elements: Element[];
}

async function inJirasForm(
  session: DataCenterSession,
  requests: readonly IssueRequest[],
  outcomes: Outcomes,
): Promise<readonly Element[]> {
  const elements: Element[] = [];
  for (const request of requests) {
    try {
      elements.push({ request, sent: await fieldsOfDraft(session, request.identity.key, request.draft) });
    } catch (error) {
      const outcome = unsentOf(error, session.context.clock());
      const isForAll =
        error instanceof TrackerError &&
        (isTrackerWide(error) || isUnknown(error) || error.kind === 'rate-limited');
      for (const each of isForAll ? requests : [request]) outcomes.set(each.identity.key, outcome);
      if (isForAll) return [];
    }
  }
  return elements;
}

/** Sends until nothing is left to send: what was refused once more without the field it can do without, too large a call in halves. */
async function send(
  session: DataCenterSession,
  elements: readonly Element[],
  outcomes: Outcomes,
  made: Made,
): Promise<void> {
  if (elements.length === 0) return;
  try {
    const { ids, refused } = await createElements(session, elements);
    made.ids.push(...ids);
    made.elements.push(...elements.filter((element) => !refused.has(element)));
    const again: Element[] = [];
    for (const [element, error] of refused) {
      const rest = lessened(element, error);
      if (rest !== null) again.push(rest);
      else settle(element, ids.length > 0 ? error : await believable(session, error));
    }
    await send(session, again, outcomes, made);
  } catch (error) {
    const believed = await believable(session, error);
    if (elements.length > 1 && believed === error && isAboutTheCall(error)) {
      const half = Math.ceil(elements.length / 2);
      await send(session, elements.slice(0, half), outcomes, made);
      await send(session, elements.slice(half), outcomes, made);
    } else for (const element of elements) settle(element, believed);
  }

  function settle({ request }: Element, error: unknown): void {
    outcomes.set(request.identity.key, named(outcomeOf(error, session.context.clock()), request));
  }
}

/** The issues are there: whatever fails now leaves their outcome unknown, and repeating finds them again. */
async function tell(session: DataCenterSession, made: Made, outcomes: Outcomes): Promise<void> {
  const now = session.context.clock();
  const [only, ...others] = made.elements;
  const [id] = made.ids;
  if (only !== undefined && others.length === 0 && id !== undefined) {
    session.made.set(only.request.identity.key, id);
  }
  try {
    const { issues } = await readByIds(session, made.ids, view);
    const read = issues.map((raw) => inOurWords(session, raw));
    const mine = made.elements.flatMap(({ request, sent }) => {
      const { key } = request.identity;
      const issue = read.find(({ labels }) => labels.includes(markerLabel(key)));
      if (issue === undefined) outcomes.set(key, unknownOf(notShown(session), now));
      else session.made.set(key, issue.id);
      return issue === undefined ? [] : [{ key, issue, notes: sent.notes }];
    });
    await keepMarkers(
      session,
      mine.map(({ key, issue }) => ({ id: issue.id, key })),
    );
    for (const { key, issue, notes } of mine) {
      outcomes.set(key, { outcome: 'done', value: issue, notes, unlinked: true });
    }
  } catch (error) {
    for (const { request } of made.elements) outcomes.set(request.identity.key, unknownOf(error, now));
  }
}

/** Too large, or one element that spoils the call without being named: then nothing was made. */
function isAboutTheCall(error: unknown): boolean {
  return error instanceof JiraError && (error.status === 400 || error.status === 413);
}

/** A refusal of the project or type says neither which one was asked for nor what would be right. */
function named(outcome: WriteOutcome<Issue>, { draft }: IssueRequest): WriteOutcome<Issue> {
  if (outcome.outcome !== 'refused' || outcome.retryAfter !== null) return outcome;
  const { project, issueType } = draft.destination;
  const place = `project ${project}${issueType === null ? '' : `, ${issueType}`}`;
  const reason = `${outcome.reason} (${place}). "followthrough check" says what is wanted there.`;
  return { ...outcome, reason };
}

function notShown({ settings }: DataCenterSession): JiraError {
  const message = `${settings.id} does not show the issue it made.`;
  return new JiraError(settings.id, { kind: 'unreadable', message });
}

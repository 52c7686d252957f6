import { isTrackerWide, TrackerError } from '../errors.ts';
import type { Issue, IssueRequest, WriteOutcome } from '../tracker.ts';
import { believable } from './believable.ts';
import { bulkCreate, type Element, mostPerBulk } from './bulk-create.ts';
import { named } from './create-issue.ts';
import { inOurWords, readIssues } from './fetch-issues.ts';
import { fieldsOfDraft, withoutRefused } from './issue-fields.ts';
import { JiraError, outcomeOf, unknownOf, unsentOf } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';

/** Outcomes by identity key. */
export type Outcomes = Map<string, WriteOutcome<Issue>>;

/**
 * Makes many issues, 50 a call, and leaves them without a link back: Jira sets one link a call. Only for identities that were
 * never sent before. Which issue is whose is read from the issues themselves, because Jira promises no order.
 */
export async function createIssues(
  session: JiraSession,
  requests: readonly IssueRequest[],
  outcomes: Outcomes,
): Promise<void> {
  for (let from = 0; from < requests.length; from += mostPerBulk) {
    const elements = await inJirasForm(session, requests.slice(from, from + mostPerBulk), outcomes);
    const made: { readonly ids: string[]; readonly elements: Element[] } = { ids: [], elements: [] };
    await send(session, elements, outcomes, made);
    await tell(session, made, outcomes);
  }
}

async function inJirasForm(
  session: JiraSession,
  requests: readonly IssueRequest[],
  outcomes: Outcomes,
): Promise<readonly Element[]> {
  const elements: Element[] = [];
  for (const request of requests) {
    const { identity, draft } = request;
    try {
      elements.push({ request, sent: await fieldsOfDraft(session, identity.key, draft) });
    } catch (error) {
      const outcome = unsentOf(error, session.context.clock());
      outcomes.set(identity.key, outcome);
      if (!(error instanceof TrackerError) || !isForAll(error)) continue;
      for (const other of requests) outcomes.set(other.identity.key, outcome);
      return [];
    }
  }
  return elements;
}

/** Sends until nothing is left to send: refused elements once more without the field they can do without, calls that are too large in halves. */
async function send(
  session: JiraSession,
  elements: readonly Element[],
  outcomes: Outcomes,
  made: { readonly ids: string[]; readonly elements: Element[] },
): Promise<void> {
  if (elements.length === 0) return;
  try {
    const { madeIds, refused } = await bulkCreate(session, elements);
    made.ids.push(...madeIds);
    made.elements.push(...elements.filter((element) => !refused.has(element)));
    const again: Element[] = [];
    const final: (readonly [Element, JiraError])[] = [];
    for (const [element, error] of refused) {
      const rest = withoutRefused(element.sent, error, element.request.draft.assignee);
      if (rest === null) final.push([element, error]);
      else again.push({ ...element, sent: rest });
    }
    const [first] = final;
    const doubt = first === undefined ? undefined : await believable(session, first[1]);
    for (const [element, error] of final) settle(element, doubt === first?.[1] ? error : doubt);
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
    outcomes.set(request.identity.key, named(outcomeOf(error, session.context.clock()), request.draft));
  }
}

/** One reading of all that was made says which is whose; what does not show itself is looked for later. */
async function tell(
  session: JiraSession,
  { ids, elements }: { readonly ids: readonly string[]; readonly elements: readonly Element[] },
  outcomes: Outcomes,
): Promise<void> {
  if (elements.length === 0) return;
  const now = session.context.clock();
  try {
    const { issues } = await readIssues(session, ids);
    const byMarker = new Map((await inOurWords(session, issues)).map((issue) => [issue.marker, issue]));
    for (const { request, sent } of elements) {
      const issue = byMarker.get(request.identity.key);
      outcomes.set(
        request.identity.key,
        issue === undefined
          ? unknownOf(notShown(session), now)
          : { outcome: 'done', value: issue, notes: sent.notes, unlinked: true },
      );
    }
  } catch (error) {
    for (const { request } of elements) outcomes.set(request.identity.key, unknownOf(error, now));
  }
}

/** A limit, a credential or a site that is away holds for every element. */
function isForAll(error: TrackerError): boolean {
  return isTrackerWide(error) || error.kind === 'rate-limited' || error.kind === 'unreachable';
}

/** Too large, or one element that spoils the call without being named: then nothing was made. */
function isAboutTheCall(error: unknown): boolean {
  return error instanceof JiraError && (error.status === 400 || error.status === 413);
}

function notShown({ settings }: JiraSession): JiraError {
  const message = `${settings.id} does not show the issue it made.`;
  return new JiraError(settings.id, { kind: 'unreadable', message });
}

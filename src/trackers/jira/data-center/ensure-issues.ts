import { isTrackerWide, TrackerError } from '../../errors.ts';
import type { Issue, IssueRequest, WriteOutcome } from '../../tracker.ts';
import { isUnknown, unknownOf } from '../jira-error.ts';
import { settleWindowMs } from '../probe-issues.ts';
import { setBacklink } from './backlink.ts';
import { createIssues, type Outcomes } from './create-issues.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { inOurWords, view } from './fetch-issues.ts';
import { probeIssues, type Probed } from './probe-issues.ts';
import { readByIds } from './read-by-id.ts';

/**
 * Tracker.ensureIssues. A create whose outcome was never learnt is not sent again: it is looked for, and only when it is certainly
 * not there and the settle window has passed is there a second create. One issue alone is linked back at once; of several the
 * links are left owed, because Jira sets one a call.
 */
export async function ensureIssues(
  session: DataCenterSession,
  requests: readonly IssueRequest[],
): Promise<readonly WriteOutcome<Issue>[]> {
  // One identity is one issue, even if it is asked for twice in one breath.
  const unique = [...new Map(requests.map((request) => [request.identity.key, request])).values()];
  const outcomes: Outcomes = new Map();
  const isDoubtful = ({ identity }: IssueRequest): boolean =>
    identity.attemptedAt !== null || session.made.has(identity.key);
  await lookFor(session, unique.filter(isDoubtful), outcomes);
  const missing = unique.filter(({ identity }) => !outcomes.has(identity.key));
  await createIssues(session, missing, outcomes);
  const [only] = unique;
  if (only !== undefined && unique.length === 1) await linkBack(session, only, outcomes);
  return requests.map(({ identity }) => outcomes.get(identity.key) ?? waiting(session, identity.attemptedAt));
}

/** Settles what is found and what may not be repeated yet; what is left may be made. */
async function lookFor(
  session: DataCenterSession,
  requests: readonly IssueRequest[],
  outcomes: Outcomes,
): Promise<void> {
  if (requests.length === 0) return;
  try {
    const probed = await probeIssues(session, requests);
    const ids = [...probed.found.values()].flatMap(([oldest]) => oldest?.id ?? []);
    const { issues } = await readByIds(session, ids, view);
    const read = new Map(issues.map((raw) => [raw.id, inOurWords(session, raw)]));
    for (const { identity } of requests) {
      const found = recognised(probed, identity.key, read);
      if (found !== null) outcomes.set(identity.key, found);
      else if (!probed.absent.has(identity.key)) {
        outcomes.set(
          identity.key,
          probed.failure === null
            ? waiting(session, identity.attemptedAt)
            : unknownOf(probed.failure, session.context.clock()),
        );
      }
    }
  } catch (error) {
    const outcome = unknownOf(error, session.context.clock());
    for (const { identity } of requests) outcomes.set(identity.key, outcome);
  }
}

function recognised(
  { found }: Probed,
  key: string,
  read: ReadonlyMap<string, Issue>,
): WriteOutcome<Issue> | null {
  const [oldest, ...twins] = found.get(key) ?? [];
  const issue = read.get(oldest?.id ?? '');
  if (issue === undefined) return null;
  const notes = twins.map(
    (twin) =>
      `${twin.key} carries the same marker as ${issue.key}; it is a duplicate, made by one create sent twice.`,
  );
  return { outcome: 'done', value: issue, notes, unlinked: true };
}

/** Links the issue back. What may succeed later stays owed. */
async function linkBack(
  session: DataCenterSession,
  request: IssueRequest,
  outcomes: Outcomes,
): Promise<void> {
  const { key } = request.identity;
  const made = outcomes.get(key);
  if (made?.outcome !== 'done') return;
  try {
    await setBacklink(session, made.value.id, request.draft.backlink);
    const { unlinked: _owed, ...linked } = made;
    outcomes.set(key, linked);
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    if (isUnknown(error) || isTrackerWide(error) || error.kind === 'rate-limited') return;
    const { unlinked: _never, ...linked } = made;
    const note = `The link back to the postmortem could not be set: ${error.message}`;
    outcomes.set(key, { ...linked, notes: [...linked.notes, note] });
  }
}

/** Not shown, and not certainly absent either. */
function waiting({ settings, context }: DataCenterSession, attemptedAt: Date | null): WriteOutcome<Issue> {
  const now = context.clock();
  const settled = new Date((attemptedAt ?? now).getTime() + settleWindowMs);
  return {
    outcome: 'unknown',
    reason: `${settings.id} has not shown the issue yet; it may still be on its way.`,
    retryAfter: settled > now ? settled : new Date(now.getTime() + settleWindowMs),
  };
}

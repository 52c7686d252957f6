import type { Config } from '../config/config.ts';
import type { ClaimedWrite } from '../db/claim-store.ts';
import type { IssueRequest, Tracker } from '../trackers/tracker.ts';
import { nextAttempt } from './back-off.ts';
import { composeDraft } from './compose-draft.ts';
import { endingOf, endingOfFailure, type Ending } from './ending.ts';

/** Makes the issues of several items in one call. What cannot be composed, or is refused, holds up none of the others. */
export async function createIssues(
  batch: readonly ClaimedWrite[],
  tracker: Tracker,
  config: Config,
  clock: () => Date,
): Promise<Ending[]> {
  const sent: { readonly claimed: ClaimedWrite; readonly request: IssueRequest }[] = [];
  const unsent: Ending[] = [];
  for (const claimed of batch) {
    try {
      sent.push({ claimed, request: requestOf(claimed, config) });
    } catch (error) {
      unsent.push(endingOfFailure(claimed, error, clock(), { wasSent: false }));
    }
  }
  return [...unsent, ...(sent.length === 0 ? [] : await send(sent, tracker, clock))];
}

async function send(
  sent: readonly { readonly claimed: ClaimedWrite; readonly request: IssueRequest }[],
  tracker: Tracker,
  clock: () => Date,
): Promise<Ending[]> {
  try {
    const outcomes = await tracker.ensureIssues(sent.map(({ request }) => request));
    return sent.map(({ claimed }, at) => {
      const retryAfter = nextAttempt(claimed.write.attempts, clock());
      return endingOf(
        claimed,
        outcomes[at] ?? { outcome: 'unknown', reason: `${tracker.id} gave no outcome.`, retryAfter },
      );
    });
  } catch (error) {
    return sent.map(({ claimed }) => endingOfFailure(claimed, error, clock(), { wasSent: true }));
  }
}

function requestOf(claimed: ClaimedWrite, config: Config): IssueRequest {
  const { write, item, attemptedBefore } = claimed;
  return {
    identity: { uuid: write.issueUuid, key: item.key, attemptedAt: attemptedBefore },
    draft: composeDraft(claimed, config),
  };
}

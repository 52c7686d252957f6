import { issueTitle } from '../actions/issue-title.ts';
import type { Config } from '../config/config.ts';
import type { ClaimedWrite } from '../db/claim-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Issue, IssueChange, Tracker, WriteOutcome } from '../trackers/tracker.ts';
import { backlinkOf, composeDraft, labelsOf, personFor, teamOf } from './compose-draft.ts';
import { endingOf, endingOfFailure, type Ending } from './ending.ts';

/** Makes the one call that adopting or changing an issue asks for. */
export async function carryOut(
  claimed: ClaimedWrite,
  tracker: Tracker,
  config: Config,
  clock: () => Date,
): Promise<Ending> {
  try {
    return endingOf(claimed, await outcomeOf(claimed, tracker, config));
  } catch (error) {
    const failed = endingOfFailure(claimed, error, clock(), { wasSent: false });
    return { ...failed, begun: !(error instanceof TrackerError) };
  }
}

async function outcomeOf(
  claimed: ClaimedWrite,
  tracker: Tracker,
  config: Config,
): Promise<WriteOutcome<Issue | null>> {
  if (claimed.write.kind === 'adopt') return adopt(claimed, tracker, config);
  const { issueId } = claimed.item;
  if (issueId === null) return refused('The item has no issue to update.');
  const { backlink, ...change } = changeOf(claimed, config);
  if (backlink && tracker.linkBack && Object.keys(change).length === 0)
    return tracker.linkBack(issueId, backlink);
  return tracker.updateIssue(issueId, { ...change, ...(backlink ? { backlink } : {}) });
}

/** Ties an existing ticket: our label and link are added, and what it leaves open is filled from the promise; nothing is overwritten. */
async function adopt(claimed: ClaimedWrite, tracker: Tracker, config: Config): Promise<WriteOutcome<Issue>> {
  const { item, postmortem, write } = claimed;
  const reference = write.payload.reference ?? '';
  const issue = await tracker.findIssue(reference);
  if (!issue) {
    return refused(
      `${postmortem.source}:${item.line} names ${reference}, which ${tracker.id} does not have or does not show us. ` +
        'Correct the reference in the document and import it again.',
    );
  }
  const draft = composeDraft(claimed, config);
  const unfinished = issue.state === 'open' || issue.state === 'in_progress';
  return tracker.updateIssue(issue.id, {
    addLabels: labelsOf(teamOf(item.team, config), config),
    backlink: backlinkOf(claimed, config),
    ...(unfinished && issue.due === null && draft.due !== null ? { due: draft.due } : {}),
    ...(unfinished && issue.assignee === null && draft.assignee !== null ? { assignee: draft.assignee } : {}),
    ...(unfinished && issue.priority === null && draft.priority !== null ? { priority: draft.priority } : {}),
  });
}

function changeOf(claimed: ClaimedWrite, config: Config): IssueChange {
  const { payload: change, trackerId } = claimed.write;
  return {
    ...(change.text === undefined ? {} : { title: issueTitle(change.text) }),
    ...(change.due === undefined ? {} : { due: change.due }),
    ...(change.owner === undefined ? {} : { assignee: personFor(change.owner, trackerId, config) }),
    ...(change.priority === undefined ? {} : { priority: change.priority }),
    ...(change.addLabels === undefined ? {} : { addLabels: change.addLabels }),
    ...(change.backlink === undefined ? {} : { backlink: backlinkOf(claimed, config) }),
  };
}

function refused(reason: string): WriteOutcome<Issue> {
  return { outcome: 'refused', reason, retryAfter: null };
}

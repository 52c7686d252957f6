import { issueTitle } from '../actions/issue-title.ts';
import type { Config } from '../config/config.ts';
import type { ClaimedWrite } from '../db/write-store.ts';
import type { Issue, IssueChange, Tracker, WriteOutcome } from '../trackers/tracker.ts';
import { backlinkOf, composeDraft, labelsOf, personFor, teamOf } from './compose-draft.ts';

/** Makes the one call a write asks for. Throws TrackerError when a read it needs was not answered. */
export async function carryOut(
  claimed: ClaimedWrite,
  tracker: Tracker,
  config: Config,
): Promise<WriteOutcome<Issue>> {
  const { write, item } = claimed;
  switch (write.kind) {
    case 'create': {
      const identity = { uuid: write.issueUuid, key: item.key, attemptedAt: claimed.attemptedBefore };
      const [outcome] = await tracker.ensureIssues([{ identity, draft: composeDraft(claimed, config) }]);
      return outcome ?? refused('The tracker gave no outcome.');
    }
    case 'adopt':
      return adopt(claimed, tracker, config);
    case 'update':
      if (item.issueId === null) return refused('The item has no issue to update.');
      return tracker.updateIssue(item.issueId, changeOf(claimed, config));
  }
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

function changeOf({ write }: ClaimedWrite, config: Config): IssueChange {
  const change = write.payload;
  return {
    ...(change.text === undefined ? {} : { title: issueTitle(change.text) }),
    ...(change.due === undefined ? {} : { due: change.due }),
    ...(change.owner === undefined ? {} : { assignee: personFor(change.owner, write.trackerId, config) }),
    ...(change.priority === undefined ? {} : { priority: change.priority }),
    ...(change.addLabels === undefined ? {} : { addLabels: change.addLabels }),
  };
}

function refused(reason: string): WriteOutcome<Issue> {
  return { outcome: 'refused', reason, retryAfter: null };
}

import type { TrackerContext, TrackerSettings } from '../../settings.ts';
import type { Tracker } from '../../tracker.ts';
import { changedSince } from './changed-since.ts';
import { checkDataCenter } from './check-data-center.ts';
import { mostPerBulk } from './create-elements.ts';
import { createDataCenterSession } from './data-center-session.ts';
import { ensureIssues } from './ensure-issues.ts';
import { fetchIssues } from './fetch-issues.ts';
import { findIssue } from './find-issue.ts';
import { historyOf } from './issue-history.ts';
import { linkBack, updateIssue } from './update-issue.ts';

/** The adapter for one Jira Data Center. Throws on a kind or credential it cannot speak for. */
export function createDataCenterTracker(settings: TrackerSettings, context: TrackerContext): Tracker {
  if (settings.kind !== 'jira-data-center') {
    throw new Error(`Tracker ${settings.id}: ${settings.kind} is not spoken here, only jira-data-center.`);
  }
  const session = createDataCenterSession(settings, context);
  return {
    id: settings.id,
    kind: settings.kind,
    batchSize: mostPerBulk,
    ensureIssues: (requests) => ensureIssues(session, requests),
    updateIssue: (issueId, change) => updateIssue(session, issueId, change),
    linkBack: (issueId, backlink) => linkBack(session, issueId, backlink),
    fetchIssues: (issueIds) => fetchIssues(session, issueIds),
    findIssue: (reference) => findIssue(session, reference),
    changedSince: (label, since) => changedSince(session, label, since),
    historyOf: (issueIds) => historyOf(session, issueIds),
    check: (request) => checkDataCenter(session, request),
    requestCount: () => session.transport.requestCount(),
  };
}

import type { TrackerContext, TrackerSettings } from '../settings.ts';
import type { Tracker } from '../tracker.ts';
import { changedSince } from './search-issues.ts';
import { checkJira } from './check-jira.ts';
import { mostPerBulk } from './bulk-create.ts';
import { ensureIssues } from './ensure-issues.ts';
import { fetchIssues } from './fetch-issues.ts';
import { findIssue } from './find-issue.ts';
import { historyOf } from './issue-history.ts';
import { createJiraSession } from './jira-session.ts';
import { linkBack, updateIssue } from './update-issue.ts';

/** The adapter for one Jira Cloud site. Throws on a kind or credential it cannot speak for. */
export function createJiraTracker(settings: TrackerSettings, context: TrackerContext): Tracker {
  if (settings.kind !== 'jira-cloud') {
    throw new Error(`Tracker ${settings.id}: ${settings.kind} is not supported, only jira-cloud.`);
  }
  const session = createJiraSession(settings, context);
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
    check: (request) => checkJira(session, request),
    requestCount: () => session.transport.requestCount(),
  };
}

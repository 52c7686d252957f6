import type { TrackerContext, TrackerSettings } from '../settings.ts';
import type { Tracker } from '../tracker.ts';
import { checkLinear } from './check-linear.ts';
import { createDirectory } from './directory.ts';
import { batchSize, createEnsureIssues } from './ensure-issues.ts';
import { createLinearApi } from './linear-api.ts';
import { asOutcome } from './outcome.ts';
import { historyOf } from './read-history.ts';
import { changedSince, fetchIssues, findIssue } from './read-issues.ts';
import { updateIssue } from './update-issue.ts';

/** Linear behind the port. Throws when the settings' credential is of a sort Linear does not take. */
export function createLinearTracker(settings: TrackerSettings, context: TrackerContext): Tracker {
  const api = createLinearApi(settings, context);
  const directory = createDirectory(api);
  return {
    id: settings.id,
    kind: 'linear',
    batchSize,
    ensureIssues: createEnsureIssues(api, directory),
    updateIssue: (issueId, change) => asOutcome(api, () => updateIssue(api, directory, issueId, change)),
    fetchIssues: (issueIds) => fetchIssues(api, directory, issueIds),
    findIssue: (reference) => findIssue(api, directory, reference),
    changedSince: (label, since) => changedSince(api, directory, label, since),
    historyOf: (issueIds) => historyOf(api, issueIds),
    check: (request) => checkLinear(api, directory, request, settings),
    requestCount: api.requestCount,
  };
}

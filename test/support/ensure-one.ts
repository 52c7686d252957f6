import type { Issue, IssueDraft, IssueIdentity, Tracker, WriteOutcome } from '../../src/trackers/tracker.ts';

/** One creation by itself. */
export async function ensureOne(
  tracker: Pick<Tracker, 'ensureIssues'>,
  identity: IssueIdentity,
  draft: IssueDraft,
): Promise<WriteOutcome<Issue>> {
  const [outcome, ...more] = await tracker.ensureIssues([{ identity, draft }]);
  if (!outcome || more.length > 0) throw new Error('expected one outcome');
  return outcome;
}

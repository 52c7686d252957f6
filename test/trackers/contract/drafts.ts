import { randomUUID } from 'node:crypto';
import type { Issue, IssueDraft, IssueIdentity, WriteOutcome } from '../../../src/trackers/tracker.ts';
import type { SeenIssue, TrackerHarness } from '../harness.ts';
import { ensureOne } from '../../support/ensure-one.ts';

/** A fresh identity, never used before. */
export function newIdentity(): IssueIdentity {
  return { uuid: randomUUID(), key: randomUUID().replaceAll('-', '').slice(0, 20), attemptedAt: null };
}

/** A complete draft for the harness's destination. */
export function draft(harness: TrackerHarness, changes: Partial<IssueDraft> = {}): IssueDraft {
  return {
    destination: harness.destination,
    title: 'Reject unknown currency codes',
    description:
      'From [Checkout refused cards](https://followthrough.example/postmortems/7).\n\n- one\n- two',
    assignee: harness.people.known,
    due: '2026-11-20',
    priority: 'high',
    labels: [harness.label],
    backlink: {
      url: 'https://followthrough.example/postmortems/7#ai-3',
      title: 'Checkout refused cards',
      subtitle: 'INC-231 · SEV1',
    },
    ...changes,
  };
}

/** What was written, or a test failure that says why it was not. */
export function done<T>(outcome: WriteOutcome<T>): T {
  if (outcome.outcome !== 'done') throw new Error(`Expected done, got ${outcome.outcome}: ${outcome.reason}`);
  return outcome.value;
}

/** The notes of a write that was done. */
export function notes<T>(outcome: WriteOutcome<T>): readonly string[] {
  done(outcome);
  return outcome.outcome === 'done' ? outcome.notes : [];
}

/** Why a write was not done. */
export function reason<T>(outcome: WriteOutcome<T>): string {
  if (outcome.outcome === 'done') throw new Error('Expected refused or unknown, got done');
  return outcome.reason;
}

/** A complete issue of ours. */
export async function created(harness: TrackerHarness): Promise<Issue> {
  return done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
}

/** The one issue under the id, as the adapter reads it. */
export async function fetched(harness: TrackerHarness, id: string): Promise<Issue> {
  const { issues } = await harness.tracker.fetchIssues([id]);
  const [issue] = issues;
  if (issues.length !== 1 || issue === undefined) throw new Error(`Expected one issue, got ${issues.length}`);
  return issue;
}

/** The one issue the vendor holds. */
export function only(harness: TrackerHarness): SeenIssue {
  const issues = harness.seen();
  const [issue] = issues;
  if (issues.length !== 1 || issue === undefined) throw new Error(`Expected one issue, got ${issues.length}`);
  return issue;
}

/** Repeats a creation as the drain does: each time when the last answer said it may be. */
export async function settle(
  harness: TrackerHarness,
  identity: IssueIdentity,
  words: IssueDraft,
  first: WriteOutcome<Issue>,
): Promise<Issue> {
  const attemptedAt = harness.now();
  let outcome = first;
  for (let attempt = 0; attempt < 6 && outcome.outcome === 'unknown'; attempt += 1) {
    harness.setNow(new Date(Math.max(outcome.retryAfter.getTime(), harness.now().getTime())));
    outcome = await ensureOne(harness.tracker, { ...identity, attemptedAt }, words);
  }
  return done(outcome);
}

import type { LinkedItem } from '../db/linked-item-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { applyIssues } from './apply-issues.ts';
import type { SweepReading, SweepSettings } from './sweep-reading.ts';

/** When so many were asked for and none is there, it is the credential that sees nothing. */
const tooManyToBeGone = 5;

/** Reads the issues of some items by id and records what was read. Throws TrackerError when the tracker does not answer, or nothing is there. */
export async function readById(
  settings: SweepSettings,
  tracker: Tracker,
  items: readonly LinkedItem[],
): Promise<SweepReading> {
  const readAt = settings.clock();
  const fetched = await tracker.fetchIssues(items.map(({ issueId }) => issueId));
  if (fetched.issues.length === 0 && fetched.absent.length >= tooManyToBeGone) {
    throw new TrackerError(
      tracker.id,
      'forbidden',
      `${tracker.id}: none of ${fetched.absent.length} linked issues is shown to us, which is believed of no tracker. ` +
        'Is the credential for another workspace, or has its account lost its access? "followthrough check" says more.',
    );
  }
  return applyIssues(settings, tracker, items, fetched, readAt);
}

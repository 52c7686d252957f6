import { findSweepState, noteSweep, type SweepStateRow } from '../db/sweep-store.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { changesSweep } from './changes-sweep.ts';
import { fullSweep } from './full-sweep.ts';
import { addUp, nothingRead, type SweepReading, type SweepSettings } from './sweep-reading.ts';

export interface SweepResult extends SweepReading {
  readonly problems: readonly string[];
}

/** A day, and time for the full sweep of the timetable to end. */
const fullSweepOwedMs = 26 * 3_600_000;

/**
 * Reads the linked issues of every tracker and writes their history with the trackers' own times: what changed since the last time,
 * or every linked issue by id when that is asked for, was never done, or was last done more than a day ago. A tracker that does not
 * answer is noted and leaves the others and all records as they were.
 */
export async function sweep(
  settings: SweepSettings,
  { full }: { readonly full: boolean },
): Promise<SweepResult> {
  const results = await Promise.all(
    [...settings.trackers.values()].map((tracker) => sweepTracker(settings, tracker, full)),
  );
  return {
    ...results.reduce(addUp, nothingRead),
    problems: results.flatMap((result) => result.problems),
  };
}

async function sweepTracker(settings: SweepSettings, tracker: Tracker, full: boolean): Promise<SweepResult> {
  const { db, clock } = settings;
  const startedAt = clock();
  const state = await findSweepState(db, tracker.id);
  const since = state?.changesReadTo ?? null;
  try {
    const reading =
      full || since === null || owesFullSweep(state, startedAt)
        ? await fullSweep(settings, tracker)
        : await changesSweep(settings, tracker, since);
    await noteSweep(db, tracker.id, startedAt, null);
    return { ...reading, problems: [] };
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    await noteSweep(db, tracker.id, startedAt, error.message);
    return { ...nothingRead, problems: [error.message] };
  }
}

/** Never swept whole, not for more than a day, or stopped half-way by a fault of the tracker. */
function owesFullSweep(state: SweepStateRow | null, now: Date): boolean {
  if (!state?.fullSweptAt) return true;
  const wasStopped = state.fullStartedAt !== null && state.error !== null;
  return wasStopped || now.getTime() - state.fullSweptAt.getTime() > fullSweepOwedMs;
}

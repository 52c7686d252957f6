import { refetchTracker } from '../reconcile/refetch.ts';
import type { SweepSettings } from '../reconcile/sweep-reading.ts';
import type { Tracker } from '../trackers/tracker.ts';

export interface RefetchSoon {
  /** Something came from the tracker. Never waits, never throws. */
  nudge(trackerId: string): void;
  /** Takes no more nudges and waits for what is under way. */
  stop(): Promise<void>;
}

/** Long enough that a burst of deliveries is one reading, short enough that nobody sees it. */
const settleMs = 200;
const apartMs = 1000;

/**
 * Reads the issues that deliveries told of soon after they came: at most once a second for each tracker, however many come. What is left
 * over when the process ends is done by the timetable.
 */
export function refetchSoon(
  settings: SweepSettings,
  tell: (trackerId: string, problem: unknown) => void,
): RefetchSoon {
  const bells = new Map([...settings.trackers.values()].map((tracker) => [tracker.id, bell(tracker)]));
  let stopped = false;
  return {
    nudge: (trackerId) => bells.get(trackerId)?.ring(),
    async stop() {
      stopped = true;
      await Promise.all([...bells.values()].map((one) => one.silence()));
    },
  };

  function bell(tracker: Tracker) {
    let timer: NodeJS.Timeout | null = null;
    let running: Promise<void> | null = null;
    let rungMeanwhile = false;
    let lastBegan = -apartMs;

    function ring(): void {
      if (stopped || timer !== null) return;
      if (running !== null) {
        rungMeanwhile = true;
        return;
      }
      const wait = Math.max(settleMs, lastBegan + apartMs - performance.now());
      timer = setTimeout(() => {
        timer = null;
        lastBegan = performance.now();
        running = read().finally(() => {
          running = null;
          if (rungMeanwhile) ring();
        });
      }, wait);
    }
    async function read(): Promise<void> {
      rungMeanwhile = false;
      try {
        const { problems } = await refetchTracker(settings, tracker);
        for (const problem of problems) tell(tracker.id, problem);
      } catch (error) {
        tell(tracker.id, error);
      }
    }
    async function silence(): Promise<void> {
      if (timer !== null) clearTimeout(timer);
      await running;
    }
    return { ring, silence };
  }
}

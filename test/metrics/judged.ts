import type { TrackedItem } from '../../src/actions/item-history.ts';
import { weekNamed } from '../../src/lib/calendar.ts';
import { dueJudgement } from '../reference/due-judgement.ts';
import { spanOf } from '../../src/metrics/span.ts';
import { timelineOf } from '../reference/timeline.ts';
import { berlin } from './sample-item.ts';

/** `baseline outcome` of an item over a week, long after it unless told; null when it was not due in it. */
export function judged(
  item: TrackedItem,
  week = '2026-W46',
  now = '2027-06-01T00:00:00Z',
  timeZone = berlin,
): string | null {
  const named = weekNamed(week, timeZone);
  const timeline = timelineOf(item);
  if (!named) throw new Error(`${week} is not a week`);
  const judgement = timeline && dueJudgement(timeline, spanOf(named, new Date(now), timeZone));
  return judgement && `${judgement.baseline} ${judgement.outcome}`;
}

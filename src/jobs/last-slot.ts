import { parse, type ScheduledTask } from 'node-cron';
import { Temporal } from 'temporal-polyfill';

const daysBack = 366;

/** The latest instant at or before `now` at which the task is due in the zone; null when there is none in the year before. */
export function lastSlot(
  task: Pick<ScheduledTask, 'getPattern' | 'match'>,
  timeZone: string,
  now: Date,
): Date | null {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const timeNow = here.toPlainTime().toString();
  const times = timesOfDay(task.getPattern());
  const on = (day: Temporal.PlainDate, time: string) =>
    new Date(day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
  for (let back = 0; back <= daysBack; back++) {
    const day = here.toPlainDate().subtract({ days: back });
    // Any one time tells whether the day is one of the pattern's; two, because the clocks may skip one.
    if (![times.at(0), times.at(-1)].some((time) => time !== undefined && task.match(on(day, time))))
      continue;
    for (const time of times) {
      if (back === 0 && time > timeNow) continue;
      const slot = on(day, time);
      if (slot <= now && task.match(slot)) return slot;
    }
  }
  return null;
}

/** The pattern's times of a day as `08:00:00`, the latest first. */
function timesOfDay(pattern: string): string[] {
  const fields = parse(pattern);
  const [hours, minutes, seconds] = [fields.hour, fields.minute, fields.second].map(lastFirst);
  return (hours ?? []).flatMap((hour) =>
    (minutes ?? []).flatMap((minute) => (seconds ?? []).map((second) => `${hour}:${minute}:${second}`)),
  );
}

function lastFirst(counts: readonly number[]): string[] {
  return [...new Set(counts)].toSorted((a, b) => b - a).map((count) => String(count).padStart(2, '0'));
}

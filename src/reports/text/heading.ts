import { addDays, dayOf, type Day } from '../../lib/calendar.ts';

/** What a report is about: `Completion of 2026-W46 · team payments`, then the days and until when it counts. */
export function heading(
  title: string,
  report: { readonly asOf: Date; readonly timeZone: string; readonly team: string | null },
): string[] {
  const team = report.team === null ? 'all teams' : `team ${report.team}`;
  return [`${title} · ${team}`, `as of ${minuteOf(report.asOf, report.timeZone)} ${report.timeZone}`];
}

/** The last day of a span that ends, exclusively, at `to`. */
export function lastDayBefore(to: Date, timeZone: string): Day {
  return addDays(dayOf(to, timeZone), -1);
}

function minuteOf(instant: Date, timeZone: string): string {
  const time = instant.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return `${dayOf(instant, timeZone)} ${time}`;
}

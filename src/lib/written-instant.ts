import { Temporal } from 'temporal-polyfill';
import { isDay, startOfDay } from './calendar.ts';

/** The instant a text means, or why it means none. */
export type ReadInstant = { readonly instant: Date } | { readonly problem: string };

const pattern =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads `2026-11-02T09:12:00Z`, `2026-11-02 09:12+01:00`, and without an offset as time in the zone; a day alone is its first instant. A time
 * that a change of the clocks skips or repeats is none: nobody can tell which instant is meant.
 */
export function readInstant(text: string, timeZone: string): ReadInstant {
  if (isDay(text)) return { instant: startOfDay(text, timeZone) };
  const [, day = '', time = '', zone = ''] = pattern.exec(text) ?? [];
  if (!isDay(day)) return { problem: unreadable(text) };
  if (zone !== '') {
    const offset = /^[+-]/.test(zone) ? zone.replace(/^(.\d{2}):?/, '$1:') : 'Z';
    const instant = new Date(`${day}T${time}${offset}`);
    return Number.isNaN(instant.getTime()) ? { problem: unreadable(text) } : { instant };
  }
  return inZone(text, `${day}T${time}`, timeZone);
}

function inZone(text: string, written: string, timeZone: string): ReadInstant {
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(written);
  } catch {
    return { problem: unreadable(text) };
  }
  const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds) {
    return { instant: new Date(earlier.epochMilliseconds) };
  }
  const isTwice = earlier.toPlainDateTime().equals(local);
  const what = isTwice ? 'there was twice' : 'there never was';
  return {
    problem: `"${text}" is a time that ${what} in ${timeZone}, where the clocks were changed. Add the offset, like ${written}${earlier.offset}.`,
  };
}

function unreadable(text: string): string {
  return `"${text}" is no day and no instant. Write it like 2026-11-02T09:12:00Z, 2026-11-02 09:12 or 2026-11-02.`;
}

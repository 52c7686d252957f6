import { datesIn, type FigureOrder } from './written-dates.ts';

const clock =
  /^(?:T|,?\s{1,3}(?:at\s)?)(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s{0,2}(Z|UTC|GMT|[+-]\d{2}:?\d{2})(?![\p{L}\d])/iu;

/**
 * The first moment a text names: an ISO instant when date, time and zone are all written, else the day alone. Of the zones
 * only UTC and offsets are understood, since names such as CST stand for several.
 */
export function momentIn(text: string, order: FigureOrder): string | null {
  for (const date of datesIn(text, order)) {
    if (date.day === null) continue;
    const time = clock.exec(text.slice(date.end, date.end + 40));
    if (!time) return date.day;
    const [, hour = '', minute = '', second = '00', zone = ''] = time;
    const offset = /^[+-]/.test(zone) ? zone.replace(/^(.\d{2}):?/, '$1:') : 'Z';
    const instant = new Date(`${date.day}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`);
    return Number.isNaN(instant.getTime()) ? date.day : instant.toISOString().replace('.000Z', 'Z');
  }
  return null;
}

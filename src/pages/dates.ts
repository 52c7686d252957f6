import { dayOf, type Day, type Week } from '../lib/calendar.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Tue 10 Nov 2026`; an instant is shown as its day in the zone. */
export function dayText(when: Day | Date, timeZone: string): string {
  const day = typeof when === 'string' ? when : dayOf(when, timeZone);
  const date = new Date(Date.parse(day));
  return `${weekdays[date.getUTCDay()]} ${shortDay(day)} ${date.getUTCFullYear()}`;
}

/** `Tue 10 Nov 2026, 14:05` in the zone. The page names the zone once. */
export function instantText(when: Date, timeZone: string): string {
  return `${dayText(when, timeZone)}, ${timeText(when, timeZone)}`;
}

/** `9 – 15 Nov 2026`, `28 Dec 2026 – 3 Jan 2027`: first and last day of a week. */
export function weekText(week: Pick<Week, 'firstDay' | 'lastDay'>): string {
  const [from, to] = [week.firstDay, week.lastDay];
  const end = `${shortDay(to)} ${to.slice(0, 4)}`;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} – ${end}`;
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${shortDay(from)} – ${end}`
    : `${shortDay(from)} ${from.slice(0, 4)} – ${end}`;
}

function shortDay(day: Day): string {
  return `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1]}`;
}

function timeText(when: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(when);
}

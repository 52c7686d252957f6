import type { Day } from '../../lib/calendar.ts';
import type { Finding } from './rules.ts';
import { inShort } from './wording.ts';

export interface WrittenOn {
  /** Days or instants as the document states them; null when it does not. */
  readonly publishedAt: string | null;
  readonly startedAt: string | null;
}

/** A promise needs a day, and one that was still to come when the postmortem was published. */
export function dueDate(
  text: string,
  due: Day | null,
  { publishedAt, startedAt }: WrittenOn,
): Finding | null {
  const short = inShort(text);
  if (due === null)
    return {
      rule: 'no-due-date',
      message: 'It names no day by which it will be done.',
      suggestion: `${short} (Due: year-month-day)`,
    };
  const started = startedAt?.slice(0, 10) ?? null;
  const published = publishedAt?.slice(0, 10) ?? null;
  if (started !== null && due < started)
    return past(`It is due on ${due}, before the incident began on ${started}.`, short, published ?? started);
  if (published !== null && due < published)
    return past(`It was due on ${due} and the postmortem was published on ${published}.`, short, published);
  return null;
}

function past(message: string, short: string, after: Day): Finding {
  return { rule: 'past-due-date', message, suggestion: `${short} (Due: a day after ${after})` };
}

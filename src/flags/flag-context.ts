import type { Policy } from '../actions/policy.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import { dayOf, endOfDay, startOfDay, type Day } from '../lib/calendar.ts';

/** What flags are judged by. */
export interface FlagFacts {
  readonly asOf: Date;
  /** The last instant of which anything counts; asOf where not given. A closed week does not see what occurs at its very end. */
  readonly through?: Date;
  readonly timeZone: string;
  readonly policy: Policy;
  readonly repeats: RepeatBook;
}

/** The same with the calendar at hand; made once for many items. */
export interface FlagContext extends Omit<FlagFacts, 'through'> {
  readonly through: Date;
  readonly today: Day;
  readonly dayOf: (instant: Date) => Day;
  /** 00:00 of the day. */
  readonly startOf: (day: Day) => Date;
  /** 24:00 of the day. */
  readonly endOf: (day: Day) => Date;
}

/** Remembers the days and instants it has been asked for, since many items share them. */
export function flagContext(facts: FlagFacts): FlagContext {
  const ends = new Map<Day, Date>();
  const days = new Map<number, Day>();
  const { asOf, timeZone } = facts;
  return {
    ...facts,
    through: facts.through ?? asOf,
    today: dayOf(asOf, timeZone),
    dayOf(instant) {
      const day = days.get(instant.getTime()) ?? dayOf(instant, timeZone);
      days.set(instant.getTime(), day);
      return day;
    },
    startOf: (day) => startOfDay(day, timeZone),
    endOf(day) {
      const end = ends.get(day) ?? endOfDay(day, timeZone);
      ends.set(day, end);
      return end;
    },
  };
}

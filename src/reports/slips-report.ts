import { addWeeks } from '../lib/calendar.ts';
import { pushesIn, slipWeeks, type Push, type SlipWeek } from '../metrics/slip-weeks.ts';
import { spanOf } from '../metrics/span.ts';
import { trailingSpans } from '../metrics/trailing-spans.ts';
import type { ReportRequest } from './report-request.ts';

const weeksShown = 12;

/** How far were promises pushed? The shape of `report slips --json`. Pushes are compared between teams and services, never between people. */
export interface SlipsReport {
  readonly week: string;
  readonly from: Date;
  readonly to: Date;
  readonly asOf: Date;
  readonly timeZone: string;
  readonly team: string | null;
  /** Pushes of the week, and the calendar days they add up to. */
  readonly pushes: number;
  readonly days: number;
  /** Twelve weeks, the oldest first, this one last. */
  readonly weeks: readonly SlipWeek[];
  /** Those with a push in the twelve weeks, by name. */
  readonly byTeam: readonly ({ readonly team: string } & SlipGroup)[];
  /** An item of several services counts in each; null holds items that name none. */
  readonly byService: readonly ({ readonly service: string | null } & SlipGroup)[];
  /** The pushes of the week, in order of time. */
  readonly pushesInWeek: readonly Push[];
}

/** The same numbers for a group: of the week, and of each of the twelve. */
export interface SlipGroup {
  readonly pushes: number;
  readonly days: number;
  readonly weeks: readonly SlipWeek[];
}

/** When the first of the report's weeks begins: earlier pushes need not be given. */
export function slipsFrom({ week, timeZone }: Pick<ReportRequest, 'week' | 'timeZone'>): Date {
  return addWeeks(week, 1 - weeksShown, timeZone).from;
}

/** The pushes of the team, or of all, in the week and the eleven before it. `pushes` are in order of time. */
export function slipsReport(pushes: readonly Push[], request: ReportRequest): SlipsReport {
  const { week, now, timeZone, team } = request;
  const spans = trailingSpans(week, weeksShown, now, timeZone);
  const span = spanOf(week, now, timeZone);
  const ofTeam = pushes.filter((push) => team === null || push.team === team);
  const groupOf = (those: readonly Push[]): SlipGroup => {
    const weeks = slipWeeks(those, spans);
    return { pushes: weeks.at(-1)?.pushes ?? 0, days: weeks.at(-1)?.days ?? 0, weeks };
  };
  const groups = (keysOf: (push: Push) => readonly string[]) =>
    grouped(ofTeam, keysOf)
      .map(([key, those]) => ({ key, ...groupOf(those) }))
      .filter(({ weeks }) => weeks.some((each) => each.pushes > 0));
  return {
    week: week.name,
    from: week.from,
    to: week.to,
    asOf: span.asOf,
    timeZone,
    team,
    ...groupOf(ofTeam),
    byTeam: groups((push) => [push.team]).map(({ key, ...group }) => ({ team: key ?? '', ...group })),
    byService: groups((push) => push.services).map(({ key, ...group }) => ({ service: key, ...group })),
    pushesInWeek: pushesIn(ofTeam, span),
  };
}

/** By key, in order of its name, null last; no key means null. */
function grouped(
  pushes: readonly Push[],
  keysOf: (push: Push) => readonly string[],
): [string | null, Push[]][] {
  const groups = new Map<string | null, Push[]>();
  for (const push of pushes) {
    const keys = new Set(keysOf(push));
    for (const key of keys.size === 0 ? [null] : keys) {
      const group = groups.get(key);
      if (group) group.push(push);
      else groups.set(key, [push]);
    }
  }
  return [...groups].toSorted(([a], [b]) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return Number(a > b) - Number(a < b);
  });
}

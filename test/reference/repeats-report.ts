import { isUnfinished, valueAt, type TrackedItem } from '../../src/actions/item-history.ts';
import type { Incident, PairVerdict } from '../../src/incidents/incident.ts';
import { addWeeks, endOfDay, isDay } from '../../src/lib/calendar.ts';
import type { ReportRequest } from '../../src/reports/report-request.ts';
import { slowLineOf, slowRepeatOf, slowReturnsAfter } from './repeats.ts';

// The numbers of repeats, written down as metrics.md says them: every item is asked for its whole history at every instant.

const dayMs = 86_400_000;

export interface World {
  readonly items: readonly TrackedItem[];
  readonly incidents: readonly Incident[];
  readonly verdicts: readonly PairVerdict[];
  readonly teams: readonly { readonly id: string; readonly services: readonly string[] }[];
  readonly defaultTeam: string;
}

const stateAt = (item: TrackedItem, at: Date) => valueAt(item.events, 'state', at) ?? 'open';
const counts = (item: TrackedItem, at: Date) =>
  item.createdAt <= at && isUnfinished(stateAt(item, item.createdAt));

/** When the state that stands at the instant began, never before the creation. */
function stateSince(item: TrackedItem, at: Date): Date {
  let [state, since] = [stateAt(item, item.createdAt), item.createdAt];
  for (const { field, value, occurredAt } of item.events) {
    if (field !== 'state' || occurredAt <= item.createdAt || occurredAt > at || value === state) continue;
    [state, since] = [value ?? state, occurredAt];
  }
  return since;
}

function isOfTeam({ items, teams, defaultTeam }: World, { id, services }: Incident, team: string | null) {
  const owners = [
    ...items.filter(({ incidentId }) => incidentId === id).map((item) => item.team),
    ...teams.filter((one) => one.services.some((service) => services.includes(service))).map((one) => one.id),
  ];
  return team === null || owners.includes(team) || (owners.length === 0 && team === defaultTeam);
}

/** How a done item that names a test stands: a person said so, or it is time to look, or not yet. */
export function standingOf(
  item: TrackedItem,
  through: Date,
  asOf: Date,
  { policy, timeZone }: Pick<ReportRequest, 'policy' | 'timeZone'>,
) {
  const completedAt = stateSince(item, through);
  const said = item.events.findLast(
    ({ field, occurredAt }) => field === 'verified' && occurredAt >= completedAt && occurredAt <= through,
  )?.value;
  if (said === 'held') return 'held';
  if (said === 'not-held') return 'refuted';
  const own = item.test?.match(/\d{4}-\d{2}-\d{2}/g)?.findLast(isDay);
  const lookFrom = own
    ? Math.max(endOfDay(own, timeZone).getTime(), completedAt.getTime())
    : completedAt.getTime() + policy.verifyAfterDays * dayMs;
  return asOf.getTime() >= lookFrom ? 'unverified' : 'waiting';
}

const ids = (those: readonly Incident[]) => those.map(({ id }) => id).toSorted();

/** What the report of repeats and of the programme must say. */
export function slowRepeats(world: World, request: ReportRequest) {
  const { week, now, timeZone, policy, team } = request;
  const { items, incidents, verdicts } = world;
  const asOf = now < week.to ? now : week.to;
  const through = now < week.to ? now : new Date(week.to.getTime() - 1);
  const from = addWeeks(week, -12, timeZone).from;
  const window = policy.repeatWindowDays;
  const ours = incidents.filter((incident) => isOfTeam(world, incident, team));
  const started = ours
    .filter(({ startedAt }) => startedAt !== null && startedAt >= from && startedAt <= through)
    .toSorted((a, b) => Number(a.startedAt) - Number(b.startedAt) || (a.id < b.id ? -1 : 1));

  const repeats = started.flatMap((incident) => {
    const repeat = slowRepeatOf(incident, incidents, verdicts, window);
    const at = incident.startedAt;
    if (!repeat || !at) return [];
    const line = slowLineOf(incident, incidents, verdicts, window).map(({ id }) => id);
    const open = items
      .filter((item) => line.includes(item.incidentId) && counts(item, at) && isUnfinished(stateAt(item, at)))
      .map((item) => {
        const due = valueAt(item.events, 'due', at) ?? null;
        const overdue = due === null ? 0 : at.getTime() - endOfDay(due, timeZone).getTime();
        return {
          item: item.id,
          daysOpen: Math.floor((at.getTime() - item.createdAt.getTime()) / dayMs),
          daysOverdue: due === null ? null : Math.max(0, Math.floor(overdue / dayMs)),
        };
      })
      .toSorted((a, b) => (a.item < b.item ? -1 : 1));
    return { incident: incident.id, repeats: repeat.repeats.id, basis: repeat.basis, open };
  });

  const cleared = ours.flatMap((incident) => {
    const its = items.filter((item) => item.incidentId === incident.id && counts(item, through));
    const states = its.map((item) => stateAt(item, through));
    if (!states.includes('done') || states.some(isUnfinished)) return [];
    const finish = new Date(Math.max(...its.map((item) => stateSince(item, through).getTime())));
    if (finish.getTime() + window * dayMs > asOf.getTime()) return [];
    const isHeld = slowReturnsAfter(incident, finish, incidents, verdicts, window).length === 0;
    return { incident: incident.id, isHeld };
  });

  const standings = items
    .filter((item) => (team === null || item.team === team) && counts(item, through))
    .filter((item) => Boolean(item.test?.trim()) && stateAt(item, through) === 'done')
    .map((item) => standingOf(item, through, asOf, request));

  const qualifying = started.filter((incident) => {
    const { severity, customerVisible, endedAt } = incident;
    return (
      endedAt !== null &&
      endedAt.getTime() + policy.postmortemWithinHours * 3_600_000 <= asOf.getTime() &&
      (policy.requirePostmortemFor.includes(severity ?? '') ||
        customerVisible === true ||
        slowRepeatOf(incident, incidents, verdicts, window) !== null)
    );
  });
  const published = qualifying.filter(
    ({ postmortemPublishedAt }) => postmortemPublishedAt !== null && postmortemPublishedAt <= through,
  );
  return {
    started: ids(started),
    repeats,
    cleared: cleared.map(({ incident }) => incident).toSorted(),
    held: cleared.flatMap(({ incident, isHeld }) => (isHeld ? incident : [])).toSorted(),
    verified: Object.fromEntries(
      ['held', 'refuted', 'unverified', 'waiting'].map((word) => [
        word,
        standings.filter((standing) => standing === word).length,
      ]),
    ),
    qualifying: ids(qualifying),
    published: ids(published),
    withinLimit: ids(
      published.filter(
        ({ postmortemPublishedAt, endedAt }) =>
          Number(postmortemPublishedAt) - Number(endedAt) <= policy.postmortemWithinHours * 3_600_000,
      ),
    ),
  };
}

import { sql } from 'drizzle-orm';
import { askIncidentList } from '../src/answers/ask-incidents.ts';
import { askProgramme, askRepeats } from '../src/answers/ask-repeats.ts';
import type { Database } from '../src/db/database.ts';
import { incident } from '../src/db/schema.ts';
import { lastCompleteWeek } from '../src/lib/calendar.ts';
import { compareIncidents } from '../src/review/compare-incidents.ts';
import { policy, testConfig } from '../test/support/factories.ts';
import type { Figure } from './figure.ts';
import { scaleNow, scaleTeams } from './scale-data.ts';

const timeZone = 'Europe/Berlin';
const [plainTeam] = testConfig().teams;
const ownership = {
  teams: scaleTeams.flatMap((id, at) => (plainTeam ? { ...plainTeam, id, services: [`service-${at}`] } : [])),
  defaultTeam: scaleTeams[0] ?? '',
};
const request = { week: lastCompleteWeek(scaleNow, timeZone), now: scaleNow, timeZone, policy, team: null };
/** The median of so many. */
const rounds = 5;
const compared = 200;

/** What the reports about 20,000 incidents took, beside a tenth of that. */
export function repeatFigures(name: string, small: RepeatTimes, large: RepeatTimes): Figure[] {
  const figure = (
    what: string,
    value: number,
    limit: number | null,
    floor: number,
    beside: string,
  ): Figure => ({
    what: `${what} (${name})`,
    value,
    unit: 'ms',
    ...(limit === null ? {} : { limit }),
    floor,
    beside,
  });
  const reading = 'reading the same rows once';
  return [
    figure('repeats of 20,000 incidents, by a process just started', large.first, 1000, large.floor, reading),
    figure('repeats of 20,000 incidents', large.repeats, 1000, large.floor, reading),
    figure('the same with ten times the data', large.first, small.first * 12, small.first, 'a tenth of it'),
    figure('repeats of one team', large.ofTeam, 1000, large.floor, reading),
    figure('programme of 20,000 incidents', large.programme, 1000, large.floor, reading),
    figure('the incidents behind a number', large.list, 1000, large.floor, reading),
    figure(
      `comparing ${compared} incidents with all others`,
      large.comparing,
      null,
      small.comparing,
      'a tenth',
    ),
  ];
}

export interface RepeatTimes {
  readonly first: number;
  readonly repeats: number;
  readonly ofTeam: number;
  readonly programme: number;
  readonly list: number;
  readonly comparing: number;
  readonly floor: number;
}

/** Times each question a few times in a filled database; the median in milliseconds. */
export async function repeatTimes(db: Database): Promise<RepeatTimes> {
  const selection = { of: 'preventable', ...request, service: null, severity: null, text: null } as const;
  const comparing = await timed(() => compareIncidents(db, compared));
  return {
    comparing,
    first: await median(async () => {
      await forget(db);
      return timed(() => askRepeats(db, ownership, request));
    }),
    repeats: await median(() => timed(() => askRepeats(db, ownership, request))),
    ofTeam: await median(() => timed(() => askRepeats(db, ownership, { ...request, team: 'team-7' }))),
    programme: await median(() => timed(() => askProgramme(db, ownership, request))),
    list: await median(() => timed(() => askIncidentList(db, ownership, request, selection))),
    floor: await median(() => timed(() => readOnce(db))),
  };
}

/** As if something had been recorded: what is known of the incidents has to be read again. */
async function forget(db: Database): Promise<void> {
  await db
    .update(incident)
    .set({ summary: null })
    .where(sql`${incident.id} = 'INC-0'`);
}

/** What the database needs at least: to see every incident, item and moment once, and tell one number of them. */
async function readOnce(db: Database): Promise<void> {
  await db.execute(sql`select count(title), count(services), count(causes) from ${incident}`);
  await db.execute(sql`
    select count(m.state), count(m.state_since), count(i.incident_id)
    from item_moment m join action_item i on i.id = m.item_id`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function median(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await measure());
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

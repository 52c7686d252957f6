import type { Request } from 'express';
import { teamsOfItems } from '../answers/teams-of-items.ts';
import type { Config } from '../config/config.ts';
import { lastCompleteWeek, weekNamed, type Week } from '../lib/calendar.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import type { ItemSelection } from '../reports/item-selection.ts';
import { readSelection } from '../reports/read-selection.ts';
import { HttpProblem } from './http-problem.ts';
import type { WebContext } from './web-context.ts';

/** A value of the query; null when it is absent or empty. Given twice it is a bad request. */
export function queryText(request: Request, name: string): string | null {
  const value = request.query[name];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw new HttpProblem(400, 'Bad request', `Give ${name} once, as text.`);
  return value;
}

/** What a report is asked for by `week` and `team`: the last complete week and all teams unless they say otherwise. */
export function requestedReport(request: Request, config: Config, now: Date): ReportRequest {
  const { timeZone } = config.organisation;
  return {
    week: requestedWeek(request, timeZone, now) ?? lastCompleteWeek(now, timeZone),
    now,
    timeZone,
    policy: config.policy,
    team: requestedTeam(request, config),
  };
}

/** The team asked for; null for all. */
export function requestedTeam(request: Request, config: Config): string | null {
  const id = queryText(request, 'team');
  if (id === null || config.teams.some((team) => team.id === id)) return id;
  throw noSuchTeam(id);
}

function noSuchTeam(id: string): HttpProblem {
  return new HttpProblem(404, 'No such team', `There is no team "${id}" in the configuration.`);
}

/** What the list of items is narrowed to. A team may be one that only items still name; several stand in a row with commas. */
export async function requestedItems(
  request: Request,
  { config, db }: Pick<WebContext, 'config' | 'db'>,
  now: Date,
): Promise<{ readonly selection: ItemSelection; readonly teams: readonly string[] | null }> {
  const week = requestedWeek(request, config.organisation.timeZone, now);
  const asked = await teamsOfItems({ config, db }, queryText(request, 'team'));
  if ('unknown' in asked) throw noSuchTeam(asked.unknown);
  const read = readSelection((name) => (name === 'team' ? null : queryText(request, name)), week);
  if ('selection' in read) return { selection: read.selection, teams: asked.teams };
  throw new HttpProblem(404, `No such ${read.problem.name}`, read.problem.detail);
}

function requestedWeek(request: Request, timeZone: string, now: Date): Week | null {
  const name = queryText(request, 'week');
  if (name === null) return null;
  const week = weekNamed(name, timeZone);
  if (!week)
    throw new HttpProblem(
      404,
      'No such week',
      `There is no week "${name}". A week is written like 2026-W46.`,
    );
  if (week.from > now) throw new HttpProblem(404, 'No such week yet', `Week ${name} has not begun.`);
  return week;
}

/** Where the next page of a list begins. */
export function cursorOf(request: Request): number {
  const cursor = queryText(request, 'cursor');
  if (cursor === null) return 0;
  if (!/^\d{1,9}$/.test(cursor)) throw new HttpProblem(400, 'Bad request', 'The cursor is not one of ours.');
  return Number(cursor);
}

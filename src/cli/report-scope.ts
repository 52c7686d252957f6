import type { Config } from '../config/config.ts';
import { lastCompleteWeek, weekNamed, type Week } from '../lib/calendar.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { CommandProblem, UsageError } from './command-context.ts';

export interface ScopeOptions {
  readonly week?: string;
  readonly team?: string;
}

/** What a report is asked for: the last complete week and all teams unless the options say otherwise. Unknown ones are usage errors. */
export function reportRequest(options: ScopeOptions, config: Config, now: Date): ReportRequest {
  const { timeZone } = config.organisation;
  return {
    week: options.week === undefined ? lastCompleteWeek(now, timeZone) : weekOf(options.week, timeZone, now),
    now,
    timeZone,
    policy: config.policy,
    team: teamOf(options.team, config),
  };
}

function weekOf(name: string, timeZone: string, now: Date): Week {
  const week = weekNamed(name, timeZone);
  if (!week) throw new UsageError(`There is no week "${name}". A week is written like 2026-W46.`);
  if (week.from > now) throw new CommandProblem(`Week ${name} has not begun.`);
  return week;
}

function teamOf(id: string | undefined, config: Config): string | null {
  if (id === undefined) return null;
  if (config.teams.some((team) => team.id === id)) return id;
  throw new CommandProblem(noSuchTeam(id, config));
}

export function noSuchTeam(id: string, { teams }: Pick<Config, 'teams'>): string {
  return `There is no team "${id}". The configuration has: ${teams.map((team) => team.id).join(', ')}.`;
}

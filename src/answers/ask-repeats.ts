import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { loadClaims, loadItemEnds, loadOpenStretches } from '../db/repeat-item-store.ts';
import { loadDecisions } from '../db/repeat-verdict-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { loadSuggestions } from '../db/suggestion-store.ts';
import { incidentsOfTeams } from '../incidents/of-teams.ts';
import { startedWithin } from '../metrics/repeat-figures.ts';
import { programmeReport, type ProgrammeReport } from '../reports/programme-report.ts';
import {
  repeatQuestion,
  type AskedIncidents,
  type RepeatFacts,
  type RepeatQuestion,
} from '../reports/repeat-facts.ts';
import { repeatsReport, type RepeatsReport } from '../reports/repeats-report.ts';
import type { ReportRequest } from '../reports/report-request.ts';

/** What says whose an incident is, beside the items recorded of it. */
export type Ownership = Pick<Config, 'teams' | 'defaultTeam'>;

/** The report of repeats; of several teams when they are given beside the request. */
export async function askRepeats(
  db: Database,
  ownership: Ownership,
  request: ReportRequest,
  teams: readonly string[] | null = request.team === null ? null : [request.team],
): Promise<RepeatsReport> {
  return repeatsReport(await askRepeatFacts(db, ownership, request, teams), request);
}

/** The report of the programme. */
export async function askProgramme(
  db: Database,
  ownership: Ownership,
  request: ReportRequest,
): Promise<ProgrammeReport> {
  const teams = request.team === null ? null : [request.team];
  return programmeReport(await askIncidents(db, ownership, request, teams), request);
}

/** The incidents of the teams, or all of them, and what repeats what. */
export async function askIncidents(
  db: Database,
  { teams, defaultTeam }: Ownership,
  { policy }: Pick<ReportRequest, 'policy'>,
  asked: readonly string[] | null,
): Promise<AskedIncidents> {
  const { incidents, book } = await knownIncidents(db, policy.repeatWindowDays);
  if (asked === null) return { incidents, book };
  const claims = await loadClaims(db);
  return { incidents: incidentsOfTeams(incidents, { teams, defaultTeam, claims }, asked), book };
}

/** Everything the report of repeats is made of. */
export async function askRepeatFacts(
  db: Database,
  ownership: Ownership,
  request: ReportRequest,
  teams: readonly string[] | null,
): Promise<RepeatFacts> {
  const asked = await askIncidents(db, ownership, request, teams);
  const question = repeatQuestion(request);
  const { through } = question;
  return snapshot(db, async (tx) => ({
    ...asked,
    ...(await loadItemEnds(tx, through, teams)),
    stretches: await loadOpenStretches(tx, question, cameBackIn(asked, question)),
    suggestions: await loadSuggestions(tx, question),
    decisions: await loadDecisions(tx, question),
  }));
}

/** The incidents that those of the weeks asked about repeat, directly and in line. */
export function cameBackIn(
  { incidents, book }: Pick<AskedIncidents, 'incidents' | 'book'>,
  question: RepeatQuestion,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { id } of startedWithin(incidents, question)) {
    let step = book.repeatOf(id);
    while (step && !ids.has(step.repeats.id)) {
      ids.add(step.repeats.id);
      step = book.repeatOf(step.repeats.id);
    }
  }
  return ids;
}

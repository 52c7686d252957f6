import type { Config } from '../config/config.ts';
import type { FlagKind } from '../flags/flag.ts';
import type { Week } from '../lib/calendar.ts';
import { completionReport } from '../reports/completion-report.ts';
import { incidentsOfTeam } from '../reports/incidents-of-team.ts';
import { itemsReport } from '../reports/items-report.ts';
import type { ReportFacts } from '../reports/report-request.ts';
import { repeatsReport } from '../reports/repeats-report.ts';
import type { DigestData } from './digest-data.ts';
import type { DigestRecipient } from './digest-recipients.ts';

/** What the digest of a week says to a recipient. */
export function digestOf(
  facts: ReportFacts,
  week: Week,
  now: Date,
  recipient: Pick<DigestRecipient, 'teams'>,
  config: Config,
): DigestData {
  const { teams } = recipient;
  const only = teams !== 'all' && teams.length === 1 ? (teams[0] ?? null) : null;
  const narrowed = teams === 'all' || only !== null ? facts : factsOfTeams(facts, teams);
  const { timeZone } = config.organisation;
  const request = { week, now, timeZone, policy: config.policy, team: only };
  const rows = itemsReport(narrowed, request);
  const flagged = (kind: FlagKind) =>
    rows
      .flatMap((row) =>
        row.flags.filter((flag) => flag.kind === kind).map((flag) => ({ row, since: flag.since })),
      )
      .toSorted((a, b) => a.since.getTime() - b.since.getTime())
      .map(({ row }) => row);
  return {
    organisation: config.organisation.name,
    baseUrl: config.organisation.url,
    timeZone,
    computedAt: now,
    scope: teams === 'all' ? 'all teams' : teams.map((id) => nameOf(id, config)).join(', '),
    completion: completionReport(narrowed, request),
    repeats: repeatsReport(narrowed, request),
    slipping: flagged('slipping'),
    overdue: flagged('overdue'),
    ownerless: flagged('ownerless'),
  };
}

/** The items and incidents of several teams. */
function factsOfTeams(facts: ReportFacts, teams: readonly string[]): ReportFacts {
  const incidents = new Set(teams.flatMap((team) => incidentsOfTeam(facts, team)));
  return {
    ...facts,
    items: facts.items.filter((item) => teams.includes(item.team)),
    incidents: facts.incidents.filter((incident) => incidents.has(incident)),
  };
}

function nameOf(id: string, config: Config): string {
  return config.teams.find((team) => team.id === id)?.name ?? id;
}

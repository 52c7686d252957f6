import { askCompletion } from '../answers/ask-completion.ts';
import { askRepeats } from '../answers/ask-repeats.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import type { FlagKind } from '../flags/flag.ts';
import type { Week } from '../lib/calendar.ts';
import { itemsReport } from '../reports/items-report.ts';
import type { ReportFacts } from '../reports/report-request.ts';
import type { DigestData } from './digest-data.ts';
import type { DigestRecipient } from './digest-recipients.ts';

/** What the digest of a week says to a recipient. */
export async function digestOf(
  { db, config }: { readonly db: Database; readonly config: Config },
  facts: ReportFacts,
  week: Week,
  now: Date,
  { teams }: Pick<DigestRecipient, 'teams'>,
): Promise<DigestData> {
  const only = teams !== 'all' && teams.length === 1 ? (teams[0] ?? null) : null;
  const asked = teams === 'all' ? null : teams;
  const items = facts.items.filter(({ team }) => asked === null || asked.includes(team));
  const { timeZone } = config.organisation;
  const request = { week, now, timeZone, policy: config.policy, team: only };
  const rows = itemsReport({ ...facts, items }, request);
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
    completion: await askCompletion(db, request, asked),
    repeats: await askRepeats(db, config, request, asked),
    slipping: flagged('slipping'),
    overdue: flagged('overdue'),
    ownerless: flagged('ownerless'),
  };
}

function nameOf(id: string, config: Config): string {
  return config.teams.find((team) => team.id === id)?.name ?? id;
}

import { askCompletion } from '../answers/ask-completion.ts';
import { askItems } from '../answers/ask-items.ts';
import { askRepeats } from '../answers/ask-repeats.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import type { FlagKind } from '../flags/flag.ts';
import type { Week } from '../lib/calendar.ts';
import type { ItemRow } from '../reports/item-row.ts';
import { everything } from '../reports/item-selection.ts';
import type { DigestData } from './digest-data.ts';
import type { DigestRecipient } from './digest-recipients.ts';

/** What the digest of a week says to a recipient. */
export async function digestOf(
  { db, config }: { readonly db: Database; readonly config: Config },
  week: Week,
  now: Date,
  { teams }: Pick<DigestRecipient, 'teams'>,
): Promise<DigestData> {
  const only = teams !== 'all' && teams.length === 1 ? (teams[0] ?? null) : null;
  const asked = teams === 'all' ? null : teams;
  const { timeZone } = config.organisation;
  const request = { week, now, timeZone, policy: config.policy, team: only };
  const flagged = async (kind: FlagKind): Promise<readonly ItemRow[]> => {
    const selection = { ...everything, week, flag: kind };
    const { items } = await askItems(db, { ...request, selection, teams: asked });
    const since = ({ flags }: ItemRow) => flags.find((flag) => flag.kind === kind)?.since.getTime() ?? 0;
    return items.toSorted((a, b) => since(a) - since(b));
  };
  return {
    organisation: config.organisation.name,
    baseUrl: config.organisation.url,
    timeZone,
    computedAt: now,
    scope: teams === 'all' ? 'all teams' : teams.map((id) => nameOf(id, config)).join(', '),
    team: asked && asked.join(','),
    completion: await askCompletion(db, request, asked),
    repeats: await askRepeats(db, config, request, asked),
    slipping: await flagged('slipping'),
    overdue: await flagged('overdue'),
    ownerless: await flagged('ownerless'),
  };
}

function nameOf(id: string, config: Config): string {
  return config.teams.find((team) => team.id === id)?.name ?? id;
}

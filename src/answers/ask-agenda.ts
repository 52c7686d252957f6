import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { repeatQuestion } from '../reports/repeat-facts.ts';
import { loadPairVerdicts } from '../db/incident-store.ts';
import { loadListed } from '../db/item-list-store.ts';
import { loadOpenStretches } from '../db/repeat-item-store.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import { flagContext } from '../flags/flag-context.ts';
import { agenda, type Agenda } from '../reports/agenda.ts';
import { everything } from '../reports/item-selection.ts';
import { weekAt } from '../lib/calendar.ts';
import { cameBackIn } from './ask-repeats.ts';
import type { ListRequest } from '../reports/report-request.ts';
import { judging } from './judging.ts';

/** The agenda of the review meeting as of now. */
export async function askAgenda(
  db: Database,
  { teams, defaultTeam }: Pick<Config, 'teams' | 'defaultTeam'>,
  request: Omit<ListRequest, 'week'>,
): Promise<Agenda> {
  const { now, timeZone, policy } = request;
  const { incidents, book, returned } = await knownIncidents(db, policy.repeatWindowDays);
  const context = flagContext({ asOf: now, timeZone, policy, repeats: book });
  const items = await snapshot(db, async (tx) => {
    // Items of any team: one team's item may have been open when another's incident came back.
    const asked = { before: now.getTime() + 1, teams: null, returned };
    const { measure, done } = await judging(tx, asked, context);
    const listed = await loadListed(tx, { ...asked, selection: everything, measure, done });
    const flagged = listed.filter(({ kinds }) => kinds.length > 0);
    const question = repeatQuestion({ ...request, week: weekAt(now, timeZone) });
    const cameBack = cameBackIn({ incidents, book }, question);
    const stretches = await loadOpenStretches(tx, question, cameBack);
    const ids = [...flagged.map(({ id }) => id), ...stretches.map(({ itemId }) => itemId)];
    return loadTrackedItems(tx, { itemIds: [...new Set(ids)] });
  });
  return agenda({ items, incidents, verdicts: await loadPairVerdicts(db), teams, defaultTeam }, request);
}

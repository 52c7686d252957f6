import { loadIncidents, loadPairVerdicts } from '../db/incident-store.ts';
import { findItem } from '../db/postmortem-store.ts';
import { loadTrackedItems } from '../db/tracked-item-store.ts';
import { itemsWithLedgers, type ItemWithLedger } from '../reports/item-with-ledger.ts';
import { HttpProblem } from './http-problem.ts';
import type { WebContext } from './web-context.ts';

/** One action item as it stands now, with the history of its promise. */
export async function itemView({ config, db, clock }: WebContext, id: string): Promise<ItemWithLedger> {
  const known = await findItem(db, id);
  const facts = {
    items: known ? await loadTrackedItems(db, { itemIds: [known.id] }) : [],
    incidents: await loadIncidents(db),
    verdicts: await loadPairVerdicts(db),
    teams: config.teams,
    defaultTeam: config.defaultTeam,
  };
  const { timeZone } = config.organisation;
  const [item] = itemsWithLedgers(facts, { now: clock(), timeZone, policy: config.policy, team: null });
  if (!item) throw new HttpProblem(404, 'No such item', 'No action item has this id.');
  return item;
}

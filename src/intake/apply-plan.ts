import type { Handle } from '../db/database.ts';
import { addItemEvents } from '../db/item-event-store.ts';
import {
  addItems,
  addWrites,
  editItems,
  putIncidents,
  putPostmortems,
  renameIncident,
  withdrawItems,
  withdrawWrites,
} from '../db/postmortem-store.ts';
import type { IntakePlan, PostmortemRow } from './intake-plan.ts';

/** Carries out the plans of new postmortems, in one statement a table. */
export async function applyNew(tx: Handle, plans: readonly IntakePlan[]): Promise<void> {
  await putIncidents(
    tx,
    plans.map(({ incident }) => incident),
  );
  await putPostmortems(
    tx,
    plans.map(({ postmortem }) => postmortem),
  );
  await addItems(
    tx,
    plans.flatMap(({ newItems }) => newItems),
  );
  await addItemEvents(
    tx,
    plans.flatMap(({ events }) => events),
  );
  await addWrites(
    tx,
    plans.flatMap(({ writes }) => writes),
  );
}

/** Carries out the plan of a postmortem that was recorded `before`. */
export async function applyEdit(tx: Handle, plan: IntakePlan, before: PostmortemRow): Promise<void> {
  const { incident, postmortem } = plan;
  await putIncidents(tx, [incident]);
  await putPostmortems(tx, [postmortem]);
  if (before.incidentId !== incident.id) await renameIncident(tx, before.id, before.incidentId, incident.id);
  await addItems(tx, plan.newItems);
  await editItems(tx, plan.editedItems);
  await withdrawItems(tx, plan.withdrawnItemIds, postmortem.editedAt);
  await withdrawWrites(tx, plan.unwantedWritesOf, postmortem.editedAt);
  await addItemEvents(tx, plan.events);
  await addWrites(tx, plan.writes);
}

import { advanceFullSweep, beginFullSweep, finishFullSweep } from '../db/sweep-store.ts';
import { listLinkedItems } from '../db/linked-item-store.ts';
import type { Tracker } from '../trackers/tracker.ts';
import { readById } from './read-by-id.ts';
import { addUp, nothingRead, type SweepReading, type SweepSettings } from './sweep-reading.ts';

/** A multiple of what every tracker reads in one request. */
const itemsPerPage = 1000;

/** One that was cut off longer ago begins again. */
const goOnMs = 24 * 3_600_000;

/**
 * Reads every linked issue of a tracker by id, finished ones too, page by page. What was read stays read when it is cut off: the next
 * full sweep goes on where it stopped.
 */
export async function fullSweep(settings: SweepSettings, tracker: Tracker): Promise<SweepReading> {
  const { db, clock } = settings;
  const now = clock();
  const sweep = await beginFullSweep(db, tracker.id, now, new Date(now.getTime() - goOnMs));
  let total = nothingRead;
  for (let { cursor } = sweep; ;) {
    const items = await listLinkedItems(db, tracker.id, { after: cursor, most: itemsPerPage });
    const last = items.at(-1);
    if (!last) break;
    total = addUp(total, await readById(settings, tracker, items));
    await advanceFullSweep(db, tracker.id, { ...sweep, cursor }, last.id);
    cursor = last.id;
    if (items.length < itemsPerPage) break;
  }
  await finishFullSweep(db, tracker.id, sweep);
  return total;
}

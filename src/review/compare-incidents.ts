import type { Handle } from '../db/database.ts';
import { loadIncidentTexts } from '../db/incident-store.ts';
import { loadIncidentState } from '../db/repeat-book-store.ts';
import {
  countCommonWords,
  findSimilarIncidents,
  keepSuggestions,
  listWaitingIncidents,
  markCompared,
  readIncidentWords,
  type WaitingIncident,
} from '../db/suggestion-store.ts';
import { likeness, type SuggestedRepeat } from '../incidents/likeness.ts';
import { tellingWords } from './telling-words.ts';

/** Incidents to compare in the background: what that takes is minutes at most. */
export const comparedAtOnce = 2000;

/** Incidents to compare while somebody waits for a page; the timetable compares the others. */
export const comparedMeanwhile = 50;

/** Incidents compared with one question to the database. */
const atOnce = 50;
/** Of an incident only the likest others by their words are looked at closely, */
const candidates = 20;
/** and of those the likest kept: enough that some are left when a person rejects the first. */
const keptOfEach = 5;

/**
 * Compares incidents that are new or were edited with all others and keeps the pairs that read alike, at most `most` of them, the latest
 * to start first. Returns how many it compared. Costs one small question when there is nothing to do.
 */
export async function compareIncidents(db: Handle, most: number): Promise<number> {
  const state = await loadIncidentState(db);
  if (state === null || state.compared === state.state) return 0;
  await readIncidentWords(db, most);
  const common = await countCommonWords(db);
  let compared = 0;
  while (compared < most) {
    const waiting = await listWaitingIncidents(db, Math.min(atOnce, most - compared));
    if (waiting.length === 0) break;
    await keepSuggestions(db, waiting, await pairsOf(db, waiting, common));
    compared += waiting.length;
  }
  if (compared < most) await markCompared(db, state.state);
  return compared;
}

async function pairsOf(
  db: Handle,
  waiting: readonly WaitingIncident[],
  common: ReadonlyMap<string, number>,
): Promise<SuggestedRepeat[]> {
  const queries = waiting.map(({ id, words }) => ({ id, words: tellingWords(words, common) }));
  const found = await findSimilarIncidents(db, queries, candidates);
  const texts = await loadIncidentTexts(db, [...new Set(found.flatMap(({ id, other }) => [id, other]))]);
  const pairs = new Map<string, SuggestedRepeat[]>();
  for (const { id, other } of found) {
    const [one, another] = [texts.get(id), texts.get(other)];
    if (!one?.startedAt || !another?.startedAt) continue;
    const isLater = one.startedAt > another.startedAt;
    if (!isLater && one.startedAt.getTime() === another.startedAt.getTime()) continue;
    const pair = isLater ? likeness(one, another) : likeness(another, one);
    if (!pair) continue;
    const side = `${id} ${isLater ? 'later' : 'earlier'}`;
    pairs.set(side, [...(pairs.get(side) ?? []), pair]);
  }
  return [...pairs.values()].flatMap((those) =>
    those.toSorted((a, b) => b.similarity - a.similarity).slice(0, keptOfEach),
  );
}

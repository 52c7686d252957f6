import { setImmediate as nextTurn } from 'node:timers/promises';
import { readSource, type IncidentsSeen, type ReadDocument, type Source } from './read-source.ts';

/** Sources recorded together: enough that what a transaction costs hardly counts, few enough that nobody waits long for it. */
const batchSize = 50;

/** Begins to read the sources, batch after batch, letting others have their turn after each. */
export function readInBatches(sources: readonly Source[]): readonly Promise<ReadDocument[]>[] {
  const seen: IncidentsSeen = new Map();
  const batches: Promise<ReadDocument[]>[] = [];
  for (let at = 0; at < sources.length; at += batchSize) {
    const before = batches.at(-1);
    const batch = sources.slice(at, at + batchSize);
    batches.push(Promise.resolve(before).then(() => readAll(batch, seen)));
  }
  return batches;
}

async function readAll(sources: readonly Source[], seen: IncidentsSeen): Promise<ReadDocument[]> {
  const documents: ReadDocument[] = [];
  for (const source of sources) {
    documents.push(...(await readSource(source, seen)));
    // Reading never waits for anything, so the answers of the database must be let in.
    await nextTurn();
  }
  return documents;
}

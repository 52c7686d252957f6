import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PostmortemDocument } from '../postmortem/document.ts';
import { loadOpenItems } from '../db/open-item-store.ts';
import { openItems } from '../postmortem/quality/already-open.ts';
import { judge, readSource, type IncidentsSeen, type ReadDocument, type Source } from './read-source.ts';
import { recordPostmortems, type IntakeSettings } from './record-postmortems.ts';
import type { RecordResult } from './record-result.ts';

/** Sources recorded together: enough that what a transaction costs hardly counts, few enough that nobody waits long for it. */
const batchSize = 50;

/** One postmortem of a source: what was understood, and what became of it (null for a twin, for an empty template and on a dry run). */
export interface ImportedPostmortem {
  readonly document: PostmortemDocument;
  readonly result: RecordResult | null;
}

/** Reads and records every postmortem of one source but twins. */
export async function importSource(
  settings: IntakeSettings,
  source: Source,
  team: string | null,
): Promise<ImportedPostmortem[]> {
  return importSources(settings, [source], team);
}

/** Reads and records every postmortem of the sources but twins and empty templates. */
export async function importSources(
  settings: IntakeSettings,
  sources: readonly Source[],
  team: string | null,
): Promise<ImportedPostmortem[]> {
  return recordReading(settings, readInBatches(sources), team);
}

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

/** Judges and records what was read, each batch while the next are read; `onRecorded` is told of every batch. */
export async function recordReading(
  settings: IntakeSettings,
  reading: readonly Promise<ReadDocument[]>[],
  team: string | null,
  onRecorded: (postmortems: number) => void = () => undefined,
): Promise<ImportedPostmortem[]> {
  const { db, config } = settings;
  const yardstick = { policy: config.policy, open: openItems(await loadOpenItems(db)) };
  const imported: ImportedPostmortem[] = [];
  for (const batch of reading) {
    imported.push(...(await record(settings, judge(await batch, yardstick), team)));
    onRecorded(imported.length);
  }
  return imported;
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

async function record(
  settings: IntakeSettings,
  read: readonly ReadDocument[],
  team: string | null,
): Promise<ImportedPostmortem[]> {
  const wanted = read.filter(({ isTwin, isBlank, isReadable }) => isReadable && !isTwin && !isBlank);
  const results = await recordPostmortems(
    settings,
    wanted.map((document) => ({ ...document, team })),
  );
  const resultOf = new Map(wanted.map((document, at) => [document, results[at] ?? null]));
  return read.map((one) => ({ document: one.document, result: resultOf.get(one) ?? null }));
}

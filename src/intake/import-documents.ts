import type { PostmortemDocument } from '../postmortem/document.ts';
import { loadOpenItems } from '../db/open-item-store.ts';
import { openItems } from '../postmortem/quality/already-open.ts';
import { readInBatches } from './read-in-batches.ts';
import { judge, type ReadDocument, type Source } from './read-source.ts';
import { recordPostmortems, type IntakeSettings } from './record-postmortems.ts';
import type { RecordResult } from './record-result.ts';

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

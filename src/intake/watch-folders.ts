import { relative } from 'node:path';
import type { WatchedFolder } from '../config/config.ts';
import type { WatchProblem } from '../db/bookkeeping-schema.ts';
import { listWatchStates, putWatchState, recordedSources, type WatchState } from '../db/watch-store.ts';
import { importSources, type ImportedPostmortem } from './import-documents.ts';
import type { IntakeSettings } from './record-postmortems.ts';
import { readFolder } from './watch-files.ts';
import { pullCheckout } from './watch-pull.ts';

/**
 * Imports what lies in watched folders, as `import` would, and keeps what was found for the pages. A checkout that cannot be pulled is
 * read as it is. A document that is gone changes nothing and is told. Answers with how each folder stands now.
 */
export async function watchFolders(
  settings: IntakeSettings,
  folders: readonly WatchedFolder[],
): Promise<readonly WatchState[]> {
  const states: WatchState[] = [];
  for (const folder of folders) states.push(await watchFolder(settings, folder));
  return states;
}

async function watchFolder(settings: IntakeSettings, folder: WatchedFolder): Promise<WatchState> {
  const { db, clock } = settings;
  const readAt = clock();
  const known = await listWatchStates(db);
  const before = known.find((state) => state.folder === folder.path);
  const pullProblem = folder.pull ? await pullCheckout(folder.path) : null;
  const reading = await readFolder(folder);
  const taken = takenNames(known, folder, settings.config.intake.folders);
  const all = reading.sources ?? [];
  const own = all.filter(({ source }) => !taken.has(source));
  const imported = await importSources(settings, own, null);
  const names = all.map(({ source }) => source);
  const earlier = [...(before?.sources ?? []), ...(before?.gone ?? [])].filter(
    (name) => !names.includes(name),
  );
  const state: WatchState = {
    folder: folder.path,
    readAt,
    sources: reading.sources === null ? (before?.sources ?? []) : names,
    gone: reading.sources === null ? (before?.gone ?? []) : await recordedSources(db, earlier),
    changed: imported.filter(({ result }) => result?.status === 'recorded' || result?.status === 'edited')
      .length,
    problems: [
      ...(pullProblem === null ? [] : [{ source: null, line: null, what: pullProblem }]),
      ...reading.problems,
      ...all.flatMap(({ source }) => {
        const other = taken.get(source) ?? null;
        return other === null ? [] : [sameName(source, other)];
      }),
      ...imported.flatMap(problemsOf),
    ],
  };
  await putWatchState(db, state);
  return state;
}

/** The names that documents of the watched folders before this one have, with the folder; null where they are the very same documents. */
function takenNames(
  known: readonly WatchState[],
  folder: WatchedFolder,
  folders: readonly WatchedFolder[],
): ReadonlyMap<string, string | null> {
  const others = folders.slice(
    0,
    folders.findIndex(({ path }) => path === folder.path),
  );
  const isBelow = (other: string) => !relative(other, folder.path).startsWith('..');
  return new Map(
    known
      .filter((state) => others.some(({ path }) => path === state.folder))
      .flatMap((state) =>
        state.sources.map((source) => [source, isBelow(state.folder) ? null : state.folder] as const),
      ),
  );
}

function sameName(source: string, other: string): WatchProblem {
  return {
    source,
    line: null,
    what: `is the name of a document in ${other} too, which is the one that was read. Give this folder a name of its own with "as".`,
  };
}

function problemsOf({ document, result }: ImportedPostmortem): WatchProblem[] {
  const told = new Map<string, WatchProblem>();
  for (const { line, message, hint } of [...document.problems, ...(result?.problems ?? [])]) {
    const problem = { source: document.source, line, what: `${message} ${hint}` };
    told.set(`${line} ${message}`, problem);
  }
  return [...told.values()];
}

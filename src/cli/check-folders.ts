import { access } from 'node:fs/promises';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { listWatchStates } from '../db/watch-store.ts';
import type { TrackerFinding } from '../trackers/tracker.ts';

/** What is told of the watched folders: a line each for those that are fine, and what is wrong with the others. */
export async function checkFolders(
  { intake }: Pick<Config, 'intake'>,
  db: Database,
): Promise<{
  readonly lines: readonly string[];
  readonly findings: readonly (TrackerFinding & { readonly about: string })[];
}> {
  if (intake.folders.length === 0) return { lines: [], findings: [] };
  const states = await listWatchStates(db);
  const told = await Promise.all(
    intake.folders.map(async ({ path }) => {
      const isThere = await access(path).then(
        () => true,
        () => false,
      );
      if (!isThere) {
        const what = 'The watched folder is not there, or may not be read.';
        return { lines: [], findings: [{ about: path, what, do: 'Mend its path below intake.folders.' }] };
      }
      const state = states.find(({ folder }) => folder === path);
      if (!state) return { lines: [`${path}: will be read when the service runs`], findings: [] };
      const failed = state.problems.filter(({ source }) => source === null);
      const remarks = state.problems.length - failed.length;
      const more = [
        `read at ${state.readAt.toISOString()}`,
        ...(remarks > 0 ? [`${remarks} remarks, all on the page /queue`] : []),
        ...(state.gone.length > 0 ? [`${state.gone.length} recorded ones are gone from it`] : []),
      ];
      return {
        lines: failed.length > 0 ? [] : [`${path}: ${state.sources.length} documents, ${more.join(', ')}`],
        findings: failed.map(({ what }) => ({
          about: path,
          what,
          do: 'What is in the folder was imported as it is.',
        })),
      };
    }),
  );
  return { lines: told.flatMap(({ lines }) => lines), findings: told.flatMap(({ findings }) => findings) };
}

import { fsyncSync } from 'node:fs';
import type { Extension } from '@electric-sql/pglite';

/** How often the engine asked for its files to be on disk, since it was started. */
export interface SyncCount {
  count: number;
}

/**
 * Makes the engine's fsync real. PGlite 0.5.16 runs with fsync off, and its file system has no fsync at all (NODEFS in
 * release/pglite.js), so a commit would survive a killed process but not a power cut. `onFailure` must end the engine: after a
 * failed fsync the pages in memory are no longer what is on disk, which is why Postgres panics there too.
 */
export function durableFiles(syncs: SyncCount, onFailure: (error: unknown) => void): Extension {
  const fsync = (stream: { readonly nfd: number }): number => {
    try {
      fsyncSync(stream.nfd);
    } catch (error) {
      onFailure(error);
    }
    syncs.count += 1;
    return 0;
  };
  return {
    name: 'durable-files',
    setup: (_engine, options: EngineOptions) =>
      Promise.resolve({
        emscriptenOpts: {
          ...options,
          preRun: [
            ...(options.preRun ?? []),
            (module: EngineModule) => {
              module.NODEFS.stream_ops.fsync = fsync;
            },
          ],
        },
      }),
  };
}

interface EngineOptions {
  readonly preRun?: readonly unknown[];
}

interface EngineModule {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } };
}

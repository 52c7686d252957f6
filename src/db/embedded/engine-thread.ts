import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { durableFiles } from './durable-files.ts';
import type { EngineCommand, EngineReport, EngineStart } from './engine-messages.ts';
import { initOptions } from './new-files.ts';
import { query, startup, sync } from './wire.ts';

// The thread in which the database engine runs: bytes of the Postgres protocol in, bytes out, one request at a time.

const pieceSize = 1 << 20;
const clearSession = Buffer.concat([sync, query('rollback'), query('discard all')]);

function report(message: EngineReport): void {
  const buffer = 'bytes' in message ? message.bytes.buffer : null;
  parentPort?.postMessage(message, buffer instanceof ArrayBuffer ? [buffer] : []);
}

/** PGlite swallows what the engine throws, so ending the thread is the only way out of a broken engine. */
function giveUp(error: unknown): never {
  report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

const syncs = { count: 0 };

function openEngine({ directory, program }: EngineStart): Promise<PGlite> {
  return PGlite.create(directory, {
    pgliteWasmModule: program,
    extensions: { pg_trgm, durableFiles: durableFiles(syncs, giveUp) },
    // Without -F fsync is on; the method must be fsync because the engine's fdatasync does nothing.
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      '-c',
      'wal_sync_method=fsync',
      // The system's own cache holds the files too; the engine's default of 128 MB would be held for good.
      '-c',
      'shared_buffers=16MB',
    ],
    initDbStartParams: initOptions,
  });
}

/** What the engine says to the bytes, in pieces while it still works on a long answer; returns the rest. */
async function run(
  engine: PGlite,
  bytes: Uint8Array,
  onPiece: (piece: Uint8Array) => void,
): Promise<Uint8Array> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  await engine.execProtocolRawStream(bytes, {
    syncToFs: false,
    onRawData: (chunk) => {
      chunks.push(chunk.slice());
      size += chunk.length;
      if (size < pieceSize) return;
      onPiece(joined(chunks, size));
      chunks = [];
      size = 0;
    },
  });
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const drop = (): void => undefined;

async function obey(engine: PGlite, command: EngineCommand): Promise<void> {
  if (command.kind === 'close') {
    await engine.close();
    process.exit(0);
  }
  if (command.fresh) await run(engine, clearSession, drop);
  const rest = await run(engine, command.bytes, (bytes) => report({ kind: 'piece', bytes }));
  report({ kind: 'last', bytes: rest, inTransaction: engine.isInTransaction(), syncs: syncs.count });
}

/** Worker data is untyped; only engine.ts starts this thread. */
function startOf(data: EngineStart): EngineStart {
  return data;
}

try {
  const start = startOf(workerData);
  if (start.task === 'make') {
    const engine = await openEngine(start);
    await engine.close();
    process.exit(0);
  }
  const engine = await openEngine(start);
  report({ kind: 'opened', greeting: await run(engine, startup, drop) });
  parentPort?.on('message', (command: EngineCommand) => {
    obey(engine, command).catch(giveUp);
  });
} catch (error) {
  giveUp(error);
}

import type { Duplex } from 'node:stream';
import { clientReader, type ClientBatch } from './client-reader.ts';
import { EngineFailure, type Engine } from './engine.ts';
import type { Turns } from './turns.ts';
import { failure, ready, sync } from './wire.ts';

export interface Limits {
  /** Milliseconds a client may sit in a transaction without saying anything. */
  readonly idleInTransaction: number;
  /** Milliseconds one statement, or what a client sent in one piece, may run. */
  readonly statement: number;
}

/** One client's use of the engine. */
export interface Session {
  readonly client: Duplex;
  /** Whether it is in a transaction, or in the middle of a statement. */
  isInTurn(): boolean;
  /** Settles when the client has left and its transaction is rolled back. Never rejects. */
  readonly ended: Promise<void>;
}

interface Setting {
  readonly client: Duplex;
  readonly engine: Engine;
  readonly turns: Turns;
  readonly floor: { last: Session | null };
  readonly limits: Limits;
  readonly isClosing: () => boolean;
}

/** Begins to serve a client. It has the engine for itself from a transaction's first message to its end. */
export function createSession(setting: Setting): Session {
  const { client, engine, turns, floor, limits } = setting;
  const read = clientReader();
  let leave: (() => void) | null = null;
  let inTransaction = false;

  function endTurn(): void {
    leave?.();
    leave = null;
  }

  function say(bytes: Uint8Array): void {
    if (client.writable && bytes.length > 0) client.write(bytes);
  }

  async function run(batch: ClientBatch): Promise<void> {
    leave ??= await turns.enter();
    const fresh = floor.last !== session;
    floor.last = session;
    let answered = false;
    try {
      const onAnswer = (bytes: Uint8Array): void => {
        answered = true;
        say(bytes);
      };
      ({ inTransaction } = await engine.run(batch.bytes, { fresh, onAnswer, limit: limits.statement }));
    } catch (error) {
      // In a transaction the client may already have sent more of it, which must not run on its own: only cutting it off is safe.
      if (!(error instanceof EngineFailure) || inTransaction || answered) throw error;
      say(failure('ERROR', error.code, error.message));
      if (batch.complete) say(ready);
    }
    if (batch.complete && !inTransaction) endTurn();
  }

  /** Whether the client stays. */
  async function obey(batch: ClientBatch): Promise<boolean> {
    if (batch.opening === 'cancel') return false;
    if (batch.opening === 'encryption') say(Buffer.from('N'));
    if (batch.opening === 'plain') say(await engine.greeting());
    if (batch.bytes.length > 0) await run(batch);
    return !batch.terminated;
  }

  async function converse(): Promise<void> {
    const next = chunksOf(client);
    let patience: NodeJS.Timeout | undefined;
    try {
      for (let chunk = await next(); chunk; chunk = await next()) {
        clearTimeout(patience);
        if (!(await obey(read(chunk)))) break;
        if (leave) patience = setTimeout(() => cutOff(client, idleTooLong), limits.idleInTransaction);
        else if (setting.isClosing()) break;
      }
    } catch {
      // The engine failed the client, or it speaks no Postgres: what it had begun is rolled back below.
    } finally {
      clearTimeout(patience);
      client.destroy();
    }
    if (leave) await rollBack();
    endTurn();
  }

  async function rollBack(): Promise<void> {
    try {
      await engine.run(sync, { fresh: true, onAnswer: () => undefined, limit: limits.statement });
    } catch {
      // A failed engine has nothing left to roll back.
    }
  }

  const session: Session = {
    client,
    isInTurn: () => leave !== null,
    ended: Promise.resolve().then(converse),
  };
  return session;
}

const idleTooLong = failure(
  'FATAL',
  '25P03',
  'The transaction was rolled back because nothing was heard of it for too long; is a query inside it awaited outside of it?',
);

/** What arrives from a stream, one piece a call; null when no more will come. */
function chunksOf(stream: Duplex): () => Promise<Buffer | null> {
  const waiting: Buffer[] = [];
  let over = false;
  let wake: (() => void) | null = null;
  const stir = (): void => {
    wake?.();
    wake = null;
  };
  const finish = (): void => {
    over = true;
    stir();
  };
  stream.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    if (waiting.length > 16) stream.pause();
    stir();
  });
  stream.on('end', finish).on('error', finish).on('close', finish);
  return async () => {
    if (waiting.length === 0 && !over) {
      stream.resume();
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return waiting.shift() ?? null;
  };
}

/** Tells a client why, and ends its connection even if it does not listen. */
export function cutOff(client: Duplex, why: Buffer): void {
  if (!client.writable) return void client.destroy();
  const force = setTimeout(() => client.destroy(), 1000).unref();
  client.end(why, () => {
    clearTimeout(force);
    setImmediate(() => client.destroy());
  });
}

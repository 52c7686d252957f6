import { setTimeout as pause } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import type { Engine } from './engine.ts';
import { cutOff, createSession, type Limits, type Session } from './session.ts';
import { createTurns } from './turns.ts';
import { errorIn, failure, query } from './wire.ts';

/** Lets many clients use the engine, which has one session: one at a time, and each until its transaction is over. */
export interface Relay {
  /** Serves a client until it leaves. */
  serve(client: Duplex): void;
  /** Runs statements of our own, while no client is in a transaction. Throws what the database says against them. */
  run(statements: readonly string[]): Promise<void>;
  /** Lets clients finish the transaction they are in for `grace` milliseconds, then cuts them off and rolls back. */
  close(grace: number): Promise<void>;
}

export function createRelay(engine: Engine, limits: Limits): Relay {
  const turns = createTurns();
  const sessions = new Map<Session, Promise<void>>();
  /** Whose state the engine's session may hold; anybody else starts with a cleared one. */
  const floor: { last: Session | null } = { last: null };
  let closing = false;

  function serve(client: Duplex): void {
    if (closing) return cutOff(client, stopping);
    const session = createSession({ client, engine, turns, floor, limits, isClosing: () => closing });
    sessions.set(
      session,
      session.ended.then(() => void sessions.delete(session)),
    );
  }

  async function run(statements: readonly string[]): Promise<void> {
    for (const statement of statements) {
      const leave = await turns.enter();
      floor.last = null;
      try {
        let problem: string | null = null;
        const onAnswer = (bytes: Uint8Array) => (problem ??= errorIn(bytes));
        await engine.run(query(statement), { fresh: true, onAnswer, limit: limits.statement });
        if (problem) throw new Error(`${statement}: ${problem as string}`);
      } finally {
        leave();
      }
    }
  }

  async function close(grace: number): Promise<void> {
    closing = true;
    for (const session of sessions.keys()) if (!session.isInTurn()) cutOff(session.client, stopping);
    await Promise.race([Promise.all(sessions.values()), pause(grace, null, { ref: false })]);
    for (const session of sessions.keys()) cutOff(session.client, stopping);
    await Promise.all(sessions.values());
  }

  return { serve, run, close };
}

const stopping = failure('FATAL', '57P01', 'The process that holds the embedded database is stopping');

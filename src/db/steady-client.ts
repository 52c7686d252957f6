import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';

/**
 * A postgres.js client that survives the loss of its connections. By itself postgres.js 3.4.9 ends the process when a transaction
 * fails because its connection was lost, runs the rest of such a transaction on a new connection and outside of any transaction, and
 * may leave a connection unusable (github.com/porsager/postgres issues 1154 and 1208, pull request 1155). So a transaction fails as
 * soon as a connection of its client is lost, and the next statement goes to a new client.
 */
export function steadyClient(make: (onLoss: () => void) => Sql): Sql {
  let losses = 0;
  let ending = false;
  let current = start();

  function start(): Sql {
    const client: Sql = make(() => lost(client));
    return client;
  }

  function lost(broken: Sql): void {
    if (ending || broken !== current) return;
    losses += 1;
    // What still waits there gets five seconds. The marks that drizzle set on the first client go along.
    broken.end({ timeout: 5 }).catch(() => undefined);
    current = start();
    Object.assign(current.options.parsers, broken.options.parsers);
    Object.assign(current.options.serializers, broken.options.serializers);
  }

  async function begin(work: Work): Promise<unknown> {
    const before = losses;
    const isShaken = (): boolean => losses !== before;
    let over = false;
    /** Our own connection was lost: postgres.js must not get as far as to send COMMIT or ROLLBACK. */
    async function settle(): Promise<void> {
      if (!isShaken()) return;
      await nextTurn();
      if (over) await new Promise<never>(() => undefined);
    }
    const outcome = current.begin(async (transaction) => {
      try {
        const result = await work(guarded(transaction, isShaken));
        if (isShaken()) throw connectionLost();
        return result;
      } catch (error) {
        await settle();
        throw error;
      }
    });
    outcome.catch(() => (over = true));
    return outcome;
  }

  function end(options?: { timeout?: number }): Promise<void> {
    ending = true;
    return current.end(options);
  }

  const own: Readonly<Record<PropertyKey, unknown>> = { begin, end };
  return new Proxy(current, {
    get: (_first, name) => own[name] ?? Reflect.get(current, name),
    apply: (_first, self, args) => Reflect.apply(current, self, args),
  });
}

type Work = (transaction: TransactionSql) => Promise<unknown>;

/** The transaction, whose statements fail once a connection was lost. */
function guarded(transaction: TransactionSql, isShaken: () => boolean): TransactionSql {
  function whileSteady<Args extends unknown[]>(call: (...args: Args) => unknown): (...args: Args) => unknown {
    return (...args) => {
      if (isShaken()) throw connectionLost();
      return call(...args);
    };
  }
  const savepoint = whileSteady((work: Work) =>
    transaction.savepoint((inner) => work(guarded(inner, isShaken))),
  );
  return new Proxy(transaction, {
    get: (target, name) => {
      if (name === 'savepoint') return savepoint;
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return whileSteady((...args: unknown[]): unknown => Reflect.apply(member, target, args));
    },
    apply: (target, self, args) => whileSteady(() => Reflect.apply(target, self, args))(),
  });
}

function connectionLost(): Error {
  return Object.assign(new Error('The connection to the database was lost during a transaction'), {
    code: 'CONNECTION_CLOSED',
  });
}

import { drizzle } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';
import type { Database } from '../../src/db/database.ts';

/** The end of a process that is no process of its own. */
export class Died extends Error {}

/** A life that ends at a moment: just before a message leaves for the database or a tracker, or just before its answer is learnt. */
export interface Life {
  readonly db: Database;
  /** Does something under this life; answers whether it outlived it. */
  live(work: () => Promise<unknown>): Promise<boolean>;
  /** How many moments there have been. */
  moments(): number;
}

/**
 * A life over a database that dies at the `fatal` moment, counted from 1. From then on nothing it sends leaves and nothing it waits for
 * comes, as after kill -9: what was sent is carried out, an open transaction is not.
 */
export function mortalLife(db: Database, fatal: number): Life {
  let moments = 0;
  let isDead = false;
  const pass = (): void => {
    moments += isDead ? 0 : 1;
    isDead ||= moments === fatal;
    if (isDead) throw new Died('killed');
  };
  const throughIt = async <T>(send: () => PromiseLike<T>): Promise<T> => {
    pass();
    const answer = await send();
    pass();
    return answer;
  };
  const client = (db as unknown as { $client: Sql }).$client;
  return {
    db: drizzle(mortalClient(client, throughIt)),
    moments: () => moments,
    async live(work) {
      const real = globalThis.fetch;
      globalThis.fetch = (...args) =>
        throughIt(async () => {
          const response = await real(...args);
          const body = await response.arrayBuffer();
          return new Response(body.byteLength === 0 ? null : body, response);
        });
      try {
        await work();
      } catch (error) {
        if (!isDead) throw error;
      } finally {
        globalThis.fetch = real;
      }
      return !isDead;
    },
  };
}

type Through = <T>(send: () => PromiseLike<T>) => Promise<T>;

/** The client as drizzle uses it: statements, and transactions that are over before their end is learnt. */
function mortalClient<Client extends Sql | TransactionSql>(client: Client, throughIt: Through): Client {
  const unsafe = (...args: Parameters<Sql['unsafe']>) => {
    const query = client.unsafe(...args);
    let inArrays = false;
    // Drizzle says in the same breath how it wants the rows.
    const rows: Promise<unknown> = Promise.resolve().then(() =>
      throughIt<unknown>(() => (inArrays ? query.values() : query)),
    );
    const values = () => {
      inArrays = true;
      return rows;
    };
    return Object.assign(rows, { values });
  };
  const begin = (work: (transaction: TransactionSql) => Promise<unknown>) =>
    throughIt(() =>
      (client as Sql).begin(async (transaction) => {
        const result = await work(mortalClient(transaction, throughIt));
        await throughIt(async () => undefined);
        return result;
      }),
    );
  const own: Readonly<Record<PropertyKey, unknown>> = { unsafe, begin };
  return new Proxy(client, { get: (target, name) => own[name] ?? Reflect.get(target, name) });
}

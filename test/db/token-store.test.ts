import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trackerToken } from '../../src/db/bookkeeping-schema.ts';
import { createTokenStore, type TokenStoreTimes } from '../../src/db/token-store.ts';
import type { StoredToken } from '../../src/trackers/tokens.ts';
import { openAnother, openTestDatabase, type TestDatabase } from '../support/database.ts';

const token = (name: string): StoredToken => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  expiresAt: new Date('2026-11-20T11:00:00Z'),
});

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

/** The store of another process. */
const store = (times: TokenStoreTimes = { leaseMs: 20_000, lookMs: 10 }) =>
  createTokenStore(database.db, times);

describe('the OAuth tokens of the trackers', () => {
  it('are there for every process as soon as one has renewed them', async () => {
    expect(await store().held('linear-main', 'print')).toBeNull();
    expect(await store().renew('linear-main', 'print', async () => token('1'))).toEqual(token('1'));

    expect(await store().held('linear-main', 'print')).toEqual(token('1'));
    expect(await store().held('jira-main', 'print')).toBeNull();
  });

  it('begin a new chain when the configured secret is another', async () => {
    await store().renew('jira-main', 'old', async () => token('old'));
    expect(await store().held('jira-main', 'new')).toBeNull();

    await store().renew('jira-main', 'new', async (held) => {
      expect(held).toBeNull();
      return token('new');
    });
    expect(await store().held('jira-main', 'new')).toEqual(token('new'));
    expect(await store().held('jira-main', 'old')).toBeNull();
  });

  it('J29: of two processes that renew at once the second is given what the first one got', async () => {
    let begun = 0;
    const renewals: (string | null)[] = [];
    const renew = async (held: StoredToken | null): Promise<StoredToken> => {
      begun += 1;
      renewals.push(held?.accessToken ?? null);
      await wait(80);
      expect(begun).toBe(renewals.length);
      return held ?? token('fresh');
    };
    const both = await Promise.all([
      store().renew('jira-main', 'print', renew),
      store().renew('jira-main', 'print', renew),
    ]);

    expect(both).toEqual([token('fresh'), token('fresh')]);
    expect(renewals).toEqual([null, 'access-fresh']);
  });

  it('are renewed side by side where the trackers are different ones', async () => {
    let inside = 0;
    let most = 0;
    const renew = async (): Promise<StoredToken> => {
      most = Math.max(most, (inside += 1));
      await wait(300);
      inside -= 1;
      return token('1');
    };
    await Promise.all([store().renew('jira-main', 'p', renew), store().renew('linear-main', 'p', renew)]);

    expect(most).toBe(2);
  });

  it('stay as they were when the renewal fails, and the failure is passed on as it is', async () => {
    await store().renew('jira-main', 'print', async () => token('1'));
    const failure = new Error('no such grant');

    await expect(store().renew('jira-main', 'print', () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await store().held('jira-main', 'print')).toEqual(token('1'));
    expect(await store().renew('jira-main', 'print', async () => token('2'))).toEqual(token('2'));
  });

  it('can be renewed by another process once the one that began is dead', async () => {
    const never = new Promise<StoredToken>(() => undefined);
    void store({ leaseMs: 300, lookMs: 10 }).renew('jira-main', 'print', () => never);
    await wait(100);
    const begun = Date.now();
    await store().renew('jira-main', 'print', async () => token('2'));

    expect(Date.now() - begun).toBeGreaterThan(100);
    expect(await store().held('jira-main', 'print')).toEqual(token('2'));
  });

  it('keep nobody from the database while the vendor takes its time', async () => {
    const slow = store().renew('jira-main', 'print', async () => {
      await wait(600);
      return token('1');
    });
    await database.db.transaction((tx) => tx.execute(sql`select 1`));

    expect(await database.db.$count(trackerToken, sql`refresh_token is not null`)).toBe(0);
    await slow;
  });

  it('are kept later when the database did not take them, so that the chain does not break', async () => {
    const one = store({ leaseMs: 20_000, lookMs: 1 });
    await database.db.execute(
      sql`alter table tracker_token add constraint no_token check (refresh_token is null)`,
    );
    try {
      await expect(one.renew('jira-main', 'print', async () => token('1'))).rejects.toThrow(
        /^The OAuth token of jira-main cannot be read or kept: the database failed \(23514\)\.$/,
      );
    } finally {
      await database.db.execute(sql`alter table tracker_token drop constraint no_token`);
    }

    const seen: (StoredToken | null)[] = [];
    await one.renew('jira-main', 'print', async (held) => {
      seen.push(held);
      return held ?? token('2');
    });
    expect(seen).toEqual([token('1')]);
  });

  it('are not in the error of a database that is gone', async () => {
    const gone = await openAnother();
    await gone.close();
    const one = createTokenStore(gone.db, { leaseMs: 100, lookMs: 1 });

    for (const work of [one.held('jira-main', 'p'), one.renew('jira-main', 'p', async () => token('1'))]) {
      await expect(work).rejects.toThrow(/^The OAuth token of jira-main cannot be read or kept/);
    }
  });
});

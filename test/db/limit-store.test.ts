import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLimitLedger, listLimits, listPauses } from '../../src/db/limit-store.ts';
import type { LimitReading } from '../../src/trackers/limits.ts';
import { openAnother, openTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T10:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const plenty: LimitReading = {
  scope: '*',
  limit: 2500,
  remaining: 2000,
  resetsAt: later(1800),
  pausedUntil: null,
  reason: null,
};
const spent: LimitReading = {
  ...plenty,
  remaining: 0,
  pausedUntil: later(600),
  reason: 'requests are used up',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

/** The ledger of another process. What it knows is never older than `freshMs`. */
const ledger = (freshMs = 0) => createLimitLedger(database.db, freshMs);

describe('the limits of the trackers', () => {
  it('are shared: a pause that one process was told of holds every other', async () => {
    await ledger().note('linear-main', [spent], now);

    expect(await ledger().pauseOf('linear-main', ['*', 'issueCreate'], now)).toEqual({
      until: later(600),
      reason: 'requests are used up',
    });
  });

  it('hold neither another tracker nor an endpoint that is not paused', async () => {
    await ledger().note('linear-main', [{ ...spent, scope: 'issueCreate' }], now);
    const other = ledger();

    expect(await other.pauseOf('jira-main', ['*', 'issueCreate'], now)).toBeNull();
    expect(await other.pauseOf('linear-main', ['*', 'issues'], now)).toBeNull();
    expect(await other.pauseOf('linear-main', ['*', 'issueCreate'], now)).not.toBeNull();
  });

  it('hold for the longest of the pauses a call falls under', async () => {
    const one = ledger();
    await one.note('linear-main', [spent, { ...spent, scope: 'issueCreate', pausedUntil: later(900) }], now);

    expect((await one.pauseOf('linear-main', ['*', 'issueCreate'], now))?.until).toEqual(later(900));
  });

  it('let everything through once the pause is over', async () => {
    await ledger().note('linear-main', [spent], now);

    expect(await ledger().pauseOf('linear-main', ['*'], later(599))).not.toBeNull();
    expect(await ledger().pauseOf('linear-main', ['*'], later(600))).toBeNull();
  });

  it('keep a pause when the answer of a call that began earlier comes in', async () => {
    const one = ledger();
    await one.note('linear-main', [spent], now);
    await one.note('linear-main', [{ ...plenty, remaining: 1 }], later(1));
    await ledger().note('linear-main', [{ ...spent, pausedUntil: later(5), reason: 'a burst' }], later(1));

    for (const any of [one, ledger()]) {
      expect(await any.pauseOf('linear-main', ['*'], later(2))).toEqual({
        until: later(600),
        reason: 'requests are used up',
      });
    }
    expect(await listLimits(database.db)).toMatchObject([{ remaining: 0, limit: 2500, seenAt: later(1) }]);
  });

  it('believe no pause of more than an hour, and let a real one take its place', async () => {
    const nextYear = new Date('2027-11-20T10:00:00Z');
    await ledger().note('linear-main', [{ ...spent, pausedUntil: nextYear }], now);
    expect(await ledger().pauseOf('linear-main', ['*'], now)).toBeNull();

    await ledger().note('linear-main', [spent], now);
    expect((await ledger().pauseOf('linear-main', ['*'], now))?.until).toEqual(later(600));
  });

  it('are written about once a second in a burst, and at once when a pause begins', async () => {
    const one = ledger(60_000);
    for (const remaining of [2000, 1999, 1998]) {
      await one.note('linear-main', [{ ...plenty, remaining }], now);
    }
    expect(await listLimits(database.db)).toMatchObject([{ remaining: 2000, pausedUntil: null }]);

    await one.note('linear-main', [spent], now);
    expect(await listLimits(database.db)).toMatchObject([{ remaining: 0, pausedUntil: later(600) }]);
  });

  it('are read about once a second, and a pause of this process holds it at once', async () => {
    const one = ledger(60_000);
    expect(await one.pauseOf('linear-main', ['*'], now)).toBeNull();
    await ledger().note('linear-main', [spent], now);
    expect(await one.pauseOf('linear-main', ['*'], now)).toBeNull();

    await one.note('linear-main', [{ ...spent, pausedUntil: later(30) }], now);
    expect((await one.pauseOf('linear-main', ['*'], now))?.until).toEqual(later(30));
  });

  it('take any number a header may hold', async () => {
    const limit = Number('9223372036854775807');
    await ledger().note('jira-dc', [{ ...plenty, limit, remaining: 1.5 }], now);

    expect(await listLimits(database.db)).toMatchObject([{ limit: 2 ** 31 - 1, remaining: 1 }]);
  });

  it('are forgotten a day after they concerned a single issue', async () => {
    await ledger().note('jira-main', [{ ...spent, scope: 'writes to issue 10001' }], now);
    await ledger().note('jira-main', [{ ...spent, pausedUntil: later(90_000) }], later(89_000));

    expect((await listLimits(database.db)).map(({ scope }) => scope)).toEqual(['*']);
  });

  it('tell the operator which trackers wait, until when and why', async () => {
    await ledger().note('linear-main', [plenty, { ...spent, scope: 'issueCreate' }], now);
    await ledger().note('jira-main', [{ ...spent, pausedUntil: later(1), reason: null }], now);

    expect(await listPauses(database.db, later(2))).toEqual([
      {
        trackerId: 'linear-main',
        scope: 'issueCreate',
        isWhole: false,
        until: later(600),
        reason: 'requests are used up',
      },
    ]);
  });

  it('never fail a call: neither a note nor a question throws when the database is gone', async () => {
    const gone = await openAnother();
    await gone.close();
    const one = createLimitLedger(gone.db, 0);

    await one.note('linear-main', [spent], now);
    expect((await one.pauseOf('linear-main', ['*'], now))?.until).toEqual(later(600));
    expect(await one.pauseOf('jira-main', ['*'], now)).toBeNull();
  });
});

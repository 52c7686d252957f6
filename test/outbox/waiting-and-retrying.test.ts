import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTrackers } from '../../src/app.ts';
import { listPendingWrites, requeueRefused } from '../../src/db/write-store.ts';
import { drain } from '../../src/outbox/drain.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  await house?.close();
  house = await openHouse();
});
afterAll(() => house.close());

const row = (due: string, text = 'Reject unknown currency codes', ticket = '') =>
  `| ${text} | @priya | ${due} | High | ${ticket} | |`;
const issue = () => [...house.linear.store.data.issues.values()];
const retry = () => requeueRefused(house.database.db, house.now());
const pending = () => listPendingWrites(house.database.db);

/** Drains as a process would whose configuration has an old key for Linear. */
async function drainWithOldKey() {
  const clock = () => house.now();
  const trackers = house.config.trackers
    .filter(({ kind }) => kind === 'linear')
    .map((tracker) => ({ ...tracker, credential: { type: 'api-key' as const, key: 'lapsed' } }));
  const config = { ...house.config, trackers };
  const built = await buildTrackers(config, clock);
  return drain({ db: house.database.db, config, trackers: built, clock, worker: 'elsewhere' });
}

/** Lets Linear take nothing at all, or take things again. */
function linearTakes(whatever: boolean): void {
  const { labels } = house.linear.store.data;
  for (const label of labels.values()) labels.set(label.id, { ...label, isGroup: !whatever });
}

describe('a tracker with a key that is no good', () => {
  it('is asked once a drain, however much waits, and loses none of it', async () => {
    await house.give(
      document(
        'checkout',
        ['a', 'b', 'c', 'd'].map((text) => row('2026-11-10', text)),
      ),
    );
    const before = house.linear.requests();
    const drained = [await drainWithOldKey(), await drainWithOldKey(), await drainWithOldKey()];

    expect(drained.map(({ waiting, refused, unknown }) => [waiting, refused, unknown])).toEqual([
      [4, 0, 0],
      [4, 0, 0],
      [4, 0, 0],
    ]);
    expect(house.linear.requests() - before).toBe(3);
    expect(await house.drain()).toMatchObject({ created: 4, problems: [] });
  });
});

describe('edits of one item', () => {
  it('reach the issue in the order they were made, though the first had to wait', async () => {
    await house.give(document('checkout', [row('2026-11-10')]));
    await house.drain();
    house.pass(60);
    await house.give(document('checkout', [row('2026-11-17')]));
    house.linear.faults.next({ name: 'rate-limited', on: 'issueUpdate', seconds: 300 });
    expect(await house.drain()).toMatchObject({ waiting: 1 });
    house.pass(60);
    await house.give(document('checkout', [row('2026-11-24')]));

    await house.drain();
    expect(issue()[0]?.dueDate).toBe('2026-11-10');
    house.pass(300);
    await house.drain();

    expect(issue()[0]?.dueDate).toBe('2026-11-24');
  });

  it('that were refused do not undo a later one when they are tried again', async () => {
    await house.give(document('checkout', [row('2026-11-10')]));
    await house.drain();
    house.pass(60);
    await house.give(document('checkout', [row('2026-11-17')]));
    house.linear.store.purge('PAY-1');
    const gone = await house.drain();
    expect(gone).toMatchObject({ refused: 1 });
    expect(gone.problems[0]).toMatch(/^PAY-1: /);
    house.pass(60);
    await house.give(document('checkout', [row('2026-11-24')]));

    expect(await retry()).toBe(1);

    const [first, second] = (await pending()).map(({ write }) => write);
    expect([first, second]).toMatchObject([
      { state: 'queued', error: null, payload: {} },
      { state: 'queued', payload: { due: '2026-11-24' } },
    ]);
  });
});

describe('a write that was refused', () => {
  it('waits for somebody to mend the cause, and then makes one issue', async () => {
    await house.give(document('checkout', [row('2026-11-10')]));
    linearTakes(false);
    expect(await house.drain()).toMatchObject({ refused: 1, waiting: 0 });
    linearTakes(true);
    house.pass(3600);
    expect(await house.drain()).toMatchObject({ created: 0, refused: 0 });

    expect(await retry()).toBe(1);

    expect(await house.drain()).toMatchObject({ created: 1, problems: [] });
    expect(await retry()).toBe(0);
    await house.drain();
    expect(issue()).toHaveLength(1);
  });

  it('for a ticket that does not exist follows the document once that is corrected', async () => {
    const real = house.linear.store.createIssue({ team: 'PAY', title: 'Real' }, { by: 'Tom Becker' });
    await house.give(document('checkout', [row('2026-11-10', 'Reject codes', 'PAY-99')]));
    expect(await house.drain()).toMatchObject({ refused: 1, adopted: 0 });
    house.pass(60);

    await house.give(
      document('checkout', [row('2026-11-10', 'Reject codes', house.linear.store.identifierOf(real))]),
    );

    expect(await house.drain()).toMatchObject({ adopted: 1, problems: [] });
    expect((await house.items())[0]?.tracker?.issueId).toBe(real.id);
    expect(await pending()).toEqual([]);
    expect(issue()).toHaveLength(1);
  });
});

it('what went wrong alike is told in one line that names the first few', async () => {
  await house.give(
    document(
      'checkout',
      ['a', 'b', 'c', 'd', 'e'].map((text) => row('2026-11-10', text)),
    ),
  );
  linearTakes(false);

  const { problems } = await house.drain();

  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /^docs\/outage\.md:15, docs\/outage\.md:16, docs\/outage\.md:17 and 2 more: The label/,
  );
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { putLinkedItems } from '../../bench/linked-items.ts';
import { findSweepState } from '../../src/db/sweep-store.ts';
import { openHouse, type House } from '../support/house.ts';

const count = 2300;
let house: House;
beforeAll(async () => {
  house = await openHouse();
  const by = { by: 'Followthrough' };
  const issues = Array.from({ length: count }, (_, at) => {
    const title = `Reject code ${at}`;
    const issue = house.linear.store.createIssue({ team: 'PAY', title, labels: ['postmortem'] }, by);
    const issueKey = house.linear.store.identifierOf(issue);
    return { issueId: issue.id, issueKey, title, url: `https://linear.app/acme/issue/${issueKey}` };
  });
  const tracker = { id: 'linear-main', kind: 'linear', team: 'payments' } as const;
  await putLinkedItems(house.database.db, tracker, issues, house.now());
});
afterAll(() => house.close());

const state = () => findSweepState(house.database.db, 'linear-main');

/** Lets Linear go down when it is asked for the so manieth time. */
async function downAt(request: number, work: () => Promise<unknown>): Promise<void> {
  const real = globalThis.fetch;
  let sent = 0;
  globalThis.fetch = (...args) => {
    if (++sent === request) house.linear.faults.next({ name: 'down', on: 'issues' });
    return real(...args);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = real;
  }
}

it('a full sweep that was stopped goes on where it stopped, and reads no page twice', async () => {
  await downAt(6, async () => {
    const stopped = await house.sweep(true);
    expect(stopped.problems).toHaveLength(1);
  });
  expect(await state()).toMatchObject({ fullSweptAt: null, error: expect.stringContaining('Linear') });
  expect((await house.rows()).filter(({ standing }) => standing === 'present')).toHaveLength(1000);
  house.pass(600);
  const began = (await state())?.fullStartedAt;
  const before = house.linear.requests('issues');

  expect(await house.sweep(false)).toMatchObject({ read: count - 1000, missing: 0, problems: [] });

  expect(house.linear.requests('issues') - before).toBe(Math.ceil((count - 1000) / 250));
  expect(await state()).toMatchObject({ fullSweptAt: began, fullStartedAt: null, fullCursor: null });
});

it('a full sweep asks for what Linear gives in one request, and once there is no news for nothing more', async () => {
  house.pass(600);
  const before = house.linear.requests();

  expect(await house.sweep(true)).toMatchObject({ read: count, changed: 0, missing: 0 });

  expect(house.linear.requests() - before).toBe(Math.ceil(count / 250));
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTrackers } from '../../src/app.ts';
import { listLinkedItems } from '../../src/db/linked-item-store.ts';
import { applyIssues } from '../../src/reconcile/apply-issues.ts';
import { standingSentence } from '../../src/reconcile/standing.ts';
import { sweep } from '../../src/reconcile/sweep.ts';
import { document, jiraAccount, openHouse, type House } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  await house?.close();
  house = await openHouse();
});
afterAll(() => house.close());

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `| Reject code ${at} | @priya | 2026-11-10 | High | | |`);
const by = { by: 'Tom Becker' };
const linear = () => house.linear.store;
const jira = () => house.jira.store;
const jiraId = (key: string) => jira().find(key)?.id ?? '';

async function linked(service: 'checkout' | 'kubernetes', count = 2): Promise<void> {
  await house.give(document(service, rows(count)));
  await house.drain();
  await house.sweep();
  house.pass(600);
}
async function nextSweep(full = true) {
  const result = await house.sweep(full);
  house.pass(600);
  return result;
}
const first = async () => (await house.rows())[0];
const firstOnList = async () => {
  const row = await first();
  return (await house.items()).find(({ id }) => id === row?.id);
};
const flags = async () => (await firstOnList())?.flags.map(({ kind }) => kind) ?? [];

describe('how an issue stands', () => {
  it.each([
    ['L22: archived without a word on Linear', 'checkout', () => linear().archive('PAY-1', by), 'archived'],
    ['L23: in Linear’s bin', 'checkout', () => linear().trash('PAY-1', by), 'trashed'],
    ['a duplicate on Linear', 'checkout', () => linear().markDuplicate('PAY-1', 'PAY-2', by), 'duplicate'],
    ['auto-closed on Linear', 'checkout', () => linear().autoClose('PAY-1', by), 'auto-closed'],
    ['L21: purged on Linear', 'checkout', () => linear().purge('PAY-1'), 'missing'],
    ['archived on Jira', 'kubernetes', () => jira().archive(jiraId('PLAT-1'), by), 'archived'],
    ['J19: deleted on Jira', 'kubernetes', () => jira().remove(jiraId('PLAT-1')), 'missing'],
    ['J19: hidden from us on Jira', 'kubernetes', () => jira().hide(jiraId('PLAT-1'), true), 'missing'],
  ] as const)('%s is recorded by a full sweep', async (_what, service, act, standing) => {
    await linked(service);
    expect((await first())?.standing).toBe('present');
    act();
    house.pass(60);

    await nextSweep();

    const item = await first();
    expect(item?.standing).toBe(standing);
    expect(item?.duplicateOf).toBe(standing === 'duplicate' ? 'PAY-2' : null);
    expect(item && standingSentence(item)).toMatch(new RegExp(`^${item?.issueKey} `));
    expect((await house.rows())[1]?.standing).toBe('present');
  });

  it('missing becomes gone with the next sweep, which reads it by id though little else, and not by a second look at once', async () => {
    await linked('checkout', 3);
    linear().purge('PAY-1');
    await house.sweep();
    await house.sweep();
    expect((await first())?.standing).toBe('missing');
    expect(await flags()).not.toContain('missing');
    house.pass(600);

    expect(await nextSweep(false)).toMatchObject({ missing: 1, problems: [] });

    expect((await first())?.standing).toBe('gone');
    expect(await flags()).toContain('missing');
    expect((await firstOnList())?.state).toBe('open');
    expect(await nextSweep(false)).toMatchObject({ missing: 0 });
  });

  it('an issue that comes back is present again, and its flag goes', async () => {
    await linked('kubernetes');
    jira().hide(jiraId('PLAT-1'), true);
    await nextSweep();
    await nextSweep(false);
    expect(await flags()).toContain('missing');

    jira().hide(jiraId('PLAT-1'), false);
    await nextSweep();

    expect(await first()).toMatchObject({ standing: 'present', drift: [] });
    expect(await flags()).not.toContain('missing');
  });

  it('a bin is told in two sweeps, and a restored issue is present with the next sweep of changes', async () => {
    await linked('checkout');
    linear().trash('PAY-1', by);
    await nextSweep();
    await nextSweep(false);
    expect(await flags()).toContain('missing');

    linear().restore('PAY-1', by);
    house.pass(60);
    await nextSweep(false);

    expect((await first())?.standing).toBe('present');
    expect(await flags()).not.toContain('missing');
  });

  it.each([
    ['L24: Linear', 'checkout', () => linear().renameTeam('PAY', 'CASH'), 'PAY-1', 'CASH-1'],
    [
      'J18: Jira',
      'kubernetes',
      () => {
        Object.assign(jira().site, {
          projects: [...jira().site.projects, { key: 'OPS', name: 'Ops', issueTypes: ['Task'] }],
        });
        jira().moveProject(jiraId('PLAT-1'), 'OPS', { by: jiraAccount('Tom Becker') });
      },
      'PLAT-1',
      'OPS-1',
    ],
  ] as const)('an issue that moved on %s keeps its item under the new key', async (...row) => {
    const [, service, move, from, to] = row;
    await linked(service);
    const before = await first();
    move();
    house.pass(60);

    await nextSweep();

    const item = await first();
    expect(item).toMatchObject({ issueId: before?.issueId, issueKey: to, standing: 'present' });
    expect(item?.issueUrl).toContain(to);
    expect(item?.drift).toEqual([`${from} was moved and is ${to} now.`]);
    await nextSweep();
    expect((await first())?.drift).toHaveLength(1);
  });
});

it('D: an issue that the tracker says is there and not for us is not called deleted', async () => {
  await linked('checkout');
  const { db } = house.database;
  const tracker = (await buildTrackers(house.config, () => house.now())).get('linear-main');
  if (!tracker) throw new Error('The house has no Linear.');
  const items = await listLinkedItems(db, 'linear-main', { after: null, most: 1 });
  const absent = items.map(({ issueId }) => issueId);
  const fetched = { issues: [], absent, forbidden: absent };

  await applyIssues({ db, config: house.config }, tracker, items, fetched, house.now());

  const item = (await house.rows()).find(({ id }) => id === items[0]?.id);
  expect(item?.standing).toBe('missing');
  expect(item?.drift).toEqual([`${item?.issueKey} is there, but our account may no longer see it.`]);
});

describe('nothing is believed', () => {
  it('of a project that is hidden from us as a whole, but that: the issues are not called deleted', async () => {
    await linked('kubernetes', 3);
    Object.assign(jira().site, {
      projects: [...jira().site.projects, { key: 'OPS', name: 'Ops', issueTypes: ['Task'] }],
    });
    for (const key of ['PLAT-1', 'PLAT-2']) jira().hide(jiraId(key), true);
    jira().moveProject(jiraId('PLAT-3'), 'OPS', { by: jiraAccount('Tom Becker') });
    house.pass(60);

    await nextSweep();
    await nextSweep(false);

    const [item] = await house.rows();
    expect(item).toMatchObject({ standing: 'gone' });
    expect(item?.drift).toEqual([
      'No issue of PLAT that was asked for is there: our account may no longer see PLAT.',
    ]);
  });

  it('J20: of a dead credential', async () => {
    await linked('kubernetes', 6);
    const trackers = house.config.trackers.map((tracker) =>
      tracker.kind === 'linear'
        ? tracker
        : { ...tracker, credential: { type: 'basic' as const, email: 'bot@acme.example', token: 'revoked' } },
    );
    const config = { ...house.config, trackers };
    const clock = () => house.now();
    house.jira.faults.hideLoginReason();
    const settings = {
      db: house.database.db,
      config,
      clock,
      trackers: await buildTrackers(config, clock),
    };

    for (const full of [true, false, true]) {
      const result = await sweep(settings, { full });
      expect(result).toMatchObject({ missing: 0, problems: [expect.stringContaining('jira-main')] });
      house.pass(600);
    }

    expect(new Set((await house.rows()).map(({ standing }) => standing))).toEqual(new Set(['present']));
  });

  it('of a credential that shows none of many: it is for another workspace, not that all were deleted', async () => {
    await linked('checkout', 6);
    for (let number = 1; number <= 6; number++) linear().purge(`PAY-${number}`);

    const result = await nextSweep();
    await nextSweep();

    expect(result).toMatchObject({ missing: 0, problems: [expect.stringContaining('none of 6 linked')] });
    expect(new Set((await house.rows()).map(({ standing }) => standing))).toEqual(new Set(['present']));
  });
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { findSweepState } from '../../src/db/sweep-store.ts';
import { document, jiraAccount, openHouse, type House } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  await house?.close();
  house = await openHouse();
});
afterAll(() => house.close());

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `| Reject code ${at} | @priya | 2026-11-10 | High | | |`);

/** So many items each on Linear and on Jira, read once. */
async function linked(count: number): Promise<void> {
  await house.give(document('checkout', rows(count)));
  await house.give(document('kubernetes', rows(count), 'INC-232'), 'docs/nodes.md');
  await house.drain();
  await house.sweep();
  house.pass(1200);
  await house.sweep(false);
  house.pass(1200);
}

const requests = () => ({ linear: house.linear.requests(), jira: house.jira.requests().length });
async function costOf(work: () => Promise<unknown>) {
  const before = requests();
  await work();
  const after = requests();
  return { linear: after.linear - before.linear, jira: after.jira - before.jira };
}
const changesReadTo = async () =>
  (await findSweepState(house.database.db, 'linear-main'))?.changesReadTo?.getTime();

describe('a sweep between full ones', () => {
  it('costs at most two requests a tracker when nothing changed', async () => {
    await linked(12);

    const cost = await costOf(() => house.sweep(false));

    expect(cost.linear).toBeGreaterThan(0);
    expect(cost.linear).toBeLessThanOrEqual(2);
    expect(cost.jira).toBeGreaterThan(0);
    expect(cost.jira).toBeLessThanOrEqual(2);
  });

  it('costs as much as changed, not as there is', async () => {
    await linked(12);
    house.linear.store.moveIssue('PAY-7', 'Done', { by: 'Tom Becker' });
    house.jira.store.reDate(house.jira.store.find('PLAT-9')?.id ?? '', '2026-11-20', {
      by: jiraAccount('Tom Becker'),
    });
    house.pass(600);
    const before = house.jira.requests().length;

    const cost = await costOf(async () =>
      expect(await house.sweep(false)).toMatchObject({ read: 2, changed: 2, missing: 0 }),
    );

    expect(cost.linear).toBeLessThanOrEqual(4);
    const asked = house.jira
      .requests()
      .slice(before)
      .filter(({ operation }) => operation === 'bulkFetchIssues' || operation === 'bulkChangelogs');
    expect(asked.map(({ body }) => (body as { issueIdsOrKeys: string[] }).issueIdsOrKeys.length)).toEqual([
      1, 1,
    ]);
    expect(await house.sweep(false)).toMatchObject({ changed: 0 });
  });

  it('moves on only once everything it read is recorded', async () => {
    await linked(3);
    const before = await changesReadTo();
    house.linear.store.moveIssue('PAY-2', 'Done', { by: 'Tom Becker' });
    house.pass(600);
    house.linear.faults.next({ name: 'down', on: 'issues' });

    const stopped = await house.sweep(false);

    expect(stopped.problems).toHaveLength(1);
    expect(await changesReadTo()).toBe(before);
    house.pass(3600);
    const began = house.now().getTime();
    expect(await house.sweep(false)).toMatchObject({ changed: 1, problems: [] });
    expect(await changesReadTo()).toBe(began);
  });

  it('reads by id what was never read, and all when the last full sweep is more than a day old', async () => {
    await linked(5);
    await house.give(document('checkout', rows(2), 'INC-233'), 'docs/more.md');
    await house.drain();
    house.pass(1200);
    expect(await house.sweep(false)).toMatchObject({ read: 2 });
    house.pass(27 * 3600);

    expect(await house.sweep(false)).toMatchObject({ read: 12, changed: 0 });
  });

  it('J32: names a clone that took the marker along, and follows the original alone', async () => {
    await linked(2);
    const original = house.jira.store.find('PLAT-1');
    house.jira.store.clone(original?.id ?? '', { by: jiraAccount('Tom Becker') });
    house.pass(600);

    expect(await house.sweep(false)).toMatchObject({ problems: [] });
    house.pass(600);
    await house.sweep(false);

    const cloned = (await house.rows()).find(({ issueKey }) => issueKey === 'PLAT-1');
    expect(cloned?.drift).toEqual([
      'PLAT-3 carries the marker of PLAT-1 too: copied from it. Only PLAT-1 is followed; close or unmark the other.',
    ]);
    expect(cloned?.issueId).toBe(original?.id);
  });

  it.each([
    ['Linear', 'checkout', 'PAY-1'],
    ['Jira', 'kubernetes', 'PLAT-1'],
  ] as const)(
    'L31, J31: puts the marker label back on %s once; removed again it stays off, and is told',
    async (_tracker, service, key) => {
      const labels = () => {
        const jira = house.jira.store.find(key);
        if (jira) return jira.labels;
        const { labels: known } = house.linear.store.data;
        return house.linear.store.issue(key).labelIds.map((id) => known.get(id)?.name);
      };
      const remove = () => {
        const id = house.jira.store.find(key)?.id;
        if (id) house.jira.store.removeLabel(id, 'postmortem', { by: jiraAccount('Tom Becker') });
        else house.linear.store.removeLabel(key, 'postmortem', { by: 'Tom Becker' });
        house.pass(600);
      };
      const round = async (full: boolean) => {
        await house.sweep(full);
        const drained = await house.drain();
        house.pass(600);
        return drained.updated;
      };
      await house.give(document(service, rows(1)));
      await house.drain();
      await round(true);

      remove();
      expect(await round(true)).toBe(1);
      expect(labels()).toContain('postmortem');
      await round(false);
      remove();
      const updates = [await round(false), await round(false), await round(true), await round(false)];

      expect(updates).toEqual([0, 0, 0, 0]);
      expect(labels()).not.toContain('postmortem');
      expect((await house.rows())[0]?.drift).toEqual([
        'The label "postmortem" was removed again; it stays off.',
      ]);
    },
  );
});

describe('two sweeps at once', () => {
  it('record each change once', async () => {
    await linked(4);
    for (const key of ['PAY-1', 'PAY-2', 'PAY-3'])
      house.linear.store.moveIssue(key, 'Done', { by: 'Tom Becker' });
    house.pass(600);

    const results = await Promise.all([house.sweep(false), house.sweep(true), house.sweep(false)]);

    expect(results.flatMap(({ problems }) => problems)).toEqual([]);
    expect(results.reduce((sum, { changed }) => sum + changed, 0)).toBe(3);
    const closings = (await house.facts()).items.map(
      ({ events }) => events.filter(({ field, value }) => field === 'state' && value === 'done').length,
    );
    expect(closings.toSorted((a, b) => b - a)).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
  });
});

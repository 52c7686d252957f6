import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTrackers } from '../../src/app.ts';
import { runPlan } from '../../src/cli/plan.ts';
import { runSync } from '../../src/cli/sync.ts';
import { actionItem } from '../../src/db/schema.ts';
import { listPendingWrites } from '../../src/db/write-store.ts';
import { drain } from '../../src/outbox/drain.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  await house?.close();
  house = await openHouse();
});
afterAll(() => house.close());

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => `| Reject code ${at} | @priya | 2026-11-10 | High | | |`);
const pending = () => listPendingWrites(house.database.db);
const clock = () => house.now();
const linear = () => house.linear.store.data;

describe('a drain that is asked to stop', () => {
  it('ends after the calls under way, and leaves the rest for the next one', async () => {
    await house.give(document('kubernetes', rows(60)));
    house.jira.faults.next('createIssues', { kind: 'slow-answer', milliseconds: 1000 });
    const creations = () => house.jira.requests().filter(({ operation }) => operation === 'createIssues');
    const stop = new AbortController();

    const drained = house.drain('worker-1', stop.signal);
    await expect.poll(creations, { interval: 5, timeout: 20_000 }).toHaveLength(1);
    stop.abort();

    expect(await drained).toMatchObject({ created: 50, updated: 0, refused: 0, unknown: 0, problems: [] });
    expect(creations()).toHaveLength(1);
    const left = (await pending()).map(({ write }) => `${write.kind} ${write.state}`);
    expect(left.filter((line) => line === 'create queued')).toHaveLength(10);
    expect(left.filter((line) => line === 'update queued')).toHaveLength(50);
    expect(left).toHaveLength(60);
  });
});

describe('a batch of creations', () => {
  it('goes to Linear in one request, links back and all', async () => {
    await house.give(document('checkout', rows(40)));
    await house.drain('warm'.repeat(2));
    const before = house.linear.requests();
    await house.give(document('checkout', rows(40), 'INC-232'), 'docs/again.md');

    expect(await house.drain()).toMatchObject({ created: 40, updated: 0 });

    expect(house.linear.requests() - before).toBeLessThanOrEqual(2);
    expect(linear().attachments.size).toBe(80);
  });

  it('goes to Jira in one create, and the links back, which are one request each there, follow as writes of their own', async () => {
    await house.give(document('kubernetes', rows(7)));
    for (let times = 0; times < 3; times++) house.jira.faults.next('setRemoteLink', { kind: 'unavailable' });

    const first = await house.drain();

    expect(first).toMatchObject({ created: 7, refused: 0 });
    const creates = house.jira.requests().filter(({ operation }) => operation === 'createIssues');
    expect(creates).toHaveLength(1);
    expect((await pending()).map(({ write }) => [write.kind, write.payload])).toContainEqual([
      'update',
      { backlink: true },
    ]);
    for (let round = 0; round < 3; round++) {
      house.pass(1800);
      await house.drain();
    }
    expect(house.jira.store.issues().map(({ remoteLinks }) => remoteLinks.length)).toEqual(
      Array.from({ length: 7 }, () => 1),
    );
    expect(await pending()).toEqual([]);
  });

  it('of which the tracker refuses one does not keep the others from being made', async () => {
    await house.give(document('kubernetes', rows(3)));
    const customFields = [{ id: 'customfield_10042', name: 'Root cause', required: 'yes' }];
    Object.assign(house.jira.store.site.projects[0] ?? {}, { customFields });
    // Only two of the three items are of a team whose configuration knows the field.
    const { db } = house.database;
    await db.update(actionItem).set({ team: 'careless' }).where(eq(actionItem.line, 16));
    const teams = house.config.teams.flatMap((team) => [
      { ...team, fields: { customfield_10042: 'config' } },
      { ...team, id: team.project === 'PLAT' ? 'careless' : 'nobody' },
    ]);
    const config = { ...house.config, teams };
    const trackers = await buildTrackers(config, clock);

    const drained = await drain({ db, config, clock, trackers, worker: 'worker-1' });

    expect(drained).toMatchObject({ created: 2, refused: 1, unknown: 0 });
    expect(drained.problems).toEqual([
      expect.stringMatching(/^docs\/outage\.md:16: .*Root cause is required/),
    ]);
    const creates = house.jira.requests().filter(({ operation }) => operation === 'createIssues');
    expect(creates).toHaveLength(1);
    expect((await pending()).map(({ write, item }) => [item.line, write.state])).toEqual([[16, 'refused']]);
  });

  it('L3: that met a limit on creating waits as a whole until it is over, while changes go on', async () => {
    await house.give(document('checkout', rows(1)));
    await house.drain();
    house.pass(60);
    await house.give(document('checkout', ['| Reject code 0 | @priya | 2026-11-17 | High | | |']));
    await house.give(document('checkout', rows(60), 'INC-232'), 'docs/more.md');
    house.linear.faults.next({ name: 'endpoint-limited', on: 'issueBatchCreate', seconds: 300 });

    const limited = await house.drain();

    expect(limited).toMatchObject({ created: 0, updated: 1, refused: 0, unknown: 0, waiting: 60 });
    const until = (await pending()).flatMap(({ write }) => (write.error === null ? [] : [write.runAt]));
    expect(until).toHaveLength(50);
    expect(Math.min(...until.map(Number))).toBeGreaterThan(house.now().getTime() + 250_000);
    house.pass(400);
    expect(await house.drain()).toMatchObject({ created: 60, waiting: 0 });
    expect(linear().issues.size).toBe(61);
  });

  it('J9: that Jira carries out twice too late, as late as a minute, makes each issue once', async () => {
    await house.give(document('kubernetes', rows(3)));
    for (let times = 0; times < 2; times++)
      house.jira.faults.next('createIssues', { kind: 'delayed-commit', milliseconds: 60_000 });

    const trackers = await buildTrackers(house.config, clock, 500);
    const context = { db: house.database.db, config: house.config, clock, trackers };

    for (let round = 0; round < 40; round++) {
      await drain({ ...context, worker: `worker-${round}` });
      house.pass(10);
    }

    expect(house.jira.store.issues()).toHaveLength(3);
    expect(new Set((await house.rows()).map(({ issueKey }) => issueKey))).toEqual(
      new Set(['PLAT-1', 'PLAT-2', 'PLAT-3']),
    );
  });

  it('J34: that something on the way sent twice is linked to one of each, and the copies are named', async () => {
    await house.give(document('kubernetes', rows(2)));
    house.jira.faults.next('createIssues', { kind: 'executed-twice', answered: 'second' });
    await house.drain();
    await house.sweep();
    house.pass(60);

    await house.sweep(false);

    expect(house.jira.store.issues()).toHaveLength(4);
    const remarks = (await house.rows()).map(({ issueKey, drift }) => [issueKey, ...drift]);
    expect(remarks).toEqual([
      ['PLAT-3', expect.stringMatching(/^PLAT-1 carries the marker of PLAT-3 too: made twice/)],
      ['PLAT-4', expect.stringMatching(/^PLAT-2 carries the marker of PLAT-4 too: made twice/)],
    ]);
  });
});

describe('a claim whose holder took too long', () => {
  it('passes to another worker, and the first changes nothing when it comes back', async () => {
    await house.give(document('checkout', rows(2)));
    await house.drain();
    await house.give(document('checkout', rows(2), 'INC-232'), 'docs/more.md');
    house.linear.faults.next({ name: 'slow-answer', on: 'issueBatchCreate', seconds: 3 });
    const slow = house.drain('slow');
    await expect.poll(() => linear().issues.size, { timeout: 10_000 }).toBe(4);
    house.pass(300);

    const quick = await house.drain('quick');

    expect(quick).toMatchObject({ created: 2 });
    expect(await slow).toMatchObject({ created: 0, refused: 0, unknown: 0 });
    expect(linear().issues.size).toBe(4);
    expect((await house.rows()).map(({ issueKey }) => issueKey)).toEqual([
      'PAY-1',
      'PAY-2',
      'PAY-3',
      'PAY-4',
    ]);
  });
});

describe('a refused write', () => {
  it('shows the tracker’s own words on the item and in the plan, and goes out again alone when a person says so', async () => {
    const label = [...linear().labels.values()].find(({ name }) => name === 'postmortem');
    Object.assign(label ?? {}, { isGroup: true });
    await house.give(document('checkout', rows(2)));
    expect(await house.drain()).toMatchObject({ refused: 2 });
    Object.assign(label ?? {}, { isGroup: false });
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const output = { result: say, note: say, isTerminal: false };
    const trackers = await buildTrackers(house.config, clock);
    const { config, database } = house;
    const connectTrackers = () => Promise.resolve(trackers);
    const context = { config, db: database.db, clock, connectTrackers, worker: 'cli', output };

    expect(await runPlan({ json: false }, context)).toBe(1);
    expect(said.join('\n')).toMatch(/docs\/outage\.md:15 .*\n.*refused: The label “postmortem” is a group/);
    house.pass(7200);
    const [item] = await house.items();
    expect(item?.flags[0]).toMatchObject({
      kind: 'unlinked',
      evidence: expect.stringMatching(/group of labels/),
    });

    await runSync({ full: false, retry: 'docs/outage.md:16', json: false }, context);

    expect((await house.rows()).map(({ line, issueKey }) => [line, issueKey])).toEqual([
      [15, null],
      [16, 'PAY-1'],
    ]);
    await expect(runSync({ full: false, retry: 'PAY-1', json: false }, context)).rejects.toThrow(
      'Nothing was refused of PAY-1.',
    );
  });
});

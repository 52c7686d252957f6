import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTrackers } from '../../../src/app.ts';
import { loadEvents } from '../../../src/db/tracked-item-store.ts';
import { listPendingWrites } from '../../../src/db/write-store.ts';
import { drain } from '../../../src/outbox/drain.ts';
import { sweep } from '../../../src/reconcile/sweep.ts';
import { document, openHouse, type House } from '../../support/house.ts';
import { mortalLife } from '../../support/mortal.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** A process of its own: nothing it remembers is known to the next. */
async function processOf(kind: 'linear' | 'jira-cloud', db = house.database.db) {
  const config = { ...house.config, trackers: house.config.trackers.filter((each) => each.kind === kind) };
  const clock = () => house.now();
  return { db, config, clock, trackers: await buildTrackers(config, clock, 20_000, db) };
}

const sides = [
  {
    name: 'Linear',
    kind: 'linear',
    service: 'checkout',
    titled: (text: string) =>
      [...house.linear.store.data.issues.values()].filter(({ title }) => title.startsWith(text)),
    links: (id: string) =>
      [...house.linear.store.data.attachments.values()].filter(({ issueId }) => issueId === id).length,
    close: (id: string) => house.linear.store.moveIssue(id, 'Done', { by: 'Tom Becker' }),
  },
  {
    name: 'Jira',
    kind: 'jira-cloud',
    service: 'kubernetes',
    titled: (text: string) => house.jira.store.issues().filter(({ summary }) => summary.startsWith(text)),
    links: (id: string) => house.jira.store.find(id)?.remoteLinks.length,
    close: (id: string) => house.jira.store.transition(id, 'Done', { by: 'account-tom' }),
  },
] as const;

const itemsEach = 3;

describe.each(sides)('on $name', ({ kind, service, titled, links, close }) => {
  it('a drain of a batch that is killed at any await makes each issue once, linked both ways', async () => {
    let awaits = 0;
    for (let fatal = 1, survived = false; !survived; fatal++) {
      const text = `Reject ${kind} code ${fatal}:`;
      const rows = ['a', 'b', 'c'].map((name) => `| ${text}${name} | @priya | 2026-11-10 | High | | |`);
      await house.give(document(service, rows, `INC-${kind}-${fatal}`), `docs/${kind}-${fatal}.md`);

      const life = mortalLife(house.database.db, fatal);
      const mortal = await processOf(kind, life.db);
      survived = await life.live(() => drain({ ...mortal, worker: `mortal-${fatal}` }));
      const next = await processOf(kind);
      for (let round = 0; round < 5 && (await listPendingWrites(next.db)).length > 0; round++) {
        house.pass(300);
        await drain({ ...next, worker: `next-${fatal}-${round}` });
      }

      const made = titled(text);
      expect([fatal, made.length]).toEqual([fatal, itemsEach]);
      expect([fatal, ...made.map(({ id }) => links(id))]).toEqual([fatal, 1, 1, 1]);
      expect([fatal, (await listPendingWrites(next.db)).length]).toEqual([fatal, 0]);
      awaits = life.moments();
    }
    expect(awaits).toBeGreaterThan(24);
  }, 120_000);

  it('a sweep that is killed at any await loses nothing and records nothing twice', async () => {
    const process = await processOf(kind);
    await sweep(process, { full: true });
    const open = (await house.items()).filter(({ tracker, state }) => {
      return tracker?.id === [...process.trackers.keys()][0] && state === 'open';
    });
    let awaits = 0;
    for (let fatal = 1, survived = false; !survived; fatal++) {
      const item = open.pop();
      if (!item) throw new Error('There are more awaits than open items.');
      house.pass(1200);
      close(item.tracker?.issueId ?? '');
      house.pass(60);
      const life = mortalLife(house.database.db, fatal);
      const mortal = await processOf(kind, life.db);
      survived = await life.live(() => sweep(mortal, { full: fatal % 2 === 0 }));

      house.pass(60);
      await sweep(await processOf(kind), { full: false });

      const events = (await loadEvents(house.database.db, [item.id])).get(item.id) ?? [];
      const closings = events.filter(({ field, value }) => field === 'state' && value === 'done');
      expect([fatal, closings.length]).toEqual([fatal, 1]);
      awaits = life.moments();
    }
    expect(awaits).toBeGreaterThan(10);
  }, 120_000);
});

import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { document, openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;
let itemId: string;
const at = (instant: string) => ({ by: 'Priya Nair', at: new Date(instant) });

/** One item of payments, pushed twice in the week before the last and once in the last. */
beforeAll(async () => {
  house = await openHouse();
  await house.give(document('checkout', ['| Reject unknown currency codes | @priya | 2026-11-10 | | | |']));
  await house.drain();
  const [item] = await house.items();
  const issue = item?.tracker?.issueId ?? '';
  itemId = item?.id ?? '';
  house.linear.store.reDate(issue, '2026-11-12', at('2026-11-05T09:00:00Z'));
  house.linear.store.reDate(issue, '2026-11-16', at('2026-11-06T09:00:00Z'));
  house.linear.store.reDate(issue, '2026-11-30', { by: 'Tom Becker', at: new Date('2026-11-11T09:00:00Z') });
  house.setNow('2026-11-16T09:00:00Z');
  await house.sweep();
  web = webOf(house);
});
afterAll(() => house.close());

const get = (path: string) => supertest(web).get(path);

it('an item is answered with the ledger of its promise', async () => {
  const { status, body } = await get(`/api/v1/action-items/${itemId}`);

  expect(status).toBe(200);
  expect(body).toMatchObject({
    id: itemId,
    text: 'Reject unknown currency codes',
    due: '2026-11-30',
    firstDue: '2026-11-10',
    ledger: { firstDue: '2026-11-10', due: '2026-11-30', moves: 3, daysPushed: 20, movedDays: 20 },
  });
  expect(body.ledger.entries.map(({ kind, by, days }: Record<string, unknown>) => [kind, by, days])).toEqual([
    ['promise', null, null],
    ['push', 'Priya Nair', 2],
    ['push', 'Priya Nair', 4],
    ['push', 'Tom Becker', 14],
  ]);
});

it.each(['00000000-0000-4000-8000-000000000000', 'PAY-1', '%00'])('no item is a problem: %s', async (id) => {
  const { status, type, body } = await get(`/api/v1/action-items/${id}`);

  expect([status, type, body.title]).toEqual([404, 'application/problem+json', 'No such item']);
});

it('the page of the postmortem has the ledger of each item, folded', async () => {
  const items = await house.items();
  const { text } = await get(`/postmortems/${items[0]?.postmortem}`);

  expect(text).toContain('<details class="ledger">');
  expect(pageText(text)).toContain(
    'Due date: first promised for Tue 10 Nov 2026, pushed 3 times by 20 days, now Mon 30 Nov 2026',
  );
  expect(pageText(text)).toContain('Pushed Mon 16 Nov 2026 Mon 30 Nov 2026 +14 Tom Becker Wed 11 Nov 2026');
});

it('the pushes of a week are a page and a report, of all and of a team', async () => {
  const page = pageText((await get('/slips')).text);
  const earlier = await get('/api/v1/reports/slips?week=2026-W45');
  const others = await get('/api/v1/reports/slips?week=2026-W45&team=platform');

  expect(page).toContain('Due dates were pushed once in this week, 14 days in all.');
  expect(page).toContain('by Tom Becker: 14 days, from Mon 16 Nov 2026 to Mon 30 Nov 2026');
  expect(page).toContain('In these twelve weeks due dates were pushed 3 times, 20 days in all');
  expect(earlier.body).toMatchObject({
    week: '2026-W45',
    pushes: 2,
    days: 6,
    byTeam: [{ team: 'payments', days: 6 }],
  });
  expect(others.body).toMatchObject({ pushes: 0, days: 0, byTeam: [], pushesInWeek: [] });
  expect((await get('/slips?team=nobody')).status).toBe(404);
});

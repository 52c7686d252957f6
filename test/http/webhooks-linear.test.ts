import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { document } from '../support/house.ts';
import { openWebhookHouse, type WebhookHouse } from '../support/webhook-house.ts';

let at: WebhookHouse;
let issueId: string;
beforeEach(async () => {
  at = await openWebhookHouse();
  await at.house.give(document('checkout', ['| Reject unknown codes | @priya | 2026-11-20 | | | |']));
  await at.house.drain();
  await at.house.sweep();
  issueId = (await item()).tracker?.issueId ?? '';
  // Linear writes no history for what happens in the first minutes of an issue.
  at.house.pass(600);
  at.connect('linear-main');
});
afterEach(() => at.close());

const item = async () => {
  const [only] = await at.house.items();
  if (!only) throw new Error('There is no item.');
  return only;
};
const move = (state: string) => at.house.linear.store.moveIssue(issueId, state, { by: 'Priya Nair' });
const states = async () => {
  const [tracked] = (await at.house.facts()).items;
  return tracked?.events.filter(({ field }) => field === 'state').map(({ value }) => value);
};
const sweptIn = () => at.house.linear.requests();

describe('a change in Linear', () => {
  it('is read soon after its delivery, without a sweep', async () => {
    move('Done');
    expect(await at.answered('linear-main')).toMatchObject([{ event: 'Issue update', statuses: [200] }]);

    expect(await at.refetch()).toEqual({ deliveries: 1, read: 1, changed: 1, problems: [] });

    expect(await item()).toMatchObject({ state: 'done', completedAt: at.house.now() });
    expect(await at.deliveries()).toMatchObject([{ state: 'done', issueId, attempts: 1 }]);
    expect(at.nudges).toEqual(['linear-main']);
  });

  it('LW1: is read once although its delivery came twice', async () => {
    at.webhooksOf('linear-main').next({ kind: 'twice' });
    move('Done');
    await at.webhooksOf('linear-main').idle();
    const first = await at.refetch();
    const asked = sweptIn();

    expect(await at.answered('linear-main')).toMatchObject([{ statuses: [200, 200] }]);
    expect(await at.deliveries()).toHaveLength(1);
    expect(first.deliveries).toBe(1);
    expect(await at.refetch()).toMatchObject({ deliveries: 0 });
    expect(sweptIn()).toBe(asked);
    expect(await states()).toEqual(['open', 'done']);
  });

  it('LW1: and a delivery that comes again hours after it was dealt with changes nothing', async () => {
    move('Done');
    await at.answered('linear-main');
    await at.refetch();
    const [kept] = await at.deliveries();
    at.house.pass(6 * 3600);
    move('In Progress');
    await at.answered('linear-main');
    await at.refetch();

    // The bytes of the first one, signed and named as they were.
    const { createHmac } = await import('node:crypto');
    const body = kept?.body ?? '';
    const again = await at.post('/webhooks/linear-main', body, {
      'Linear-Signature': createHmac('sha256', 'lin_wh_kept').update(body).digest('hex'),
      'Linear-Delivery': kept?.deliveryId ?? '',
    });

    expect([again.status, await again.json()]).toEqual([200, { status: 'stored before' }]);
    expect(await at.refetch()).toMatchObject({ deliveries: 0 });
    expect((await item()).state).toBe('in_progress');
  });

  it('LW2: ends where Linear ends when deliveries overtake each other', async () => {
    at.webhooksOf('linear-main').next({ kind: 'overtaken' });
    move('In Progress');
    at.house.pass(60);
    move('Done');
    await expect.poll(() => at.deliveries(), { interval: 5 }).toHaveLength(1);
    await at.refetch();
    const between = await states();
    await expect.poll(() => at.deliveries(), { interval: 5 }).toHaveLength(2);
    await at.refetch();

    expect((await at.deliveries()).map(({ body }) => JSON.parse(body).updatedFrom.stateId)).toEqual([
      expect.any(String),
      expect.any(String),
    ]);
    expect(between).toEqual(['open', 'in_progress', 'done']);
    expect(await states()).toEqual(between);
  });

  it.each<[string, (hex: string) => string | null]>([
    ['with one wrong character', (hex) => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`],
    ['of 63 characters', (hex) => hex.slice(1)],
    ['that is not there', () => null],
    ['in upper case', (hex) => hex.toUpperCase()],
  ])('LW3: is not believed under a signature %s', async (_, as) => {
    at.webhooksOf('linear-main').next({ kind: 'signed', as });
    move('Done');

    expect(await at.answered('linear-main')).toMatchObject([{ statuses: [401] }]);
    expect(await at.deliveries()).toEqual([]);
    expect(at.nudges).toEqual([]);
  });

  it('LW3: is believed under the old secret and under the new one while they are changed', async () => {
    move('In Progress');
    await at.answered('linear-main');
    at.connect('linear-main', 'of-next-year');
    move('Done');
    await at.answered('linear-main');
    at.connect('linear-main', 'of-last-year');
    move('Todo');
    const sent = await at.answered('linear-main');

    expect(sent.map(({ statuses }) => statuses[0])).toEqual([200, 200, 401]);
  });

  it.each([
    [-61, 200],
    [61, 200],
    [-7 * 3600, 200],
    [-25 * 3600, 401],
    [10 * 60, 401],
  ])('LW4: that is told %i seconds from now is answered %i', async (seconds, status) => {
    at.webhooksOf('linear-main').next({
      kind: 'altered',
      to: (body) => ({ ...body, webhookTimestamp: at.house.now().getTime() + seconds * 1000 }),
    });
    move('Done');

    expect((await at.answered('linear-main'))[0]?.statuses[0]).toBe(status);
    expect(await at.deliveries()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('LW5: whose delivery is lost is read by the next sweep', async () => {
    at.webhooksOf('linear-main').next({ kind: 'lost' });
    move('Done');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await at.refetch()).toMatchObject({ deliveries: 0 });
    expect((await item()).state).toBe('open');

    await at.house.sweep();

    expect((await item()).state).toBe('done');
  });

  it('LW5: is read by sweeps too once Linear has switched the webhook off', async () => {
    at.connect('linear-main', 'of-last-year');
    move('In Progress');
    await at.webhooksOf('linear-main').idle();
    at.house.pass(60);
    move('Done');
    await new Promise((resolve) => setTimeout(resolve, 50));

    const sent = at.webhooksOf('linear-main').sent();
    expect(sent).toMatchObject([{ statuses: [401, 401, 401, 401] }]);
    expect(at.house.linear.store.data.webhooks).toMatchObject([{ enabled: false }]);
    await at.house.sweep();
    expect(await states()).toEqual(['open', 'in_progress', 'done']);
  });

  it.each<[string, (body: Readonly<Record<string, unknown>>) => object | string, number, object[]]>([
    [
      'of a type nobody knows',
      (body) => ({ ...body, type: 'Dream', action: 'remember' }),
      200,
      [{ event: 'Dream remember', state: 'ignored' }],
    ],
    [
      'with JSON cut in the middle',
      (body) => JSON.stringify(body).slice(0, 80),
      200,
      [{ event: 'unreadable', state: 'ignored', issueId: null }],
    ],
    ['of more than 5 MiB', (body) => ({ ...body, padding: 'x'.repeat(5 * 1024 * 1024) }), 413, []],
    [
      'of just under 5 MiB',
      (body) => ({ ...body, padding: 'x'.repeat(5 * 1024 * 1024 - 4096) }),
      200,
      [{ event: 'Issue update', state: 'queued' }],
    ],
  ])('LW6: in a delivery %s harms nothing', async (_, to, status, rows) => {
    at.webhooksOf('linear-main').next({ kind: 'altered', to });
    move('Done');

    expect((await at.answered('linear-main'))[0]?.statuses[0]).toBe(status);
    expect(await at.deliveries()).toMatchObject(rows);
    expect(await at.refetch()).toMatchObject({ problems: [] });
  });

  it('LW6: keeps every character of its delivery', async () => {
    const title = '𝕏 “ü” ‮ \u0000 日本';
    at.webhooksOf('linear-main').next({ kind: 'altered', to: (body) => ({ ...body, title }) });
    move('Done');
    await at.answered('linear-main');

    const [kept] = await at.deliveries();
    expect(JSON.parse(kept?.body ?? '').title).toBe(title);
  });

  it('LW7: that Followthrough made itself comes back and changes nothing', async () => {
    await at.house.give(
      document('checkout', ['| Alert on declines | @tom | 2026-11-22 | | | |'], 'INC-9'),
      'b.md',
    );
    await at.house.drain();
    expect((await at.answered('linear-main')).map(({ event }) => event)).toContain('Issue create');
    const before = (await at.house.facts()).items;
    const written = at.house.linear.requests('issueUpdate') + at.house.linear.requests('issueCreate');

    const { problems } = await at.refetch();
    const drained = await at.house.drain();

    expect(problems).toEqual([]);
    expect(drained).toMatchObject({ created: 0, updated: 0, waiting: 0 });
    expect(at.house.linear.requests('issueUpdate') + at.house.linear.requests('issueCreate')).toBe(written);
    expect(valuesOf((await at.house.facts()).items)).toEqual(valuesOf(before));
  });
});

describe('what is removed in Linear', () => {
  it('is a hint only: nothing is missing before two sweeps have found so, which look for it soon', async () => {
    at.house.linear.store.purge(issueId);
    expect(await at.answered('linear-main')).toMatchObject([{ event: 'Issue remove', statuses: [200] }]);

    for (let again = 0; again < 3; again++) {
      expect(await at.refetch()).toMatchObject({ changed: 0, problems: [] });
      at.house.pass(60);
    }

    expect((await item()).flags.map(({ kind }) => kind)).not.toContain('missing');
    expect((await item()).state).toBe('open');
    for (let sweeps = 0; sweeps < 2; sweeps++) {
      expect((await item()).flags.map(({ kind }) => kind)).not.toContain('missing');
      // Not a full one: the hint alone makes these ask for the issue by its id.
      await at.house.sweep(false);
      at.house.pass(600);
    }
    expect((await item()).flags.map(({ kind }) => kind)).toContain('missing');
  });
});

/** State, due date and owner of each item, whatever was added to its history. */
function valuesOf(items: Awaited<ReturnType<typeof at.house.facts>>['items']) {
  return items.map(({ id, events }) => [
    id,
    ...(['state', 'due', 'assignee'] as const).map(
      (field) => events.findLast((event) => event.field === field)?.value,
    ),
  ]);
}

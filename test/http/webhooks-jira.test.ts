import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { document, jiraAccount } from '../support/house.ts';
import { openWebhookHouse, webhookSecrets, type WebhookHouse } from '../support/webhook-house.ts';

let at: WebhookHouse;
let issueId: string;
beforeEach(async () => {
  at = await openWebhookHouse();
  await at.house.give(document('kubernetes', ['| Page when the pool is full | @tom | 2026-11-20 | | | |']));
  await at.house.drain();
  await at.house.sweep();
  issueId = (await item()).tracker?.issueId ?? '';
  at.house.pass(600);
  at.connect('jira-main');
});
afterEach(() => at.close());

const item = async () => {
  const [only] = await at.house.items();
  if (!only) throw new Error('There is no item.');
  return only;
};
const by = jiraAccount('Tom Becker');
const move = (status: string) => at.house.jira.store.transition(issueId, status, { by });
const states = async () => {
  const [tracked] = (await at.house.facts()).items;
  return tracked?.events.filter(({ field }) => field === 'state').map(({ value }) => value);
};

describe('a change in Jira', () => {
  it('is read soon after its delivery, without a sweep', async () => {
    move('Done');
    expect(await at.answered('jira-main')).toMatchObject([{ event: 'jira:issue_updated', statuses: [200] }]);

    expect(await at.refetch()).toEqual({ deliveries: 1, read: 1, changed: 1, problems: [] });

    expect(await item()).toMatchObject({ state: 'done', completedAt: at.house.now() });
    expect(await at.deliveries()).toMatchObject([{ state: 'done', issueId, attempts: 1 }]);
  });

  it('JW1: is read once although its delivery came again, with the number of its attempt', async () => {
    at.webhooksOf('jira-main').next({ kind: 'twice' });
    move('Done');
    await at.webhooksOf('jira-main').idle();

    expect(await at.answered('jira-main')).toMatchObject([{ statuses: [200, 200] }]);
    expect(await at.deliveries()).toHaveLength(1);
    expect(await at.refetch()).toMatchObject({ deliveries: 1 });
    expect(await states()).toEqual(['open', 'done']);
  });

  it('JW2: is read when it comes a quarter of an hour late in the slow lane', async () => {
    at.webhooksOf('jira-main').next({ kind: 'late' });
    move('Done');
    at.house.pass(15 * 60);
    await at.answered('jira-main');
    await at.refetch();

    expect((await item()).state).toBe('done');
    expect((await item()).completedAt?.getTime()).toBe(at.house.now().getTime() - 15 * 60_000);
  });

  it('JW3: ends where Jira ends when deliveries overtake each other', async () => {
    at.webhooksOf('jira-main').next({ kind: 'overtaken' });
    move('In Progress');
    at.house.pass(60);
    move('Done');
    await expect.poll(() => at.deliveries(), { interval: 5 }).toHaveLength(1);
    await at.refetch();
    const between = await states();
    await expect.poll(() => at.deliveries(), { interval: 5 }).toHaveLength(2);
    await at.refetch();

    expect(between).toEqual(['open', 'in_progress', 'done']);
    expect(await states()).toEqual(between);
  });

  it('JW3: told as deleted before it is told as changed is a hint only, until sweeps have found it gone', async () => {
    at.webhooksOf('jira-main').next({ kind: 'overtaken' });
    move('In Progress');
    at.house.jira.store.remove(issueId);
    await expect.poll(() => at.deliveries(), { interval: 5 }).toHaveLength(2);

    expect((await at.deliveries()).map(({ event }) => event)).toEqual([
      'jira:issue_deleted',
      'jira:issue_updated',
    ]);
    for (let again = 0; again < 3; again++) {
      expect(await at.refetch()).toMatchObject({ changed: 0, problems: [] });
    }
    expect(await item()).toMatchObject({ state: 'open' });
    expect((await item()).flags.map(({ kind }) => kind)).not.toContain('missing');
  });

  it.each<[string, (hex: string) => string | null]>([
    ['with one wrong character', (hex) => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`],
    ['that is not there', () => null],
    ['in upper case', (hex) => hex.toUpperCase()],
  ])('JW4: is not believed under a signature %s, and not sent again', async (_, as) => {
    at.webhooksOf('jira-main').next({ kind: 'signed', as });
    move('Done');
    await at.webhooksOf('jira-main').idle();

    expect(await at.answered('jira-main')).toMatchObject([{ statuses: [401] }]);
    expect(await at.deliveries()).toEqual([]);
  });

  it('JW4: is not believed under a SHA-1', async () => {
    const { createHmac } = await import('node:crypto');
    const sha1 = createHmac('sha1', webhookSecrets['jira-main']).update('{}').digest('hex');

    const { status } = await at.post('/webhooks/jira-main', '{}', { 'X-Hub-Signature': `sha1=${sha1}` });

    expect(status).toBe(401);
  });

  it.each<[string, (body: Readonly<Record<string, unknown>>) => object]>([
    ['no changelog', (body) => ({ ...body, changelog: undefined })],
    ['no user', (body) => ({ ...body, user: undefined })],
    ['changes that do not say to what', (body) => ({ ...body, changelog: { items: [{ field: 'status' }] } })],
  ])('JW5: is read although its delivery has %s', async (_, to) => {
    at.webhooksOf('jira-main').next({ kind: 'altered', to });
    move('Done');
    await at.answered('jira-main');
    await at.refetch();

    expect((await item()).state).toBe('done');
  });

  it('JW6: is read by sweeps when the webhook has expired and all is silent', async () => {
    at.webhooksOf('jira-main').deliverTo(null);
    move('Done');
    expect(await at.refetch()).toMatchObject({ deliveries: 0 });
    expect((await item()).state).toBe('open');

    await at.house.sweep();

    expect((await item()).state).toBe('done');
    expect(at.webhooksOf('jira-main').sent()).toEqual([]);
  });
});

/** Unsigned, to an address that ends in the token. */
const connect = (token: string) =>
  at.webhooksOf('jira-main').deliverTo({ url: `${at.address}/webhooks/jira-main/${token}`, secret: null });

describe('a Jira that does not sign', () => {
  it('is believed by the secret at the end of the address', async () => {
    connect(webhookSecrets['jira-main']);
    move('Done');
    expect(await at.answered('jira-main')).toMatchObject([{ statuses: [200] }]);
    await at.refetch();

    expect((await item()).state).toBe('done');
  });

  it.each(['wrong', 'jira-kep', ''])('but not by %j', async (token) => {
    connect(token);
    move('Done');

    expect(await at.answered('jira-main')).toMatchObject([{ statuses: [401] }]);
  });
});

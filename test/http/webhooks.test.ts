import { createHmac } from 'node:crypto';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCheck } from '../../src/cli/check.ts';
import { webhookDelivery } from '../../src/db/bookkeeping-schema.ts';
import { forgetOldDeliveries, lastDeliveries } from '../../src/db/webhook-store.ts';
import { startServer } from '../../src/http/start-server.ts';
import { createWeb } from '../../src/http/web.ts';
import { refetch } from '../../src/reconcile/refetch.ts';
import { webhookReaders } from '../../src/webhook-readers.ts';
import { openAnother } from '../support/database.ts';
import { document, jiraAccount } from '../support/house.ts';
import { openWebhookHouse, webhookSecrets, type WebhookHouse } from '../support/webhook-house.ts';

let at: WebhookHouse;
beforeEach(async () => {
  at = await openWebhookHouse();
});
afterEach(() => at.close());

const bodyOf = (issueId: string, more: object = {}) =>
  JSON.stringify({ webhookEvent: 'jira:issue_updated', timestamp: 1, issue: { id: issueId }, ...more });
const signed = (body: string, id = 'one', secret: string = webhookSecrets['jira-main']) => ({
  'X-Hub-Signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  'X-Atlassian-Webhook-Identifier': id,
});
const send = (issueId: string, id = 'one') =>
  at.post('/webhooks/jira-main', bodyOf(issueId), signed(bodyOf(issueId), id));

/** Two items, one in each tracker. */
async function furnish(): Promise<{ linear: string; jira: string }> {
  await at.house.give(document('checkout', ['| Reject unknown codes | @priya | 2026-11-20 | | | |']));
  await at.house.give(
    document('kubernetes', ['| Page when the pool is full | @tom | 2026-11-20 | | | |'], 'INC-232'),
    'b.md',
  );
  await at.house.drain();
  await at.house.sweep();
  const issues = await at.house.items();
  const of = (kind: string) => issues.find(({ tracker }) => tracker?.kind === kind)?.tracker?.issueId ?? '';
  return { linear: of('linear'), jira: of('jira-cloud') };
}

describe('the door for deliveries', () => {
  it.each([
    ['of no tracker', 'POST', '/webhooks/linear-mian', 404, 'No such tracker'],
    ['without a signature', 'POST', '/webhooks/jira-main', 401, 'Not proven'],
    ['by GET', 'GET', '/webhooks/jira-main', 405, 'Only deliveries'],
    ['with a broken address', 'POST', '/webhooks/%E0%A4%A', 400, 'Bad request'],
  ])('refuses a request %s with a problem document', async (_, method, path, status, title) => {
    const response = await fetch(`${at.address}${path}`, { method });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toEqual({ title, status, detail: expect.any(String), errors: [] });
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
  });

  it('says what is missing while no secret is configured', async () => {
    const config = {
      ...at.config,
      trackers: at.config.trackers.map((tracker) => ({ ...tracker, webhookSecrets: [] })),
    };
    const server = await bare({ config });
    const response = await fetch(`${server.address}/webhooks/jira-main`, {
      method: 'POST',
      body: bodyOf('1'),
      headers: signed(bodyOf('1'), 'one', ''),
    });
    await server.stop();

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      detail: 'No webhookSecrets are configured for jira-main, so nothing can be proven.',
    });
  });

  it('takes no secret of another tracker', async () => {
    const body = bodyOf('1');
    const headers = signed(body, 'one', webhookSecrets['linear-main']);

    expect((await at.post('/webhooks/jira-main', body, headers)).status).toBe(401);
  });

  it('wants the bytes as they were signed, not compressed', async () => {
    const body = bodyOf('1');
    const headers = { ...signed(body), 'Content-Encoding': 'gzip' };

    expect((await at.post('/webhooks/jira-main', new Uint8Array(gzipSync(body)), headers)).status).toBe(415);
    expect(await at.deliveries()).toEqual([]);
  });

  it('does not count deliveries among the requests that are too many', async () => {
    const ids = Array.from({ length: 700 }, (_, number) => `burst-${number}`);
    const statuses: number[] = [];
    for (let from = 0; from < ids.length; from += 50) {
      const answers = await Promise.all(ids.slice(from, from + 50).map((id) => send('10001', id)));
      statuses.push(...answers.map(({ status }) => status));
    }

    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await at.deliveries()).toHaveLength(700);
  });

  it('writes neither the secret at the end of an address nor a body to the log', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const database = await openAnother();
    const server = await bare({ log: pino({ level: 'trace' }, stream), db: database.db });
    const post = (path: string) =>
      fetch(`${server.address}${path}`, { method: 'POST', body: bodyOf('1', { title: 'contents' }) });
    const good = `/webhooks/jira-main/${webhookSecrets['jira-main']}`;
    const statuses = [(await post(good)).status, (await post('/webhooks/jira-main/hunter2')).status];
    await fetch(`${server.address}${good}`);
    await database.close();
    statuses.push((await post(good)).status);
    await server.stop();

    expect(statuses).toEqual([200, 401, 503]);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.join('')).not.toMatch(/jira-kept|hunter2|contents/);
  });
});

describe('a fault of ours', () => {
  it('is answered 503, so that the tracker sends it again, and nothing of it is told', async () => {
    const database = await openAnother();
    const server = await bare({ db: database.db });
    await database.close();
    const body = bodyOf('1');
    const response = await fetch(`${server.address}/webhooks/jira-main`, {
      method: 'POST',
      body,
      headers: signed(body),
    });
    await server.stop();

    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      title: 'Not stored',
      detail: 'The fault is ours. Send it again.',
    });
  });

  it('is answered in time when the database only hangs, and the delivery is known when it comes again', async () => {
    const { promise: mended, resolve: mend } = Promise.withResolvers<void>();
    const { promise: isHeld, resolve: tellHeld } = Promise.withResolvers<void>();
    const held = at.settings.db.transaction(async (tx) => {
      await tx.execute('lock table webhook_delivery in access exclusive mode');
      tellHeld();
      await mended;
    });
    await isHeld;

    const began = performance.now();
    const first = await send('10001');
    const waited = performance.now() - began;
    mend();
    await held;

    expect(first.status).toBe(503);
    expect(waited).toBeLessThan(4500);
    await expect.poll(() => at.deliveries()).toHaveLength(1);
    expect(await (await send('10001')).json()).toEqual({ status: 'stored before' });
  });

  it('brings back in the sandbox what was refused meanwhile', async () => {
    const { jira } = await furnish();
    let failures = 2;
    const server = await bare({
      db: new Proxy(at.settings.db, {
        get: (target, name) => {
          if (name === 'insert' && failures-- > 0) throw new Error('The disk is full');
          return Reflect.get(target, name);
        },
      }),
    });
    at.house.pass(600);
    at.webhooksOf('jira-main').deliverTo({
      url: `${server.address}/webhooks/jira-main`,
      secret: webhookSecrets['jira-main'],
    });
    at.house.jira.store.transition(jira, 'Done', { by: jiraAccount('Tom Becker') });
    await at.webhooksOf('jira-main').idle();
    await server.stop();

    expect(at.webhooksOf('jira-main').sent()).toMatchObject([{ statuses: [503, 503, 200] }]);
    await at.refetch();
    expect((await at.house.items()).map(({ state }) => state)).toContain('done');
  });
});

describe('what was stored', () => {
  it('is read once however many deliveries told of it', async () => {
    const { jira } = await furnish();
    for (const id of ['a', 'b', 'c', 'd']) await send(jira, id);
    const before = at.house.jira.requests().length;

    expect(await at.refetch()).toMatchObject({ deliveries: 4, read: 1, problems: [] });

    const operations = at.house.jira.requests().slice(before);
    expect(operations.filter(({ operation }) => operation === 'bulkFetchIssues')).toHaveLength(1);
    expect((await at.deliveries()).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('about an issue of nobody here is ignored, asks no tracker anything, and its contents are not kept', async () => {
    await furnish();
    await send('424242');
    const before = at.house.jira.requests().length;

    expect(await at.refetch()).toEqual({ deliveries: 1, read: 0, changed: 0, problems: [] });

    expect(at.house.jira.requests()).toHaveLength(before);
    expect(await at.deliveries()).toMatchObject([{ state: 'ignored', body: '', issueId: '424242' }]);
  });

  it('is read by one of two processes that come for it at once', async () => {
    const { jira, linear } = await furnish();
    for (const id of ['a', 'b', 'c']) await send(jira, id);
    at.connect('linear-main');
    at.house.linear.store.reDate(linear, '2026-12-01', { by: 'Priya Nair' });
    await at.answered('linear-main');

    const results = await Promise.all([refetch(at.settings), refetch(at.settings), refetch(at.settings)]);

    expect(results.reduce((sum, { deliveries }) => sum + deliveries, 0)).toBe(4);
    expect((await at.deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 4 }, () => ['done', 1]),
    );
  });

  it('and taken by a process that died is read by the next one after its lease', async () => {
    const { jira } = await furnish();
    await send(jira);
    const now = at.house.now().getTime();
    await at.settings.db
      .update(webhookDelivery)
      .set({ state: 'running', attempts: 1, lockedUntil: new Date(now + 120_000) });

    expect(await at.refetch()).toMatchObject({ deliveries: 0 });
    at.house.pass(121);
    expect(await at.refetch()).toMatchObject({ deliveries: 1, read: 1 });
    expect(await at.deliveries()).toMatchObject([{ state: 'done', attempts: 2 }]);
  });

  it('waits while its tracker is down, and the other tracker’s does not', async () => {
    const { jira, linear } = await furnish();
    at.connect('linear-main');
    at.house.pass(600);
    at.house.linear.store.moveIssue(linear, 'Done', { by: 'Priya Nair' });
    await at.answered('linear-main');
    await send(jira);
    at.house.jira.faults.all({ kind: 'unavailable' });

    const { problems } = await at.refetch();

    expect(problems).toEqual([expect.stringContaining('jira-main')]);
    expect((await at.deliveries()).map(({ trackerId, state }) => [trackerId, state])).toEqual([
      ['linear-main', 'done'],
      ['jira-main', 'queued'],
    ]);
    expect(await at.refetch()).toMatchObject({ deliveries: 0, problems: [] });
    at.house.jira.faults.all(null);
    at.house.pass(3600);
    expect(await at.refetch()).toMatchObject({ deliveries: 1, read: 1, problems: [] });
  });

  it('is forgotten after a week, save the last of each tracker', async () => {
    await send('1', 'first');
    at.house.pass(60);
    await send('1', 'second');
    const last = at.house.now();
    at.house.pass(8 * 86_400);

    await forgetOldDeliveries(at.settings.db, new Date(at.house.now().getTime() - 7 * 86_400_000));

    expect(await at.deliveries()).toMatchObject([{ deliveryId: 'second' }]);
    expect(await lastDeliveries(at.settings.db)).toEqual(new Map([['jira-main', last]]));
    const rows = await at.settings.db
      .select()
      .from(webhookDelivery)
      .where(eq(webhookDelivery.deliveryId, 'first'));
    expect(rows).toEqual([]);
  });
});

/** What `check` says of webhooks. */
const check = async () => {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const output = { result: say, note: say, isTerminal: false };
  const context = {
    ...at.settings,
    connectTrackers: () => Promise.resolve(at.settings.trackers),
    worker: 'check',
    output,
  };
  const exitCode = await runCheck({ json: false }, context, () => Promise.resolve(null));
  return { exitCode, said: said.filter((line) => line.includes('ebhook')).toSorted() };
};

describe('whether webhooks arrive', () => {
  it('LW5, JW6: is told by check as soon as an issue has changed without one', async () => {
    const { linear, jira } = await furnish();
    const began = await check();
    at.house.pass(3600);
    at.house.linear.store.moveIssue(linear, 'In Progress', { by: 'Priya Nair' });
    at.house.jira.store.transition(jira, 'In Progress', { by: jiraAccount('Tom Becker') });
    const changed = at.house.now().toISOString();
    await at.house.sweep();
    at.house.pass(7200);

    expect(began).toEqual({
      exitCode: 0,
      said: [
        'jira-main: ready; no webhook came yet, and none was due',
        'linear-main: ready; no webhook came yet, and none was due',
      ],
    });
    const { exitCode, said } = await check();
    expect(exitCode).toBe(1);
    expect(said).toEqual([
      expect.stringContaining(
        `jira-main: Webhooks do not arrive: an issue changed at ${changed}, and none ever came.`,
      ),
      expect.stringContaining('https://followthrough.acme.example/webhooks/linear-main'),
    ]);
    expect((await (await fetch(`${at.address}/queue`)).text()).match(/No webhooks/g)).toHaveLength(2);
  });

  it('is seen in check, on the page of the queue and in the figures once one has come', async () => {
    const { jira } = await furnish();
    await send(jira);
    const came = at.house.now();
    at.house.pass(86_400);

    const { said } = await check();
    expect(said).toContain(`jira-main: ready; the last webhook came at ${came.toISOString()}`);
    // Linear, of which none ever came.
    expect((await (await fetch(`${at.address}/queue`)).text()).match(/No webhooks/g)).toHaveLength(1);
    expect(await (await fetch(`${at.address}/metrics`)).text()).toContain(
      `followthrough_last_webhook_timestamp_seconds{tracker="jira-main"} ${came.getTime() / 1000}`,
    );
  });
});

/** Another door into the house, with other parts where they are given. */
function bare(parts: Partial<Parameters<typeof createWeb>[0]>) {
  const web = createWeb({
    config: at.config,
    db: at.settings.db,
    clock: at.settings.clock,
    log: pino({ level: 'silent' }),
    isTimetableRunning: () => true,
    webhooks: { readers: webhookReaders, onStored: () => undefined },
    ...parts,
  });
  return startServer(web, '127.0.0.1', 0);
}

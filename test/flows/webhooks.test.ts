import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../../src/http/start-server.ts';
import { refetchSoon } from '../../src/jobs/refetch-soon.ts';
import { timetableWork } from '../../src/jobs/timetable-work.ts';
import { createLog } from '../../src/lib/log.ts';
import { webOf } from '../http/web-of.ts';
import { document, jiraAccount } from '../support/house.ts';
import { openWebhookHouse, webhookSecrets, type WebhookHouse } from '../support/webhook-house.ts';

let at: WebhookHouse;
const problems: unknown[] = [];
let ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  at = await openWebhookHouse();
  await at.house.give(document('checkout', ['| Reject unknown codes | @priya | 2026-11-20 | | | |']));
  await at.house.give(
    document('kubernetes', ['| Page when the pool is full | @tom | 2026-11-20 | | | |'], 'INC-232'),
    'b.md',
  );
  await at.house.drain();
  await at.house.sweep();
  at.house.pass(600);
  problems.length = 0;
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  ends = [];
  await at.close();
});

/** The service as `serve` puts it together, without its timetable; both trackers deliver to it. */
async function serveDeliveries(): Promise<void> {
  const refetching = refetchSoon(at.settings, (trackerId, problem) => problems.push([trackerId, problem]));
  const web = webOf({ ...at.house, config: at.config }, undefined, (id) => refetching.nudge(id));
  const server = await startServer(web, '127.0.0.1', 0);
  ends.push(
    () => server.stop(),
    () => refetching.stop(),
  );
  for (const tracker of ['linear-main', 'jira-main'] as const) {
    at.webhooksOf(tracker).deliverTo({
      url: `${server.address}/webhooks/${tracker}`,
      secret: webhookSecrets[tracker],
    });
  }
}

/** What a person does on the board of a sandbox, in a browser. */
async function onBoard(boardUrl: string, issueId: string, change: Record<string, string>): Promise<void> {
  const body = new URLSearchParams(change);
  const { status } = await fetch(`${boardUrl}/issues/${issueId}`, {
    method: 'POST',
    body,
    redirect: 'manual',
  });
  expect(status).toBe(303);
}

const itemIn = async (kind: string) => (await at.house.items()).find(({ tracker }) => tracker?.kind === kind);

describe('an issue that is closed on its board', () => {
  it.each([
    ['linear', 'Done'],
    ['jira-cloud', '10003'],
  ])('makes the item done within seconds and without a sweep: %s', async (kind, column) => {
    await serveDeliveries();
    const { boardUrl } = kind === 'linear' ? at.house.linear : at.house.jira;

    await onBoard(boardUrl, (await itemIn(kind))?.tracker?.issueId ?? '', { column });
    await expect
      .poll(async () => (await itemIn(kind))?.state, { timeout: 10_000, interval: 50 })
      .toBe('done');

    expect(await itemIn(kind)).toMatchObject({ completedAt: at.house.now() });
    expect(problems).toEqual([]);
  });

  it('costs one reading, however often it is changed within a second', async () => {
    await serveDeliveries();
    const item = await itemIn('linear');
    const before = at.house.linear.requests('issues');

    for (let change = 0; change < 25; change++) {
      at.house.pass(1);
      at.house.linear.store.reDate(
        item?.tracker?.issueId ?? '',
        `2026-12-${String(change + 1).padStart(2, '0')}`,
        {
          by: 'Priya Nair',
        },
      );
    }
    await expect
      .poll(async () => (await itemIn('linear'))?.due, { timeout: 10_000, interval: 50 })
      .toBe('2026-12-25');
    await at.webhooksOf('linear-main').idle();
    await expect
      .poll(async () => (await at.deliveries()).filter(({ state }) => state !== 'done'), { timeout: 10_000 })
      .toEqual([]);

    expect(await at.deliveries()).toHaveLength(25);
    // One for the burst, and one for what came while it was being read; each asks for issues and for their history.
    expect(at.house.linear.requests('issues') - before).toBeLessThanOrEqual(6);
    expect((await itemIn('linear'))?.moves).toBe(25);
  });
});

describe('what is left over', () => {
  it('by a process that died after its answer is read by the next drain of the timetable', async () => {
    const item = await itemIn('linear');
    at.connect('linear-main');
    at.house.linear.store.moveIssue(item?.tracker?.issueId ?? '', 'Done', { by: 'Priya Nair' });
    await at.answered('linear-main');
    expect((await itemIn('linear'))?.state).toBe('open');

    const work = timetableWork({ ...at.settings, worker: 'another' }, createLog('silent'));
    await work.drain(at.house.now(), new AbortController().signal);

    expect((await itemIn('linear'))?.state).toBe('done');
  });

  it('when the service stops is kept, and no reading goes on behind its back', async () => {
    const refetching = refetchSoon(at.settings, (_, problem) => problems.push(problem));
    const item = await itemIn('linear');
    at.connect('linear-main');
    at.house.linear.store.moveIssue(item?.tracker?.issueId ?? '', 'Done', { by: 'Priya Nair' });
    await at.answered('linear-main');

    refetching.nudge('linear-main');
    await refetching.stop();
    refetching.nudge('linear-main');
    await new Promise((resolve) => setTimeout(resolve, 400));

    expect(await at.deliveries()).toMatchObject([{ state: 'queued' }]);
  });
});

it('one tracker that is down does not keep what the other tells waiting', async () => {
  await serveDeliveries();
  const [linear, jira] = [await itemIn('linear'), await itemIn('jira-cloud')];
  at.house.jira.faults.all({ kind: 'slow-answer', milliseconds: 6000 });
  at.house.jira.store.transition(jira?.tracker?.issueId ?? '', 'Done', { by: jiraAccount('Tom Becker') });
  await expect
    .poll(async () => (await at.deliveries()).map(({ state }) => state), { timeout: 5000, interval: 10 })
    .toEqual(['running']);

  at.house.linear.store.moveIssue(linear?.tracker?.issueId ?? '', 'Done', { by: 'Priya Nair' });
  await expect
    .poll(async () => (await itemIn('linear'))?.state, { timeout: 10_000, interval: 50 })
    .toBe('done');

  expect((await itemIn('jira-cloud'))?.state).toBe('open');
  at.house.jira.faults.all(null);
  await expect
    .poll(async () => (await itemIn('jira-cloud'))?.state, { timeout: 10_000, interval: 50 })
    .toBe('done');
});

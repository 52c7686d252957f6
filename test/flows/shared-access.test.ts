import request from 'supertest';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildTrackers } from '../../src/app.ts';
import { runPlan } from '../../src/cli/plan.ts';
import type { Config } from '../../src/config/config.ts';
import { drain } from '../../src/outbox/drain.ts';
import { sweep } from '../../src/reconcile/sweep.ts';
import { startJiraSandbox } from '../../src/sandbox/jira/jira-sandbox.ts';
import { usualWorkflow } from '../../src/sandbox/jira/jira-site.ts';
import { startLinearSandbox } from '../../src/sandbox/linear/linear-sandbox.ts';
import { createOAuthDesk } from '../../src/sandbox/oauth.ts';
import type { OAuthCredential } from '../../src/trackers/settings.ts';
import { webOf } from '../http/web-of.ts';
import { openTestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const row = '| Reject unknown currency codes | @priya | 2026-11-20 | High | | |';

/** One more process of the installation: adapters of its own on the same database. */
async function process() {
  const { config, database } = house;
  const clock = () => house.now();
  const trackers = await buildTrackers(config, clock, 20_000, database.db);
  const settings = { db: database.db, config, trackers, clock };
  return {
    drain: () => drain({ ...settings, worker: 'worker-of-its-own' }),
    sweep: () => sweep(settings, { full: true }),
    async plan(json: boolean): Promise<string> {
      const lines: string[] = [];
      const output = {
        result: (text: string) => void lines.push(text),
        note: () => undefined,
        isTerminal: false,
      };
      await runPlan(
        { json },
        {
          ...settings,
          connectTrackers: () => Promise.resolve(settings.trackers),
          worker: 'planner',
          output,
        },
      );
      return lines.join('\n');
    },
  };
}

describe('the processes of one installation keep to the limits together', () => {
  it('L1: what one was refused for holds the other, and only at that tracker', async () => {
    await house.give(document('checkout', [row]));
    await house.give(document('kubernetes', [row], 'INC-232'), 'docs/nodes.md');
    house.linear.faults.next({ name: 'rate-limited', seconds: 600 });
    expect(await (await process()).drain()).toMatchObject({ created: 1, waiting: 1 });
    const met = house.linear.requests();

    const other = await process();
    expect(await other.drain()).toMatchObject({ created: 0 });
    expect(await other.sweep()).toMatchObject({ read: 1 });
    expect(house.linear.requests()).toBe(met);

    house.pass(600);
    expect(await other.drain()).toMatchObject({ created: 1, problems: [] });
    expect(house.linear.store.data.issues.size).toBe(1);
  });

  it('plan says which tracker is left alone, until when and why', async () => {
    await house.give(document('checkout', [row]));
    await house.give(document('checkout', [row], 'INC-233'), 'docs/later.md');
    house.linear.faults.next({ name: 'rate-limited', seconds: 600 });
    const one = await process();
    await one.drain();
    const until = new Date(house.now().getTime() + 600_000).toISOString();

    expect(await one.plan(false)).toContain(
      `\n  linear-main is left alone until ${until}: the hourly requests are used up`,
    );
    expect(JSON.parse(await one.plan(true))).toMatchObject([{ waitsUntil: until }, { waitsUntil: until }]);
    house.pass(600);
    expect(await one.plan(false)).not.toContain('left alone');
  });

  it('so do the queue and the figures for Prometheus', async () => {
    house.linear.faults.next({ name: 'rate-limited', seconds: 600 });
    await house.give(document('checkout', [row]));
    await (await process()).drain();
    const web = webOf(house);
    const until = (house.now().getTime() + 600_000) / 1000;

    const { text: page } = await request(web).get('/queue');
    expect(pageText(page)).toContain(
      'Left alone until Wed 4 Nov 2026, 13:10: the hourly requests are used up.',
    );
    const { text: figures } = await request(web).get('/metrics');
    expect(figures).toContain(
      `followthrough_tracker_paused_until_timestamp_seconds{tracker="linear-main",scope="*"} ${until}`,
    );
    expect(figures).toContain('followthrough_tracker_requests_remaining{tracker="linear-main",scope="*"} 0');
  });
});

describe('the processes of one installation share their OAuth tokens', () => {
  const now = new Date('2026-11-10T09:00:00.000Z');
  const clock = () => now;
  const client = {
    clientId: 'client-1',
    clientSecret: 'the-secret-of-it',
    refreshToken: 'the-first-refresh',
  };
  const bot = { name: 'Followthrough', email: 'bot@acme.example' };
  const closing: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(closing.map((close) => close())));

  it('L19, J29: of two that find no token in force each tracker gives out one', async () => {
    const database = await openTestDatabase();
    const desks = {
      linear: createOAuthDesk({ clock, client: { ...client, email: bot.email } }),
      'jira-cloud': createOAuthDesk({ clock, client: { ...client, email: bot.email } }),
    };
    const linear = await startLinearSandbox({
      port: 0,
      clock,
      oauth: desks.linear,
      workspace: {
        name: 'Acme',
        urlKey: 'acme',
        teams: [{ key: 'PAY', name: 'P' }],
        users: [bot],
        apiKeys: {},
      },
    });
    const jira = await startJiraSandbox({
      port: 0,
      clock,
      oauth: desks['jira-cloud'],
      site: {
        ...usualWorkflow,
        title: 'Acme',
        users: [{ ...bot, accountId: 'bot-1' }],
        credentials: [{ email: bot.email, token: 'of no use', accountId: 'bot-1' }],
        projects: [{ key: 'PLAT', name: 'Platform', issueTypes: ['Task'] }],
      },
    });
    closing.push(
      () => linear.close(),
      () => jira.close(),
    );
    const credential = (url: string): OAuthCredential => ({
      type: 'oauth',
      ...client,
      tokenUrl: new URL('/oauth/token', url).href,
      gateway: { url: new URL(url).origin, cloudId: null },
    });
    const addresses: Record<string, string> = { linear: linear.url, 'jira-cloud': jira.url };
    const plain = testConfig();
    const config: Config = {
      ...plain,
      trackers: plain.trackers.map((tracker) => {
        const url = addresses[tracker.kind] ?? '';
        return { ...tracker, url, credential: credential(url) };
      }),
    };

    for (const round of [1, 2]) {
      const both = await Promise.all([1, 2].map(() => buildTrackers(config, clock, 20_000, database.db)));
      const ids: Record<string, string> = {
        linear: '6a1f4f0e-3b1c-4e5b-9a57-0c2f6f6f8a11',
        'jira-cloud': '10001',
      };
      const read = await Promise.all(
        both.flatMap((trackers) =>
          [...trackers.values()].map((tracker) => tracker.fetchIssues([ids[tracker.kind] ?? ''])),
        ),
      );
      expect(read.map(({ absent }) => absent.length)).toEqual([1, 1, 1, 1]);
      expect(Object.values(desks).map((desk) => desk.grants().length)).toEqual([round, round]);
      for (const desk of Object.values(desks)) desk.expire();
    }
  });
});

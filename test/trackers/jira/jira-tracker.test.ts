import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JiraSite } from '../../../src/sandbox/jira/jira-site.ts';
import { createJiraTracker } from '../../../src/trackers/jira/jira-tracker.ts';
import type { TrackerContext, TrackerSettings } from '../../../src/trackers/settings.ts';
import { done, newIdentity, notes, reason } from '../contract/drafts.ts';
import { acme, draft, dropped, type JiraHarness, secret, startJiraHarness } from './jira-harness.ts';
import { ensureOne } from '../../support/ensure-one.ts';

const settings: TrackerSettings = {
  id: 'jira-main',
  kind: 'jira-cloud',
  url: 'http://127.0.0.1:9',
  credential: { type: 'basic', email: 'bot@acme.example', token: secret },
  webhookSecrets: [],
};
const context: TrackerContext = {
  clock: () => new Date('2026-11-10T09:00:00Z'),
  timeoutMs: 500,
  droppedResolutions: dropped,
};

describe('the Jira adapter', () => {
  let harness: JiraHarness;
  const start = async (site: JiraSite = acme): Promise<JiraHarness> => {
    await harness.close();
    harness = await startJiraHarness(site);
    return harness;
  };
  const make = async (changes: Parameters<typeof draft>[0] = {}) =>
    done(await ensureOne(harness.tracker, newIdentity(), draft(changes)));
  const sent = (operation: string) =>
    harness.sandbox.requests().filter((request) => request.operation === operation);

  beforeEach(async () => {
    harness = await startJiraHarness();
  });
  afterEach(() => harness.close());

  it('puts label and property into the create itself, and no second write beside the link', async () => {
    const identity = newIdentity();
    done(await ensureOne(harness.tracker, identity, draft()));
    expect(sent('createIssue')[0]?.body).toMatchObject({
      fields: { labels: ['postmortem', `pm-${identity.key}`] },
      properties: [{ key: 'pm.actionItem', value: { k: identity.key, v: 1 } }],
    });
    const writes = harness.sandbox
      .requests()
      .filter(({ method, operation }) => method !== 'GET' && operation !== 'bulkFetchIssues');
    expect(writes.map(({ operation }) => operation)).toEqual(['createIssue', 'setRemoteLink']);
  });

  it('remembers what it made when the answer to the link is lost, even where the search shows nothing', async () => {
    const identity = newIdentity();
    harness.sandbox.faults.searchLag(3_600_000);
    harness.sandbox.faults.next('setRemoteLink', { kind: 'lost-answer' });
    expect((await ensureOne(harness.tracker, identity, draft())).outcome).toBe('unknown');
    done(await ensureOne(harness.tracker, identity, draft()));
    expect(harness.seen()).toHaveLength(1);
    expect(harness.seen()[0]?.backlinks).toHaveLength(1);
  });

  it('says so when Jira refuses the link back, and keeps the issue', async () => {
    harness.sandbox.faults.next('setRemoteLink', {
      kind: 'refused',
      status: 403,
      messages: ['Issue linking is disabled.'],
    });
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft());
    expect(done(outcome).key).toBe('PAY-1');
    expect(notes(outcome).join()).toContain('Issue linking is disabled.');
  });

  it('reads 250 issues in three requests', async () => {
    const ids = Array.from({ length: 250 }, (_, n) =>
      harness.human.create({ title: `Issue ${n}`, labels: [] }),
    );
    const before = harness.tracker.requestCount();
    await harness.tracker.fetchIssues(ids);
    expect(harness.tracker.requestCount() - before).toBe(3);
  });

  it('sends nothing when a project key would leave the path', async () => {
    const findings = await harness.tracker.check({
      destinations: [{ project: '../../admin?x=1', issueType: 'Task', fields: {} }],
      labels: [],
      people: [],
    });
    expect(findings).toHaveLength(1);
    expect(harness.sandbox.requests().map(({ operation }) => operation)).toEqual(['myself']);
  });

  it('does not touch an issue under an id that is none', async () => {
    expect((await harness.tracker.updateIssue('1/../../2', { due: null })).outcome).toBe('refused');
    expect(harness.sandbox.requests()).toEqual([]);
  });

  it('says the same comment once, but two different ones', async () => {
    const { id } = await make();
    for (const comment of ['First.', 'First.', 'Second.'])
      done(await harness.tracker.updateIssue(id, { comment }));
    expect(harness.seen()[0]?.comments).toEqual(['First.', 'Second.']);
  });

  describe('cancelling', () => {
    it('closes with the first dropped resolution the screen offers', async () => {
      const { id } = await make();
      const issue = done(
        await harness.tracker.updateIssue(id, { state: 'cancelled', comment: 'Not worth it.' }),
      );
      expect(issue).toMatchObject({ state: 'cancelled', stateName: 'Done', resolution: "Won't Do" });
    });

    it('uses a status of that name where the site has no resolutions', async () => {
      await start({
        ...acme,
        resolutions: [],
        statuses: [...acme.statuses, { id: '10009', name: "Won't Do", category: 'done' }],
      });
      const { id } = await make();
      const issue = done(await harness.tracker.updateIssue(id, { state: 'cancelled' }));
      expect(issue).toMatchObject({ state: 'cancelled', stateName: "Won't Do", resolution: null });
    });

    it('refuses rather than call it done, before anything else is written', async () => {
      await start({ ...acme, resolutions: ['Done', 'Fixed'] });
      const { id } = await make();
      const outcome = await harness.tracker.updateIssue(id, { state: 'cancelled', due: '2026-12-01' });
      expect(reason(outcome)).toContain("Won't Do");
      expect(harness.seen()[0]).toMatchObject({ state: 'open', due: null });
    });
  });

  describe('history', () => {
    it('tells a resolution changed later as the change of state it is', async () => {
      const { id } = await make();
      harness.human.move(id, 'done', 'known');
      harness.setNow(new Date(harness.now().getTime() + 60_000));
      harness.human.move(id, 'cancelled', 'other');
      harness.setNow(new Date(harness.now().getTime() + 60_000));
      harness.human.move(id, 'open', 'known');
      const states = (await harness.tracker.historyOf([id])).map(({ field, value }) => [field, value]);
      expect(states).toEqual([
        ['state', 'done'],
        ['state', 'cancelled'],
        ['state', 'open'],
      ]);
    });

    it('does not call a move between two columns of one state a change', async () => {
      const { id } = await make();
      const by = 'priya-1';
      harness.sandbox.store.transition(id, 'In Progress', { by });
      harness.sandbox.store.transition(id, 'In Review', { by });
      expect(await harness.tracker.historyOf([id])).toHaveLength(1);
    });

    it('is read page by page', async () => {
      const ids = Array.from({ length: 51 }, () => harness.human.create({ title: 'Item', labels: [] }));
      const first = harness.now().getTime();
      const at = (n: number): Date => new Date(first + n * 60_000);
      for (const id of ids) {
        for (let n = 0; n < 100; n += 1) {
          const due = n % 2 === 0 ? '2026-12-01' : '2026-12-02';
          harness.sandbox.store.reDate(id, due, { by: 'priya-1', at: at(n) });
        }
      }
      const entries = await harness.tracker.historyOf(ids);
      expect(entries).toHaveLength(5100);
      expect(sent('bulkChangelogs')).toHaveLength(2);
      expect(entries.at(-1)).toMatchObject({ issueId: ids.at(-1), occurredAt: at(99) });
    });
  });

  describe('finding', () => {
    it.each(['https://acme.example/browse/PAY-1', 'PAY-', 'ftp://x/browse/PAY-1'])(
      'asks nothing about %s',
      async (reference) => {
        expect(await harness.tracker.findIssue(reference)).toBeNull();
        expect(harness.sandbox.requests()).toEqual([]);
      },
    );

    it('reads the key out of a board address', async () => {
      const { key, id } = await make();
      const address = `${harness.sandbox.url}/jira/software/projects/PAY/boards/1?selectedIssue=${key}`;
      expect((await harness.tracker.findIssue(address))?.id).toBe(id);
    });
  });

  it('refuses to be built for what it cannot speak to', () => {
    expect(() => createJiraTracker({ ...settings, kind: 'jira-data-center' }, context)).toThrow(
      /jira-data-center is not supported/,
    );
    expect(() =>
      createJiraTracker({ ...settings, credential: { type: 'api-key', key: 'k' } }, context),
    ).toThrow(/API token/);
  });
});

import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataCenterHarness, startDataCenterHarness } from './data-center-harness.ts';
import { createDataCenterTracker } from '../../../../src/trackers/jira/data-center/data-center-tracker.ts';

const nothing = { destinations: [], labels: [], people: [] };

describe('checking a Jira Data Center', () => {
  let harness: DataCenterHarness;
  beforeEach(async () => {
    harness = await startDataCenterHarness();
  });
  afterEach(() => harness.close());

  it.each([
    ['a Cloud site', { version: '1001.0.0', deploymentType: 'Cloud' }, /Jira Cloud.*/, /jira-cloud/],
    [
      'a version without personal access tokens',
      { version: '8.5.1', versionNumbers: [8, 5, 1], deploymentType: 'Server' },
      /Jira 8\.5\.1/,
      /8\.14/,
    ],
  ])('says when the address is that of %s', async (_what, info, what, advice) => {
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(info));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const findings = await harness.restarted({ url: `http://127.0.0.1:${port}` }).check(nothing);
    server.close();
    expect(findings).toHaveLength(1);
    expect(findings[0]?.what).toMatch(what);
    expect(findings[0]?.do).toMatch(advice);
  });

  it('turns every page of the issue types and fields', async () => {
    const destination = { project: 'SEC', issueType: 'task', fields: {} };
    const findings = await harness.tracker.check({ ...nothing, destinations: [destination] });
    expect(findings.map(({ what }) => what)).toEqual([
      'Project SEC wants “Root cause” (customfield_10042) in every Task.',
    ]);
  });

  it('knows a person by user name as well as by key', async () => {
    const people = ['dana', 'JIRAUSER10102'].map((account) => ({ name: 'Dana Cole', emails: [], account }));
    expect(await harness.tracker.check({ ...nothing, people })).toEqual([]);
    const issue = harness.human.create({ title: 'One', labels: [] });
    const outcome = await harness.tracker.updateIssue(issue, { assignee: people[1] ?? null });
    expect(outcome).toMatchObject({ outcome: 'done', value: { assignee: { name: 'Dana Cole' } } });
  });

  it('refuses a tracker of another kind and a credential it cannot use', () => {
    const settings = {
      id: 'dc',
      kind: 'jira-cloud' as const,
      url: harness.sandbox.url,
      credential: { type: 'bearer' as const, token: 'x' },
      webhookSecrets: [],
    };
    const context = { clock: () => harness.now(), timeoutMs: 1000, droppedResolutions: [] };
    expect(() => createDataCenterTracker(settings, context)).toThrow(/only jira-data-center/);
    const withKey = {
      ...settings,
      kind: 'jira-data-center' as const,
      credential: { type: 'api-key' as const, key: 'k' },
    };
    expect(() => createDataCenterTracker(withKey, context)).toThrow(/personal access token/);
  });
});

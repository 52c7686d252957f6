import { existsSync, readFileSync } from 'node:fs';
import * as jira from 'jira.js/cloud';
import { createClient } from 'jira.js/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jiraOperations } from '../../../src/sandbox/jira/jira-faults.ts';
import { type JiraSandbox, jiraRoutes, startJiraSandbox } from '../../../src/sandbox/jira/jira-sandbox.ts';
import { acme, secret } from '../../trackers/jira/jira-harness.ts';

const openapi = new URL('../../../../shared/api/jira-cloud-openapi.json', import.meta.url);
const clock = (): Date => new Date('2026-11-10T09:00:00.000Z');
const words = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
};

describe('the sandbox Jira speaks as jira.js reads', () => {
  let sandbox: JiraSandbox;
  let id: string;
  const client = () =>
    createClient({
      host: sandbox.url,
      auth: { type: 'basic', email: 'bot@acme.example', apiToken: secret },
      onSchemaMismatch: 'throw',
    });
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One' };

  beforeAll(async () => {
    sandbox = await startJiraSandbox({ port: 0, clock, site: acme });
    id = sandbox.store.createIssue(
      {
        project: 'PAY',
        summary: 'Seed',
        labels: ['a'],
        assigneeId: 'dana-1',
        due: '2026-11-20',
        description: words,
      },
      { by: 'priya-1' },
    );
    sandbox.store.transition(id, 'Done', { by: 'dana-1', resolution: "Won't Do" });
    sandbox.store.reDate(id, null, { by: 'priya-1' });
    sandbox.store.reassign(id, null, { by: 'priya-1' });
    sandbox.store.prioritise(id, null, { by: 'priya-1' });
    sandbox.store.find(id)?.properties.set('p', { k: 1 });
    sandbox.store.moveProject(id, 'OPS', { by: 'priya-1' });
  });
  afterAll(() => sandbox.close());

  const everything: Record<(typeof jiraOperations)[number], () => Promise<unknown>> = {
    myself: () => jira.getCurrentUser(client()),
    serverInfo: () => jira.getServerInfo(client()),
    createIssue: () =>
      jira.createIssue(client(), { fields: { ...fields, labels: ['a'], duedate: '2026-12-01' } }),
    createIssues: () =>
      jira.createIssues(client(), { issueUpdates: [{ fields }, { fields: { ...fields, summary: '' } }] }),
    getIssue: () => jira.getIssue(client(), { issueIdOrKey: 'PAY-1', properties: ['pm.actionItem'] }),
    editIssue: () => jira.editIssue(client(), { issueIdOrKey: id, fields: { summary: 'Two' } }),
    deleteIssue: () => {
      const spare = sandbox.store.createIssue({ project: 'OPS', summary: 'Spare' }, { by: 'priya-1' });
      return jira.deleteIssue(client(), { issueIdOrKey: spare });
    },
    bulkFetchIssues: () =>
      jira.bulkFetchIssues(client(), { issueIdsOrKeys: [id, 'PAY-99'], fields: ['*all'] }),
    search: () =>
      jira.searchAndReconsileIssuesUsingJqlPost(client(), {
        jql: 'labels = a',
        fields: ['status', 'labels'],
      }),
    removedSearch: () =>
      client().sendRequest({ url: '/rest/api/3/search', method: 'GET', searchParams: { jql: 'x' } }),
    bulkChangelogs: () => jira.getBulkChangelogs(client(), { issueIdsOrKeys: [id] }),
    changelog: () => jira.getChangeLogs(client(), { issueIdOrKey: id }),
    setRemoteLink: () =>
      jira.createOrUpdateRemoteIssueLink(client(), {
        issueIdOrKey: id,
        globalId: 'g',
        object: { url: 'https://a.example', title: 'A' },
      }),
    remoteLinks: () => jira.getRemoteIssueLinks(client(), { issueIdOrKey: id, globalId: 'g' }),
    addComment: () =>
      jira.addComment(client(), {
        issueIdOrKey: id,
        body: { type: 'doc', version: 1, content: words.content },
      }),
    comments: () => jira.getComments(client(), { issueIdOrKey: id, expand: 'properties' }),
    transitions: () => jira.getTransitions(client(), { issueIdOrKey: id, expand: 'transitions.fields' }),
    transition: () => jira.doTransition(client(), { issueIdOrKey: id, transition: { id: '13' } }),
    setProperty: () =>
      jira.setIssueProperty(client(), { issueIdOrKey: id, propertyKey: 'p', body: { k: 1 } }),
    property: () => jira.getIssueProperty(client(), { issueIdOrKey: id, propertyKey: 'p' }),
    issueTypes: () => jira.getCreateIssueMetaIssueTypes(client(), { projectIdOrKey: 'SEC' }),
    issueTypeFields: () =>
      jira.getCreateIssueMetaIssueTypeId(client(), { projectIdOrKey: 'SEC', issueTypeId: '10100' }),
    user: () => jira.getUser(client(), { accountId: 'dana-1' }),
    findUsers: () => jira.findUsers(client(), { query: 'a' }),
    findAssignable: () => jira.findAssignableUsers(client(), { project: 'PAY', query: '' }),
    project: () => jira.getProject(client(), { projectIdOrKey: 'PAY' }),
    priorities: () =>
      client().sendRequest({
        url: '/rest/api/3/priority',
        method: 'GET',
        schema: z.array(jira.PrioritySchema),
      }),
    searchPriorities: () => jira.searchPriorities(client()),
    statuses: () => jira.getStatuses(client()),
    labels: () => jira.getAllLabels(client()),
  };

  it.each(jiraOperations.filter((operation) => operation !== 'removedSearch'))(
    'in answers of %s',
    async (operation) => {
      const before = sandbox.requests().length;
      await everything[operation]();
      expect(
        sandbox
          .requests()
          .slice(before)
          .map((request) => request.operation),
      ).toContain(operation);
    },
  );

  it('tells who still uses the old search that it is gone (J15)', async () => {
    await expect(everything.removedSearch()).rejects.toMatchObject({ status: 410 });
  });

  it('gives every operation a route of its own', () => {
    expect(new Set(jiraRoutes.map((route) => route.operation))).toEqual(new Set(jiraOperations));
  });

  it.runIf(existsSync(openapi))('has no route that Jira Cloud has not', () => {
    const { paths } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(JSON.parse(readFileSync(openapi, 'utf8')));
    const known = new Set(
      Object.entries(paths).flatMap(([path, verbs]) =>
        Object.keys(verbs).map((verb) => `${verb} ${nameless(path)}`),
      ),
    );
    const spoken = jiraRoutes.map(
      (route) => `${route.method} /rest/api/3${route.path.replaceAll(/:\w+/g, '{}')}`,
    );
    expect(spoken.filter((route) => !known.has(route))).toEqual([]);
  });
});

describe('the sandbox Jira refuses as Jira does', () => {
  it.each([
    [
      'a summary of 255 characters',
      { summary: 'x'.repeat(255) },
      'Summary must be less than 255 characters.',
    ],
    ['a summary of two lines', { summary: 'a\nb' }, 'newline'],
    ['a label with a space (J24)', { labels: ['a b'] }, "The label 'a b' contains spaces"],
    ['a plain description', { description: 'text' }, 'Atlassian Document'],
    [
      'an empty text in a document',
      { description: { ...words, content: [{ type: 'text', text: '' }] } },
      'Atlassian Document',
    ],
    [
      'somebody who cannot be assigned (J25)',
      { assignee: { accountId: 'gary-1' } },
      'cannot be assigned issues',
    ],
    ['an unknown priority', { priority: { name: 'Enormous' } }, 'Specify the Priority'],
    ['a field that is not on the screen (J23)', { customfield_1: 'x' }, 'not on the appropriate screen'],
    ['an archived project (J26)', { project: { key: 'OLD' } }, 'valid project is required'],
    [
      'an issue type of another project',
      { issuetype: { name: 'Improvement' } },
      'issue type selected is invalid',
    ],
    ['a required field that is missing (J22)', { project: { key: 'SEC' } }, 'Root cause is required.'],
  ])('%s', async (_what, wrong, message) => {
    await using sandbox = await started();
    const response = await ask(sandbox, 'POST', '/issue', {
      fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One', ...wrong },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
    expect(sandbox.store.issues()).toEqual([]);
  });

  it('more than 50 creates, and more than 100 reads, at once', async () => {
    await using sandbox = await started();
    const update = { fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One' } };
    const creates = await ask(sandbox, 'POST', '/issue/bulk', {
      issueUpdates: Array.from({ length: 51 }, () => update),
    });
    const ids = Array.from({ length: 101 }, (_, place) => String(place + 1));
    const reads = await ask(sandbox, 'POST', '/issue/bulkfetch', { issueIdsOrKeys: ids });
    expect([creates.status, reads.status]).toEqual([400, 400]);
    expect(sandbox.store.issues()).toEqual([]);
  });

  it('one create of a batch and makes the others (J10), or all of them (J11)', async () => {
    await using sandbox = await started();
    const good = { fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One' } };
    const bad = { fields: { ...good.fields, project: { key: 'SEC' } } };
    const some = await ask(sandbox, 'POST', '/issue/bulk', { issueUpdates: [good, bad, good] });
    expect(some.status).toBe(201);
    expect(await some.json()).toMatchObject({
      issues: [{ key: 'PAY-1' }, { key: 'PAY-2' }],
      errors: [
        {
          status: 400,
          failedElementNumber: 1,
          elementErrors: { errors: { customfield_10042: 'Root cause is required.' } },
        },
      ],
    });
    const none = await ask(sandbox, 'POST', '/issue/bulk', { issueUpdates: [bad] });
    expect(none.status).toBe(400);
  });

  it('a stranger without saying so (J20): nothing found, nothing there, and only /myself tells', async () => {
    await using sandbox = await started();
    const id = sandbox.store.createIssue({ project: 'PAY', summary: 'One' }, { by: 'priya-1' });
    const search = await ask(sandbox, 'POST', '/search/jql', { jql: 'project = PAY' }, 'wrong');
    expect(search.status).toBe(200);
    expect(await search.json()).toEqual({ issues: [], isLast: true });
    expect(search.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
    expect((await ask(sandbox, 'GET', `/issue/${id}`, undefined, 'wrong')).status).toBe(404);
    expect((await ask(sandbox, 'GET', '/myself', undefined, 'wrong')).status).toBe(401);
  });

  it.each([
    ['', 'Unbounded JQL'],
    ['ORDER BY updated', 'Unbounded JQL'],
    ['project = NOSUCH', "The value 'NOSUCH' does not exist for the field 'project'."],
    ['colour = red', "Field 'colour' does not exist"],
  ])('the query %j', async (jql, message) => {
    await using sandbox = await started();
    const response = await ask(sandbox, 'POST', '/search/jql', { jql });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
  });
});

describe('the sandbox Jira searches', () => {
  it('page by page, ids only unless asked for more, newest first', async () => {
    await using sandbox = await started();
    for (const summary of ['One', 'Two', 'Three']) {
      sandbox.store.createIssue({ project: 'PAY', summary, labels: ['a'] }, { by: 'priya-1' });
    }
    sandbox.store.createIssue({ project: 'OPS', summary: 'Other', labels: ['b'] }, { by: 'priya-1' });
    const body = { jql: 'project = PAY AND labels in (a, b) ORDER BY key DESC', maxResults: 2 };
    const first = await (await ask(sandbox, 'POST', '/search/jql', body)).json();
    expect(first).toEqual({ issues: [{ id: '10003' }, { id: '10002' }], isLast: false, nextPageToken: '2' });
    const second = await ask(sandbox, 'POST', '/search/jql', { ...body, nextPageToken: '2' });
    expect(await second.json()).toEqual({ issues: [{ id: '10001' }], isLast: true });
  });
});

function nameless(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}

async function started(): Promise<JiraSandbox & AsyncDisposable> {
  const sandbox = await startJiraSandbox({ port: 0, clock, site: acme });
  return { ...sandbox, [Symbol.asyncDispose]: () => sandbox.close() };
}

function ask(
  sandbox: JiraSandbox,
  method: string,
  path: string,
  body?: unknown,
  token = secret,
): Promise<Response> {
  return fetch(`${sandbox.url}/rest/api/3${path}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`bot@acme.example:${token}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

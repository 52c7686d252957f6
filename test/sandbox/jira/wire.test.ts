import { existsSync, readFileSync } from 'node:fs';
import * as jira from 'jira.js/cloud';
import { createClient } from 'jira.js/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alterations } from '../../../src/sandbox/jira/alterations.ts';
import { jiraOperations } from '../../../src/sandbox/jira/jira-faults.ts';
import { type JiraSandbox, jiraRoutes, startJiraSandbox } from '../../../src/sandbox/jira/jira-sandbox.ts';
import { acme, secret } from '../../trackers/jira/jira-harness.ts';
import { clock, words } from './asking.ts';

const openapi = new URL('../../../../shared/api/jira-cloud-openapi.json', import.meta.url);

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
    const other = sandbox.store.createIssue({ project: 'OPS', summary: 'Same' }, { by: 'priya-1' });
    sandbox.store.markDuplicate(id, other);
    sandbox.store.markDuplicate(other, id);
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

  it.each(alterations.filter((how) => how !== 'odd-issue'))(
    'in a search, a bulk reading and a bulk create that are altered: %s',
    async (how) => {
      for (const operation of ['search', 'bulkFetchIssues', 'createIssues'] as const) {
        sandbox.faults.next(operation, { kind: 'altered', how });
        expect(await everything[operation]()).toHaveProperty('issues');
      }
    },
  );

  it('in a bulk create of which it says that nothing was made (J11), and in one that was made twice (J34)', async () => {
    await expect(jira.createIssues(client(), { issueUpdates: [{ fields: {} }] })).rejects.toMatchObject({
      status: 400,
    });
    sandbox.faults.next('createIssues', { kind: 'executed-twice', answered: 'second' });
    const before = sandbox.store.issues().length;
    const { issues } = await jira.createIssues(client(), { issueUpdates: [{ fields }, { fields }] });
    expect([issues?.length, sandbox.store.issues().length - before]).toEqual([2, 4]);
  });

  it('in the description of fields of every kind', async () => {
    const customFields = (['text', 'paragraph', 'number', 'user', 'select', 'multiselect'] as const).map(
      (kind, place) => ({
        id: `customfield_${place}`,
        name: kind,
        required: 'yes' as const,
        kind,
        ...(kind.endsWith('select') ? { options: ['A', 'B'] } : {}),
      }),
    );
    const project = { key: 'KIND', name: 'Kinds', issueTypes: ['Task'], customFields };
    const kinds = await startJiraSandbox({ port: 0, clock, site: { ...acme, projects: [project] } });
    const page = await jira.getCreateIssueMetaIssueTypeId(
      createClient({
        host: kinds.url,
        auth: { type: 'basic', email: 'bot@acme.example', apiToken: secret },
        onSchemaMismatch: 'throw',
      }),
      { projectIdOrKey: 'KIND', issueTypeId: '10100' },
    );
    await kinds.close();
    expect(page.fields?.filter(({ fieldId }) => fieldId.startsWith('customfield_'))).toHaveLength(6);
  });

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

function nameless(path: string): string {
  return path.replaceAll(/\{\w+\}/g, '{}');
}

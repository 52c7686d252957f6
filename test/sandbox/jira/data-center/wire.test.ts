import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acme, password, secret } from '../../../trackers/jira/data-center/data-center-harness.ts';
import {
  type DataCenterSandbox,
  startDataCenterSandbox,
} from '../../../../src/sandbox/jira/data-center/data-center-sandbox.ts';

const bearer = { Authorization: `Bearer ${secret}` };
const basic = (word: string) => ({
  Authorization: `Basic ${Buffer.from(`followthrough:${word}`).toString('base64')}`,
});

const clock = (): Date => new Date('2026-11-10T09:00:00.000Z');

describe('the sandbox Data Center', () => {
  let sandbox: DataCenterSandbox;
  beforeEach(async () => {
    sandbox = await startDataCenterSandbox({ port: 0, clock, site: acme });
  });
  afterEach(() => sandbox.close());

  async function ask(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ) {
    const headers = { ...bearer, 'Content-Type': 'application/json', ...init.headers };
    const response = await fetch(`${sandbox.url}/rest/api/2${path}`, {
      redirect: 'manual',
      ...init,
      headers,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  }
  const post = (path: string, body: object, headers = {}) =>
    ask(path, { method: 'POST', body: JSON.stringify(body), headers });
  const create = (fields: object = {}) =>
    post('/issue', {
      fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One', ...fields },
    });

  it('lies below a context path, and knows nothing outside of it', async () => {
    expect(new URL(sandbox.url).pathname).toBe('/jira');
    expect((await ask('/serverInfo')).json).toMatchObject({ deploymentType: 'Server', baseUrl: sandbox.url });
    const outside = await fetch(`${new URL(sandbox.url).origin}/rest/api/2/serverInfo`);
    expect([outside.status, outside.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('takes whoever brings an unknown token for anonymous: an empty search, and 401 elsewhere', async () => {
    await create();
    const stranger = { Authorization: 'Bearer nobody-knows-this' };
    const found = await post('/search', { jql: 'project = PAY' }, stranger);
    expect(found.json).toEqual({ startAt: 0, maxResults: 50, total: 0, issues: [] });
    expect(found.headers.get('x-ausername')).toBe('anonymous');
    for (const path of ['/myself', '/issue/PAY-1', '/user/search?username=priya']) {
      expect((await ask(path, { headers: stranger })).status).toBe(401);
    }
    expect((await ask('/myself')).headers.get('x-ausername')).toBe('followthrough');
  });

  it('locks an account after three wrong passwords, and refuses Basic altogether when it is off', async () => {
    expect((await ask('/myself', { headers: basic(password) })).status).toBe(200);
    for (const word of ['a', 'b', 'c']) {
      const wrong = await ask('/myself', { headers: basic(word) });
      expect([wrong.status, wrong.headers.get('x-seraph-loginreason')]).toEqual([
        401,
        'AUTHENTICATED_FAILED',
      ]);
    }
    const locked = await ask('/myself', { headers: basic(password) });
    expect([locked.status, locked.headers.get('x-seraph-loginreason')]).toEqual([
      403,
      'AUTHENTICATION_DENIED',
    ]);
    sandbox.faults.disableBasic();
    expect((await ask('/myself', { headers: basic(password) })).json).toEqual({
      message: 'Basic Authentication has been disabled on this instance.',
    });
  });

  it('knows people by name and key, and descriptions as text', async () => {
    await create({ assignee: { name: 'priya' }, description: 'h2. Why', labels: ['postmortem'] });
    const { json } = await ask('/issue/PAY-1');
    expect(json.fields.assignee).toMatchObject({
      name: 'priya',
      key: 'JIRAUSER10101',
      displayName: 'Priya Nair',
    });
    expect(json.fields.assignee).not.toHaveProperty('accountId');
    expect(json.fields.description).toBe('h2. Why');
    expect(json.self).toBe(`${sandbox.url}/rest/api/2/issue/10001`);
    expect((await ask('/user?key=JIRAUSER10101')).json.name).toBe('priya');
    const document = { type: 'doc', version: 1, content: [] };
    expect((await create({ description: document })).json.errors).toEqual({
      description: 'Operation value must be a string',
    });
  });

  it('cuts a search by startAt and by its own cap, and says which it kept to', async () => {
    for (let place = 0; place < 3; place += 1) await create();
    sandbox.faults.capSearch(2);
    const body = { jql: 'project = PAY ORDER BY id ASC', startAt: 2, maxResults: 5000, fields: ['labels'] };
    expect((await post('/search', body)).json).toMatchObject({
      startAt: 2,
      maxResults: 2,
      total: 3,
      issues: [{ id: '10003', key: 'PAY-3', fields: { labels: [] } }],
    });
  });

  it('refuses a whole query for one dead id, and a body that Cloud would take', async () => {
    await create();
    const dead = await post('/search', { jql: 'id in (10001, 99999)' });
    expect([dead.status, dead.json.errorMessages]).toEqual([
      400,
      ["A value with ID '99999' does not exist for the field 'id'."],
    ]);
    expect((await post('/search', { jql: 'id in (10001)', properties: ['pm.actionItem'] })).status).toBe(400);
  });

  it('tells changes with the issue, and has none of Cloud’s bulk reads', async () => {
    await create();
    await ask('/issue/PAY-1', { method: 'PUT', body: JSON.stringify({ fields: { duedate: '2026-12-24' } }) });
    const found = await post('/search', { jql: 'id in (10001)', fields: ['created'], expand: ['changelog'] });
    expect(found.json.issues[0].changelog).toMatchObject({
      total: 1,
      histories: [{ author: { name: 'followthrough' }, items: [{ field: 'duedate', to: '2026-12-24' }] }],
    });
    expect((await post('/search/jql', { jql: 'project = PAY' })).status).toBe(404);
    expect((await post('/issue/bulkfetch', { issueIdsOrKeys: ['10001'] })).status).toBe(404);
  });

  it('gives types and fields as pages of values', async () => {
    const types = (await ask('/issue/createmeta/SEC/issuetypes')).json;
    expect(types).toMatchObject({ startAt: 0, total: 5, isLast: false });
    expect(types.values).toHaveLength(4);
    const rest = (await ask('/issue/createmeta/SEC/issuetypes?startAt=4')).json;
    expect(rest).toMatchObject({ isLast: true, values: [{ name: 'Task' }] });
  });
});

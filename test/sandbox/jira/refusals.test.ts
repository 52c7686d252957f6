import { describe, expect, it } from 'vitest';
import { ask, started, words } from './asking.ts';

describe('the sandbox Jira refuses as Jira does', () => {
  it.each([
    [
      'a summary of 255 characters',
      { summary: 'x'.repeat(255) },
      'Summary must be less than 255 characters.',
    ],
    ['a summary of two lines', { summary: 'a\nb' }, 'newline'],
    ['a label with a space (J24)', { labels: ['a b'] }, "The label 'a b' contains spaces"],
    ['a summary with half a pair of surrogates (J24)', { summary: 'a\uD83D' }, 'not allowed'],
    [
      'a description of more than 32,767 characters (J24)',
      { description: { ...words, content: [{ type: 'text', text: 'x'.repeat(32_767) }] } },
      'exceeds the allowed limit',
    ],
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

  it('nothing of a batch of which its gateway gave up on the rest (J12), but keeps what it had made', async () => {
    await using sandbox = await started();
    sandbox.faults.next('createIssues', { kind: 'partial-commit', first: 2 });
    const update = { fields: { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'One' } };
    const answer = await ask(sandbox, 'POST', '/issue/bulk', { issueUpdates: [update, update, update] });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([504, 'text/html; charset=utf-8']);
    expect(sandbox.store.issues()).toHaveLength(2);
  });

  it('an issue that is hidden as one that is deleted (J19), and everything when the site is shut (J30)', async () => {
    await using sandbox = await started();
    const id = sandbox.store.createIssue({ project: 'PAY', summary: 'One' }, { by: 'priya-1' });
    sandbox.store.hide(id, true);
    const hidden = await (await ask(sandbox, 'GET', `/issue/${id}`)).text();
    sandbox.store.remove(id);
    expect(await (await ask(sandbox, 'GET', `/issue/${id}`)).text()).toBe(hidden);
    sandbox.faults.all({ kind: 'suspended' });
    const shut = await ask(sandbox, 'GET', '/myself');
    expect([shut.status, await shut.text()]).toEqual([404, 'Site temporarily unavailable']);
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

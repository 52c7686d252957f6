import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LinearSandbox, startLinearSandbox } from '../../../src/sandbox/linear/linear-sandbox.ts';
import type { LinearIssue } from '../../../src/sandbox/linear/workspace.ts';

const priya = { by: 'priya@acme.example' };
const hour = 3_600_000;

let sandbox: LinearSandbox;
let now: Date;
let issue: LinearIssue;

beforeEach(async () => {
  now = new Date('2026-11-10T09:00:00.000Z');
  sandbox = await startLinearSandbox({
    port: 0,
    clock: () => now,
    workspace: {
      name: 'Acme & Sons',
      urlKey: 'acme',
      teams: [{ key: 'PAY', name: 'Payments' }],
      users: [
        { id: 'u-priya', name: 'Priya Nair', email: 'priya@acme.example' },
        { id: 'u-dana', name: 'Dana Cole', email: 'dana@acme.example' },
        { name: 'Gone Gary', email: 'gary@acme.example', active: false },
      ],
      apiKeys: {},
    },
  });
  issue = sandbox.store.createIssue(
    { team: 'PAY', title: '<script>alert("x")</script>', due: '2026-11-01', labels: ['a&b'], priority: 2 },
    priya,
  );
  now = new Date(now.getTime() + hour);
});
afterEach(async () => {
  await sandbox.close();
});

async function page(): Promise<string> {
  return await (await fetch(sandbox.boardUrl)).text();
}

async function post(fields: Record<string, string>, id = issue.id): Promise<Response> {
  return await fetch(`${sandbox.boardUrl}/issues/${id}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

describe('the board', () => {
  it('shows every issue in its column, with owner, date, priority and labels, everything escaped', async () => {
    const html = await page();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert');
    expect(html).toContain('Acme &amp; Sons');
    expect(html).toContain('a&amp;b');
    expect(html).toContain('Overdue <time datetime="2026-11-01">');
    expect(html).toContain('High');
    expect(html).not.toContain('Gone Gary');
  });

  it('loads nothing from elsewhere and runs nothing inline', async () => {
    const response = await fetch(sandbox.boardUrl);
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/<script>|<style|\sstyle=|\son[a-z]+=|src="http/);
    for (const file of ['board.js', 'board.css']) {
      expect((await fetch(new URL(`/${file}`, sandbox.url))).status).toBe(200);
    }
  });

  it('moves, re-dates and reassigns in the name of the chosen person, then goes back', async () => {
    const response = await post({ column: 'Done', due: '2026-12-01', assignee: 'u-dana', as: 'u-dana' });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/board?as=u-dana');
    const { data } = sandbox.store;
    expect(data.states.get(issue.stateId)?.name).toBe('Done');
    expect(issue).toMatchObject({
      dueDate: '2026-12-01',
      assigneeId: 'u-dana',
      completedAt: now.toISOString(),
    });
    expect(data.history).toMatchObject([
      { actorId: 'u-dana', createdAt: now.toISOString(), toDueDate: '2026-12-01', toAssigneeId: 'u-dana' },
    ]);
  });

  it('leaves alone what the form does not say, and takes away what it leaves empty', async () => {
    await post({ column: 'Todo' });
    expect(issue).toMatchObject({ dueDate: '2026-11-01', assigneeId: null });
    await post({ due: '' });
    expect(issue.dueDate).toBeNull();
  });

  it('throws an issue into the bin, and out of the board', async () => {
    await post({ column: 'Todo', delete: 'yes' });
    expect(issue.trashed).toBe(true);
    expect(await page()).not.toContain('PAY-1');
  });

  it.each([
    [{ column: 'Shipped' }, 'has no state'],
    [{ due: '2026-02-30' }, 'is not a day'],
    [{ assignee: 'nobody' }, 'no such person'],
  ])('refuses %j with a sentence and changes nothing', async (fields, words) => {
    const before = { ...issue };
    const response = await post({ ...fields });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
    expect(issue).toEqual(before);
  });

  it('says so when the issue is gone', async () => {
    expect((await post({ column: 'Done' }, 'no-such-id')).status).toBe(422);
  });

  it('is where an issue’s own address leads', async () => {
    const response = await fetch(`${new URL(sandbox.url).origin}/acme/issue/PAY-1/any`, {
      redirect: 'manual',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe(`/board#issue-${issue.id}`);
  });
});

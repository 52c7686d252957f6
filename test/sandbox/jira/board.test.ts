import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JiraSandbox, startJiraSandbox } from '../../../src/sandbox/jira/jira-sandbox.ts';
import { acme } from '../../trackers/jira/jira-harness.ts';

const clock = (): Date => new Date('2026-11-10T09:00:00.000Z');

describe('the board of the sandbox Jira', () => {
  let sandbox: JiraSandbox;
  let id: string;
  const stored = () => sandbox.store.find(id);
  const change = (fields: Record<string, string>): Promise<Response> =>
    fetch(`${sandbox.url}/board/issues/${id}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });

  beforeEach(async () => {
    sandbox = await startJiraSandbox({ port: 0, clock, site: acme });
    id = sandbox.store.createIssue({ project: 'PAY', summary: 'Watch the <queue>' }, { by: 'priya-1' });
  });
  afterEach(() => sandbox.close());

  it('shows every issue in its column, and a column for each way to drop one', async () => {
    const page = await (await fetch(sandbox.boardUrl)).text();
    expect(page).toContain('PAY-1');
    expect(page).toContain('Watch the &lt;queue&gt;');
    for (const name of ['To Do', 'In Progress', 'In Review', 'Done', 'Won&#39;t Do', 'Duplicate']) {
      expect(page).toContain(name);
    }
  });

  it('moves an issue as the person who dragged it', async () => {
    expect((await change({ column: '3', as: 'dana-1' })).status).toBe(303);
    expect(stored()?.statusId).toBe('3');
    expect(stored()?.histories.at(-1)).toMatchObject({
      authorId: 'dana-1',
      createdAt: new Date('2026-11-10T09:00:00.000Z'),
      items: [{ field: 'status', fromText: 'To Do', toText: 'In Progress' }],
    });
  });

  it('drops an issue with its resolution, and takes it back', async () => {
    await change({ column: "10003/Won't Do" });
    expect(stored()).toMatchObject({ statusId: '10003', resolution: "Won't Do" });
    await change({ column: '10001' });
    expect(stored()).toMatchObject({ statusId: '10001', resolution: null, resolvedAt: null });
  });

  it('re-dates and reassigns, and takes both away', async () => {
    await change({ due: '2026-12-01', assignee: 'dana-1' });
    expect(stored()).toMatchObject({ due: '2026-12-01', assigneeId: 'dana-1', statusId: '10001' });
    await change({ due: '', assignee: '' });
    expect(stored()).toMatchObject({ due: null, assigneeId: null });
  });

  it('deletes for good', async () => {
    await change({ delete: 'yes' });
    expect(stored()).toBeNull();
  });

  it.each([{ column: '99' }, { due: 'soon' }, { assignee: 'nobody' }, { as: 'nobody', due: '' }])(
    'refuses %j in words and changes nothing',
    async (fields) => {
      expect((await change(fields)).status).toBe(422);
      expect(stored()?.histories).toEqual([]);
    },
  );
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { teamByKey } from '../../../src/sandbox/linear/data.ts';
import { type LinearSandbox, startLinearSandbox } from '../../../src/sandbox/linear/linear-sandbox.ts';

const key = 'lin_api_sandbox_test';
const priya = { by: 'priya@acme.example' };

let sandbox: LinearSandbox;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-10T09:00:00.000Z');
  sandbox = await startLinearSandbox({
    port: 0,
    clock: () => now,
    workspace: {
      name: 'Acme',
      urlKey: 'acme',
      teams: [
        { key: 'PAY', name: 'Payments' },
        { key: 'OPS', name: 'Operations', triage: true },
      ],
      users: [
        { name: 'Priya Nair', email: 'priya@acme.example' },
        { name: 'Gone Gary', email: 'gary@acme.example', active: false },
      ],
      apiKeys: { [key]: 'priya@acme.example' },
    },
  });
});
afterEach(async () => {
  await sandbox.close();
});

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()) }))
    .optional(),
});

const pageShape = z.object({
  issues: z.object({
    nodes: z.array(z.object({ title: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

async function ask(query: string, variables: object = {}, authorization = key) {
  const response = await fetch(sandbox.url, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body: unknown = await response.json();
  return { status: response.status, headers: response.headers, body, ...answerShape.parse(body) };
}

const createDocument = `mutation C($input: IssueCreateInput!) {
  issueCreate(input: $input) { success issue { id identifier url description state { name type } } } }`;

async function create(input: object = {}, team = 'PAY') {
  const { id: teamId } = teamByKey(sandbox.store.data, team);
  return await ask(createDocument, { input: { teamId, title: 'A title', ...input } });
}

const one = (id: string) => ask(`{ issue(id: "${id}") { id identifier updatedAt archivedAt trashed } }`);

describe('the sandbox Linear', () => {
  it('answers a wrong key with 401 and no data at all', async () => {
    const answer = await ask('{ viewer { id } }', {}, 'Bearer nobody');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'AUTHENTICATION_ERROR' } }] });
    expect(Object.keys(Object(answer.body))).toEqual(['errors']);
  });

  it('shows budget and complexity in the headers of every answer', async () => {
    const { headers } = await ask('{ viewer { id name } }');
    expect(headers.get('X-Complexity')).toBe('2');
    expect(headers.get('X-RateLimit-Requests-Limit')).toBe('2500');
    expect(headers.get('X-RateLimit-Requests-Remaining')).toBe('2499');
    expect(Number(headers.get('X-RateLimit-Requests-Reset'))).toBeGreaterThan(now.getTime());
    expect(headers.get('X-RateLimit-Complexity-Remaining')).toBe('2999998');
  });

  it('refuses a query of more than 10,000 points', async () => {
    const answer = await ask(
      '{ teams(first: 100) { nodes { states(first: 100) { nodes { id name type } } } } }',
    );
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toBe('Query too complex');
  });

  it('refuses a document that does not fit the schema before anything is carried out', async () => {
    const answer = await ask('mutation { issueCreate(input: { teamId: "x", colour: "red" }) { success } }');
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('takes a v4 UUID as the issue’s own id, once', async () => {
    const id = randomUUID();
    const first = await create({ id });
    expect(first.data).toMatchObject({ issueCreate: { issue: { id, identifier: 'PAY-1' } } });
    const second = await create({ id });
    expect(second.status).toBe(400);
    expect(second.data).toBeNull();
    expect(second.errors?.[0]).toMatchObject({
      message: 'conflict on insert of Issue',
      extensions: { userPresentableMessage: `Entity Issue with id ${id} already exists.` },
    });
    expect((await create({ id: '00000000-0000-1000-8000-000000000000' })).status).toBe(400);
    expect(sandbox.store.data.issues.size).toBe(1);
  });

  it('puts a new issue into the backlog, or into triage where the team has it', async () => {
    expect((await create()).data).toMatchObject({ issueCreate: { issue: { state: { type: 'backlog' } } } });
    expect((await create({}, 'OPS')).data).toMatchObject({
      issueCreate: { issue: { state: { type: 'triage' } } },
    });
  });

  it('rewrites descriptions as Linear’s editor does', async () => {
    const { data } = await create({ description: ' - see [the doc](https://a.example/x)\n' });
    expect(data).toMatchObject({
      issueCreate: { issue: { description: '* see [the doc](<https://a.example/x>)' } },
    });
  });

  it.each([
    [{ assigneeId: 'nobody' }, 'Entity not found: assigneeId'],
    [{ stateId: 'nowhere' }, 'stateId contained an entry that could not be found'],
    [{ labelIds: ['none'] }, 'labelIds contained an entry that could not be found'],
    [{ dueDate: '2026-02-30' }, 'Argument Validation Error'],
    [{ priority: 9 }, 'Argument Validation Error'],
    [{ title: ' ' }, 'Argument Validation Error'],
  ])('refuses %j', async (input, message) => {
    const answer = await create(input);
    expect(answer).toMatchObject({ status: 400, errors: [{ message }] });
    expect(sandbox.store.data.issues.size).toBe(0);
  });

  it('makes all issues of a batch or none', async () => {
    const [teamId] = sandbox.store.data.teams.keys();
    const document = `mutation B($input: IssueBatchCreateInput!) { issueBatchCreate(input: $input) { issues { id } } }`;
    const good = { teamId, title: 'One' };
    const mixed = await ask(document, { input: { issues: [good, { ...good, assigneeId: 'nobody' }] } });
    expect(mixed.status).toBe(400);
    expect(sandbox.store.data.issues.size).toBe(0);
    const many = { issues: Array.from({ length: 51 }, () => good) };
    expect((await ask(document, { input: many })).status).toBe(400);
    const fine = await ask(document, { input: { issues: [good, good] } });
    expect(fine.status).toBe(200);
    expect(sandbox.store.data.issues.size).toBe(2);
  });

  it('hides archived issues unless asked, and leaves their time of change alone', async () => {
    const issue = sandbox.store.createIssue({ team: 'PAY', title: 'Old' }, priya);
    now = new Date(now.getTime() + 86_400_000);
    sandbox.store.archive(issue.id, priya);
    expect((await ask('{ issues { nodes { id } } }')).data).toEqual({ issues: { nodes: [] } });
    const all = await ask('{ issues(includeArchived: true) { nodes { updatedAt archivedAt } } }');
    expect(all.data).toEqual({
      issues: { nodes: [{ updatedAt: '2026-11-10T09:00:00.000Z', archivedAt: '2026-11-11T09:00:00.000Z' }] },
    });
  });

  it('keeps a trashed issue readable and takes a purged one away', async () => {
    const { id } = sandbox.store.createIssue({ team: 'PAY', title: 'Gone' }, priya);
    await ask(`mutation { issueDelete(id: "${id}") { success } }`);
    expect((await one(id)).data).toMatchObject({ issue: { trashed: true } });
    await ask(`mutation { issueDelete(id: "${id}", permanentlyDelete: true) { success } }`);
    expect(await one(id)).toMatchObject({ status: 400, errors: [{ message: 'Entity not found: Issue' }] });
  });

  it('resolves an identifier from before a move', async () => {
    const { id } = sandbox.store.createIssue({ team: 'PAY', title: 'Moved' }, priya);
    sandbox.store.moveTeam(id, 'OPS', priya);
    expect((await one('PAY-1')).data).toMatchObject({ issue: { id, identifier: 'OPS-1' } });
  });

  it('keeps no history of the first three minutes', async () => {
    const { id } = sandbox.store.createIssue({ team: 'PAY', title: 'New' }, priya);
    sandbox.store.reDate(id, '2026-12-01', { ...priya, at: new Date(now.getTime() + 179_000) });
    sandbox.store.reDate(id, '2026-12-02', { ...priya, at: new Date(now.getTime() + 180_000) });
    const answer = await ask(`{ issue(id: "${id}") { history { nodes { fromDueDate toDueDate } } } }`);
    expect(answer.data).toEqual({
      issue: { history: { nodes: [{ fromDueDate: '2026-12-01', toDueDate: '2026-12-02' }] } },
    });
  });

  it('keeps one attachment per issue and address', async () => {
    const { id } = sandbox.store.createIssue({ team: 'PAY', title: 'Linked' }, priya);
    const attach = (title: string) =>
      ask(
        'mutation A($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { attachment { id } } }',
        {
          input: { issueId: id, url: 'https://a.example/1', title },
        },
      );
    const first = await attach('One');
    expect((await attach('Two')).data).toEqual(first.data);
    const found = await ask(
      '{ attachmentsForURL(url: "https://a.example/1") { nodes { title issue { id } } } }',
    );
    expect(found.data).toEqual({ attachmentsForURL: { nodes: [{ title: 'Two', issue: { id } }] } });
  });

  it('pages by cursor, newest first, at most 250 at a time', async () => {
    for (let count = 0; count < 5; count += 1) {
      now = new Date(now.getTime() + 60_000);
      sandbox.store.createIssue({ team: 'PAY', title: `Issue ${count}` }, priya);
    }
    const titles: string[] = [];
    let after: string | null = null;
    do {
      const answer = await ask(
        'query P($after: String) { issues(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const { issues } = pageShape.parse(answer.data);
      titles.push(...issues.nodes.map((node) => node.title));
      after = issues.pageInfo.hasNextPage ? issues.pageInfo.endCursor : null;
    } while (after !== null);
    expect(titles).toEqual(['Issue 4', 'Issue 3', 'Issue 2', 'Issue 1', 'Issue 0']);
    expect((await ask('{ issues(first: 251) { nodes { id } } }')).status).toBe(400);
  });

  it('shows deactivated users only to who asks for them', async () => {
    expect((await ask('{ users { nodes { name } } }')).data).toEqual({
      users: { nodes: [{ name: 'Priya Nair' }] },
    });
    const all = await ask('{ users(includeDisabled: true) { nodes { name isAssignable } } }');
    expect(all.data).toMatchObject({
      users: { nodes: [{ isAssignable: true }, { name: 'Gone Gary', isAssignable: false }] },
    });
  });

  it('plays the tracker at chosen times, names checked', () => {
    const { store } = sandbox;
    const at = new Date('2026-10-01T10:00:00Z');
    const issue = store.createIssue(
      { team: 'PAY', title: 'Back-dated', due: '2026-10-20' },
      { ...priya, at },
    );
    store.moveIssue(issue.id, 'Done', { ...priya, at: new Date('2026-10-19T10:00:00Z') });
    expect(store.issue('PAY-1')).toMatchObject({
      createdAt: '2026-10-01T10:00:00.000Z',
      completedAt: '2026-10-19T10:00:00.000Z',
    });
    expect(() => store.moveIssue(issue.id, 'Shipped', priya)).toThrow('no state Shipped');
    expect(() => store.reassign(issue.id, 'Nobody', priya)).toThrow('no user Nobody');
  });
});

import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiToken } from '../../src/db/api-token-store.ts';
import { postmortem } from '../../src/db/schema.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;
let bearer: Record<string, string>;
beforeAll(async () => {
  house = await openHouse();
  web = webOf(house);
});
beforeEach(async () => {
  await house.database.reset();
  const token = await createApiToken(house.database.db, { name: 'test', role: 'member' }, house.now());
  bearer = { Authorization: `Bearer ${token}` };
});
afterAll(() => house.close());

const post = (text: string | Buffer, { type = 'text/markdown', query = '' } = {}) =>
  supertest(web).post(`/api/v1/postmortems${query}`).set(bearer).set('Content-Type', type).send(text);
const get = (path: string) => supertest(web).get(path);
const recorded = async () => (await house.database.db.select().from(postmortem)).length;

const markdown = document('checkout', [
  '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |',
  '| Improve things | | | | | |',
]);
const pageOf = (items: string) =>
  `<html><body><h1>Cards refused</h1><h2>Action items</h2><ul>${items}</ul></body></html>`;

describe('a postmortem that a program posts', () => {
  it('is recorded, shown as understood with its lines, and listed', async () => {
    const answer = await post(markdown);
    expect([answer.status, answer.type]).toEqual([201, 'application/json']);
    expect(answer.body).toMatchObject([
      {
        source: 'posted/inc-231',
        title: 'Checkout refused cards',
        incident: { id: 'INC-231', severity: 'SEV1', startedAt: '2026-11-02T09:12:00Z' },
        actionItems: [
          { line: 15, text: 'Reject unknown currency codes', owner: '@priya', due: '2026-11-10' },
          {
            line: 16,
            owner: null,
            problems: expect.arrayContaining([expect.objectContaining({ rule: 'no-owner' })]),
          },
        ],
        standing: 'new',
        recorded: { status: 'recorded', incidentId: 'INC-231', added: 2, queued: 2 },
      },
    ]);
    const id = answer.body[0].recorded.postmortemId;
    expect(answer.headers['location']).toBe(`/postmortems/${id}`);
    expect((await get(`/postmortems/${id}`)).status).toBe(200);
    expect((await get('/api/v1/postmortems')).body).toMatchObject({
      items: [{ id, incident: 'INC-231', severity: 'SEV1', services: ['checkout'], actionItems: 2 }],
      total: 1,
      nextCursor: null,
    });
    expect((await get(`/api/v1/postmortems/${id}`)).body).toMatchObject({
      id,
      title: 'Checkout refused cards',
      incident: { id: 'INC-231', repeats: null },
      actionItems: [
        { line: 15, owner: 'Priya Nair', state: 'open' },
        { line: 16, flags: expect.any(Array) },
      ],
    });
  });

  it.each([
    ['text/html; charset=utf-8', pageOf('<li>Page on-call when the pool is full (@tom, 2026-11-20)</li>')],
    [
      'application/json',
      JSON.stringify({ title: 'Cards refused', actionItems: [{ text: 'Page on-call', owner: '@tom' }] }),
    ],
    ['application/yaml', 'title: Cards refused\nactionItems:\n  - text: Page on-call\n    owner: "@tom"\n'],
    ['text/yaml', 'title: Cards refused\nactionItems:\n  - text: Page on-call\n    owner: "@tom"\n'],
    ['TEXT/MARKDOWN', '# Cards refused\n\n## Action items\n\n- [ ] Page on-call (@tom)\n'],
  ])('may be %s', async (type, text) => {
    const { status, body } = await post(text, { type, query: '?source=team/cards' });
    expect([status, body]).toMatchObject([
      201,
      [{ title: 'Cards refused', source: 'team/cards', actionItems: [{ owner: '@tom' }] }],
    ]);
  });

  it('changes nothing the second time, and an edited one edits', async () => {
    const first = await post(markdown);
    const again = await post(markdown);
    expect([again.status, again.body[0].recorded]).toMatchObject([
      200,
      { status: 'unchanged', postmortemId: first.body[0].recorded.postmortemId, added: 0, queued: 0 },
    ]);
    const edited = await post(
      markdown.replace('2026-11-10', '2026-11-24').replace('title: Check', 'title: C'),
    );
    expect([edited.status, edited.body[0].standing, edited.body[0].recorded]).toMatchObject([
      200,
      'edit',
      { status: 'edited', added: 0, edited: 1 },
    ]);
    expect(await recorded()).toBe(1);
  });

  it('is recorded once when it comes ten times at the same time, with a name or without', async () => {
    const nameless = markdown.replace('incident: INC-231\n', '');
    for (const [text, query] of [
      [markdown, ''],
      [nameless, '?source=a.md'],
      [nameless, ''],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => post(text, { query })));
      const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 200, 201]);
    }
    expect(await recorded()).toBe(3);
  });

  it.each(['1', 'true'])('records nothing with dryRun=%s', async (word) => {
    const trial = await post(markdown, { query: `?dryRun=${word}` });
    expect([trial.status, trial.body]).toMatchObject([200, [{ standing: 'new', recorded: null }]]);
    expect(await recorded()).toBe(0);
    await post(markdown);
    expect((await post(markdown, { query: '?dryRun=1' })).body[0].standing).toBe('unchanged');
    expect((await post(`${markdown}\n`, { query: '?dryRun=1' })).body[0].standing).toBe('edit');
  });

  it('is known again by day and title without an incident and without a name', async () => {
    const nameless = markdown.replace('incident: INC-231\n', '');
    expect((await post(nameless)).body[0]).toMatchObject({
      source: 'posted/2026-11-02-checkout-refused-cards',
      recorded: { incidentId: '2026-11-02-checkout-refused-cards' },
    });
    expect((await post(nameless.replace('2026-11-10', '2026-11-24'))).body[0].standing).toBe('edit');
    expect(await recorded()).toBe(1);
  });
});

describe('a document in which nothing can be recorded is answered line by line', () => {
  it.each<[string, string | Buffer, string, number, string]>([
    ['broken JSON', '{\n"title": "x",\n"actionItems": [}', 'application/json', 3, ''],
    ['JSON that is no postmortem', '[1, 2]', 'application/json', 1, 'not a postmortem'],
    ['nothing', '', 'text/markdown', 1, 'The document is empty'],
    ['white space', ' \n\n', 'text/markdown', 1, 'nothing but white space'],
    ['a novel', '# Weather\n\nIt rained.\n', 'text/markdown', 1, 'action items'],
    ['Latin-1', Buffer.from('ok\nd\xe9j\xe0 vu\n', 'latin1'), 'text/markdown', 2, 'not UTF-8'],
    ['a picture', Buffer.from([137, 80, 78, 71, 0, 0, 0]), 'text/markdown', 1, 'not a text file'],
  ])('%s', async (_what, body, type, line, message) => {
    const answer = await post(body, { type });
    expect([answer.status, answer.type]).toEqual([422, 'application/problem+json']);
    expect(answer.body).toMatchObject({ title: 'Nothing was recorded', status: 422 });
    expect(answer.body.errors[0]).toEqual({ line, message: expect.stringContaining(message) });
    expect(answer.body.detail).not.toContain('untitled');
    expect(await recorded()).toBe(0);
  });

  it('a second one about a recorded incident, on a trial too', async () => {
    await post(markdown, { query: '?source=docs/first.md' });
    const other = markdown.replace('Checkout refused cards', 'Another thing');
    for (const query of ['?source=docs/second.md', '?source=docs/second.md&dryRun=1']) {
      const { status, body } = await post(other, { query });
      expect([status, body.detail]).toEqual([
        422,
        expect.stringContaining('Incident INC-231 already has a postmortem'),
      ]);
    }
  });

  it('an edit that would lose every item', async () => {
    await post(markdown);
    const { status, body } = await post(markdown.replaceAll(/^\|.*$/gm, ''));
    expect([status, body.errors[0].message]).toEqual([422, expect.stringContaining('The record stays')]);
  });
});

describe('a request that cannot be answered is refused', () => {
  it.each([
    ['text/plain', '# x', '', 415, 'Send one of: text/markdown'],
    ['application/pdf', '%PDF', '', 415, '"application/pdf"'],
    ['multipart/form-data; boundary=x', '--x--', '', 415, 'Send one of'],
    ['text/markdown', 'x'.repeat(1_048_577), '', 413, 'at most 1 MB'],
    ['text/markdown', markdown, '?dryRun=maybe', 400, 'dryRun is 1 or 0'],
    ['text/markdown', markdown, '?source=a&source=b', 400, 'Give source once'],
    ['text/markdown', markdown, `?source=${'x'.repeat(501)}`, 400, 'at most 500'],
    ['text/markdown', markdown, '?source=%00', 400, 'at most 500'],
  ])('%#: %s', async (type, text, query, status, detail) => {
    const answer = await post(text, { type, query });
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(answer.body.detail).toContain(detail);
    expect(await recorded()).toBe(0);
  });

  it('without a token', async () => {
    bearer = {};
    expect((await post(markdown)).status).toBe(401);
    expect(await recorded()).toBe(0);
  });

  it.each([
    ['/api/v1/postmortems/nobody', 404],
    ['/api/v1/postmortems/00000000-0000-4000-8000-000000000000', 404],
    ['/api/v1/postmortems?cursor=x', 400],
  ])('%s', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  it('a text of exactly 1 MB, and one with a zero character in its JSON, are no fault of ours', async () => {
    const filler = '\n'.padEnd(
      1_048_576 - Buffer.byteLength(markdown),
      'lorem ipsum dolor sit amet, consectetur adipiscing\n',
    );
    expect((await post(markdown + filler)).status).toBe(201);
    const zero = JSON.stringify({ title: 'a\0b', actionItems: [{ text: 'Page\0 on-call' }] });
    expect((await post(zero, { type: 'application/json' })).status).toBe(201);
  });
});

it('lists lead on from page to page', async () => {
  const all = Array.from({ length: 101 }, (_, at) => ({
    title: `Outage ${at}`,
    incident: { id: `INC-${at}` },
    actionItems: [],
  }));
  expect((await post(JSON.stringify(all), { type: 'application/json' })).status).toBe(201);
  const first = (await get('/api/v1/postmortems')).body;
  expect([first.items.length, first.total, first.nextCursor]).toEqual([100, 101, '100']);
  const last = (await get(`/api/v1/postmortems?cursor=${first.nextCursor}`)).body;
  expect([last.items.length, last.nextCursor]).toEqual([1, null]);
  expect(new Set([...first.items, ...last.items].map(({ incident }) => incident)).size).toBe(101);
});

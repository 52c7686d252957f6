import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiToken } from '../../src/db/api-token-store.ts';
import { insertMany } from '../../src/db/many-rows.ts';
import { postmortem } from '../../src/db/schema.ts';
import { bareItem, sampleItem } from '../metrics/sample-item.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';
import { openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;

const day = (count: number) =>
  new Date(Date.parse('2026-11-17T09:00:00Z') - count * 86_400_000).toISOString();

/** Two years of incidents of two teams: repeats, preventable ones, fixes that held and that did not, with and without postmortems. */
beforeAll(async () => {
  house = await openHouse('2026-11-18T09:00:00Z');
  web = webOf(house);
  const incidents = Array.from({ length: 60 }, (_, at) =>
    sampleIncident(`INC-${at}`, at % 19 === 7 ? null : day(at * 9), {
      services: [at % 3 === 0 ? 'kubernetes' : 'checkout'],
      causes: at % 4 === 0 ? [] : [`cause-${at % 5}`],
      severity: `SEV${(at % 3) + 1}`,
      customerVisible: at % 7 === 0,
      repeats: at % 11 === 0 ? `INC-${at + 3}` : null,
      postmortemPublishedAt: at % 2 === 0 ? new Date(Date.parse(day(at * 9)) + (at % 5) * 86_400_000) : null,
    }),
  );
  const items = incidents
    .filter((_, at) => at % 2 === 0)
    .flatMap(({ id }, at) => {
      const [made, done] = [day(at * 18 - 1), day(Math.max(0, at * 18 - 20 - (at % 7) * 9))];
      const own = {
        incidentId: id,
        team: at % 3 === 0 ? 'platform' : 'payments',
        test: 'no page for a month',
      };
      const finished = sampleItem(`a${at}`, made, null, [[done, 'state', 'done']], own);
      const unfinished = sampleItem(`b${at}`, made, '2026-10-01', [], own);
      return at % 4 === 0
        ? [finished, unfinished]
        : at % 5 === 0
          ? [bareItem(`c${at}`, made, [], own)]
          : [finished];
    })
    .filter(({ createdAt }) => createdAt <= house.now());
  await giveItems(house.database.db, items, incidents);
  const given = new Set(items.map(({ incidentId }) => incidentId));
  await insertMany(
    house.database.db,
    postmortem,
    incidents
      .filter(({ id, postmortemPublishedAt }) => postmortemPublishedAt !== null && !given.has(id))
      .map(({ id, postmortemPublishedAt }, part) => ({
        id: uuidOf(`own ${part}`),
        incidentId: id,
        incidentDeclared: true,
        source: 'own',
        part,
        title: id,
        fingerprint: '',
        authors: [],
        publishedAt: postmortemPublishedAt,
        problems: [],
        recordedAt: new Date('2026-09-01'),
        editedAt: new Date('2026-09-01'),
      })),
  );
});
afterAll(() => house.close());

const get = (path: string) => supertest(web).get(path);
const linksIn = (page: string) =>
  [...page.matchAll(/<a class="figure" href="(\/incidents\?[^"]*)">\s*([\d,]+)\s*<\/a>/g)].map(
    ([, address = '', figure = '']) => ({
      address: address.replaceAll('&#38;', '&'),
      figure: Number(figure.replaceAll(',', '')),
    }),
  );

describe('every number of incidents leads to as many incidents', () => {
  it(
    'on both pages, for several weeks and teams, in page, API and CSV alike',
    { timeout: 60_000 },
    async () => {
      const met = new Map<string, number>();
      for (const week of ['2026-W47', '2026-W46', '2026-W10']) {
        for (const team of ['', 'payments', 'platform']) {
          for (const report of ['repeats', 'programme']) {
            const page = await get(`/${report}?week=${week}&team=${team}`);
            const links = linksIn(page.text);
            for (const { address, figure } of links) {
              const query = address.slice(address.indexOf('?'));
              const of = new URLSearchParams(query).get('of') ?? '';
              const { body } = await get(`/api/v1/incidents${query}`);
              expect({ address, total: body.total, listed: body.items.length }).toEqual({
                address,
                total: figure,
                listed: figure,
              });
              met.set(of, (met.get(of) ?? 0) + figure);
              if (week !== '2026-W46') continue;
              const csv = await get(`/api/v1/incidents${query}&format=csv`);
              expect(csv.text.split('\r\n')).toHaveLength(figure + 2);
              const list = pageText((await get(address)).text);
              expect(list).toContain(`${figure} incident${figure === 1 ? '' : 's'}`);
            }
          }
        }
      }
      const parts =
        'incidents repeats preventable cleared held qualifying with-postmortem within-limit missing';
      for (const part of parts.split(' ')) expect(`${part} ${met.get(part) ?? 0}`).not.toBe(`${part} 0`);
    },
  );

  it('is said again by the reports themselves', async () => {
    const [repeats, programme] = [
      (await get('/api/v1/reports/repeats?week=2026-W46')).body,
      (await get('/api/v1/reports/programme?week=2026-W46')).body,
    ];
    const totalOf = async (of: string) => (await get(`/api/v1/incidents?week=2026-W46&of=${of}`)).body.total;
    expect({
      incidents: await totalOf('incidents'),
      repeats: await totalOf('repeats'),
      preventable: await totalOf('preventable'),
      'week-repeats': await totalOf('week-repeats'),
      cleared: await totalOf('cleared'),
      held: await totalOf('held'),
      qualifying: await totalOf('qualifying'),
      missing: await totalOf('missing'),
    }).toEqual({
      incidents: repeats.incidents,
      repeats: repeats.repeats,
      preventable: repeats.preventable,
      'week-repeats': repeats.repeatsInWeek.length,
      cleared: repeats.fixHeld.cleared,
      held: repeats.fixHeld.held,
      qualifying: programme.qualifying,
      missing: programme.missing.length,
    });
  });
});

const ids = async (query: string): Promise<string[]> =>
  (await get(`/api/v1/incidents${query}`)).body.items.map(({ id }: { id: string }) => id);

let bearer: Record<string, string>;
beforeAll(async () => {
  const token = await createApiToken(house.database.db, { name: 'test', role: 'member' }, house.now());
  bearer = { Authorization: `Bearer ${token}` };
});

const post = (body: object | string, headers: Record<string, string> = bearer) =>
  supertest(web).post('/api/v1/incidents').set('Content-Type', 'application/json').set(headers).send(body);

const send = (
  fields: Record<string, string>,
  headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' },
) => supertest(web).post('/repeats/decisions').type('form').set(headers).send(fields);

const decide = (body: object) => supertest(web).post('/api/v1/repeats/decisions').set(bearer).send(body);

describe('the list of incidents', () => {
  it('is of all ever recorded, the latest first, those whose start is unknown last', async () => {
    const all = await ids('');
    expect(all).toHaveLength(60);
    expect(all.slice(0, 2)).toEqual(['INC-0', 'INC-1']);
    expect(all.slice(-3)).toEqual(['INC-26', 'INC-45', 'INC-7']);
  });

  it.each([
    ['?service=Kubernetes&severity=sev1', 20],
    ['?q=inc-1+cause-1', 2],
    ['?team=platform&of=week-incidents&week=2026-W46', 0],
    ['?q=nothing', 0],
  ])('is narrowed by %s', async (query, count) => {
    expect((await ids(query)).length).toBe(count);
  });

  it('comes in pages, and as CSV whole', async () => {
    const csv = await supertest(web).get('/api/v1/incidents').set('Accept', 'text/csv');
    expect(csv.type).toBe('text/csv');
    expect(csv.text).toMatch(
      /^id,title,severity,services,causes,startedAt,endedAt,customerVisible,repeats,basis,/,
    );
    expect((await get('/api/v1/incidents?cursor=58')).body).toMatchObject({ total: 60, nextCursor: null });
    expect((await get('/api/v1/incidents?cursor=58')).body.items).toHaveLength(2);
  });

  it.each([
    ['/incidents?of=many', 'There is no list of "many". There are: incidents, repeats, preventable'],
    ['/incidents?week=2026-W60', 'There is no week "2026-W60".'],
    ['/incidents?week=2027-W01', 'Week 2027-W01 has not begun.'],
    ['/incidents?team=nobody', 'There is no team "nobody"'],
    ['/api/v1/incidents?format=xml', 'There is no format "xml". There are: json, csv.'],
    ['/incidents/INC-999', 'No incident INC-999 is recorded.'],
    ['/incidents/%00', 'is recorded.'],
  ])('says what there is not: %s', async (path, detail) => {
    const { status, text, body } = await get(path);
    expect(status).toBe(404);
    expect(body.detail ?? pageText(text)).toContain(detail);
  });

  it('is empty, and every number nothing, before the first record', async () => {
    expect((await get('/api/v1/incidents?week=1999-W10&of=incidents')).body.items).toEqual([]);
    const { body } = await get('/api/v1/reports/repeats?week=1999-W10');
    expect(body).toMatchObject({ incidents: 0, repeatRate: null, fixHeld: { cleared: 0, rate: null } });
    expect((await get('/programme?week=1999-W10')).status).toBe(200);
  });
});

it('an incident has a page of its own: its facts, its line, its postmortem and items', async () => {
  const shown = pageText((await get('/incidents/INC-0')).text);
  expect(shown).toContain('What it repeats INC-3: its record says so.');
  expect(shown).toContain('INC-3');
  expect(shown).toContain('Reject unknown currency codes');
  expect(pageText((await get('/incidents/INC-1')).text)).toContain('there is no postmortem');
  expect((await get('/api/v1/incidents/INC-0')).body).toMatchObject({
    incident: { id: 'INC-0', repeats: 'INC-3' },
  });
});

describe('a program records an incident', () => {
  it('as JSON, and the same again changes nothing', async () => {
    const given = { id: 'INC 500/é', title: 'Down', services: ['ledger'], startedAt: '2026-11-16T09:00:00Z' };
    const first = await post(given);
    expect([first.status, first.body.status, first.headers['location']]).toEqual([
      201,
      'recorded',
      '/incidents/INC%20500%2F%C3%A9',
    ]);
    const again = await post(given);
    expect([again.status, again.body]).toMatchObject([
      200,
      { status: 'unchanged', id: 'INC 500/é', title: 'Down' },
    ]);
    expect((await get(first.headers['location'] ?? '')).status).toBe(200);
  });

  it('or is told which field is wrong', async () => {
    const { status, type, body } = await post({
      id: 'INC-501',
      title: 'x',
      startedAt: '2026-12-01',
      endedAt: 'soon',
    });
    expect([status, type]).toEqual([422, 'application/problem+json']);
    expect(body.errors).toEqual([
      { path: 'startedAt', message: expect.stringContaining('lies in the future') },
      { path: 'endedAt', message: expect.stringContaining('no day and no instant') },
    ]);
    expect((await get('/incidents/INC-501')).status).toBe(404);
  });

  it.each<[object | string, number, string]>([
    ['{', 400, 'It must be a JSON object.'],
    ['[]', 415, 'Send one JSON object'],
    [{ id: 'INC-502', sevirity: 'x' }, 422, 'sevirity: There is no such field. There are: id, title'],
    [{ id: 'INC-502' }, 422, 'title: It is missing.'],
    [{ id: 'INC-502', title: 'x', startedAt: '2026-11-03', endedAt: '2026-11-02' }, 422, 'before it starts'],
    [{ id: 'x', title: 'y'.repeat(300_000) }, 413, 'too large'],
  ])('%j is refused', async (body, status, detail) => {
    const answer = await post(body);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringContaining(detail)]);
  });

  it.each([
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 201],
    [{ Origin: 'https://followthrough.acme.example' }, 200],
  ])('not from a page of somebody else: %j', async (headers, status) => {
    expect((await post({ id: 'INC-503', title: 'x' }, headers)).status).toBe(status);
  });
});

describe('a person decides on a pair', () => {
  it('with a button of the page, is led back, and the pair is not suggested again', async () => {
    const twins = ['Ledger rounding lost cents of refunds', 'Refunds lost cents: ledger rounding'];
    for (const [at, title] of twins.entries()) {
      const startedAt = `2026-11-1${at}T09:00:00Z`;
      await supertest(web)
        .post('/api/v1/incidents')
        .set(bearer)
        .send({ id: `TWIN-${at}`, title, services: ['ledger'], startedAt });
    }
    const page = (await get('/repeats?week=2026-W46')).text;
    expect(page).toContain(`value="${'["rejected","TWIN-1","TWIN-0"]'.replaceAll('"', '&#34;')}"`);

    const answer = await send({
      decision: '["rejected","TWIN-1","TWIN-0"]',
      by: ' Dana ',
      week: '2026-W46',
      team: '',
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/repeats?week=2026-W46#suggestions']);
    const after = pageText((await get('/repeats?week=2026-W46')).text);
    expect(after).toContain('TWIN-1 TWIN-0 rejected Dana Wed 18 Nov 2026');
    expect((await get('/api/v1/reports/repeats?week=2026-W46')).body.suggestions).toEqual([]);
  });

  it('not from the page of another site, nor with a form that says nothing of where it is', async () => {
    const fields = { decision: '["confirmed","TWIN-1","TWIN-0"]' };
    expect((await send(fields, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await send(fields, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await send(fields, {})).status).toBe(403);
  });

  it.each([
    [{ decision: 'yes' }, 400, 'Use the buttons'],
    [{ decision: '["confirmed","TWIN-0","TWIN-1"]' }, 422, 'cannot repeat what did not start before it'],
  ])('%j is refused on a page that says why', async (fields, status, detail) => {
    const answer = await send(fields);
    expect([answer.status, pageText(answer.text)]).toEqual([status, expect.stringContaining(detail)]);
  });

  it('or by a program', async () => {
    const pair = { incident: 'TWIN-1', repeats: 'TWIN-0' };
    const replaced = await decide({ ...pair, verdict: 'confirmed', by: 'Tom' });
    expect([replaced.status, replaced.body]).toMatchObject([
      200,
      { status: 'replaced', verdict: 'confirmed', by: 'Tom' },
    ]);
    expect((await decide({ ...pair, verdict: 'confirmed' })).body).toMatchObject({
      status: 'unchanged',
      by: 'Tom',
    });
    const wrong = await decide({ incident: 'TWIN-1', verdict: 'maybe', by: 7 });
    expect([wrong.status, wrong.body.errors.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      ['repeats', 'verdict', 'by'],
    ]);
    expect((await get('/api/v1/incidents/TWIN-1')).body).toMatchObject({
      incident: { repeats: 'TWIN-0', basis: 'confirmed' },
      decisions: [{ verdict: 'confirmed', by: 'Tom' }],
    });
  });
});

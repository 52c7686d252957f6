import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiToken } from '../../src/db/api-token-store.ts';
import { postmortem } from '../../src/db/schema.ts';
import { openHouse, type House } from '../support/house.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;
let bearer: Record<string, string>;
beforeAll(async () => {
  house = await openHouse();
  const platform = {
    title: 'incident.title',
    id: 'incident.number',
    severity: 'incident.severity.name?',
    startedAt: 'incident.created_at',
    items: 'incident.follow_ups[]',
    text: 'title',
    owner: 'assignee.email',
    due: 'due_on?',
    priority: 'priority.name?',
    state: 'status?',
  };
  const intake = { ...house.config.intake, mappings: { platform } };
  web = webOf({ ...house, config: { ...house.config, intake } });
});
beforeEach(async () => {
  await house.database.reset();
  const token = await createApiToken(house.database.db, { name: 'test', role: 'member' }, house.now());
  bearer = { Authorization: `Bearer ${token}` };
});
afterAll(() => house.close());

const post = (body: object | string, name = 'platform', type = 'application/json') =>
  supertest(web).post(`/api/v1/intake/${name}`).set(bearer).set('Content-Type', type).send(body);
const payload = (title = 'Reject unknown currency codes') => ({
  incident: {
    number: 'INC-7',
    title: 'Checkout refused cards',
    severity: { name: 'SEV1' },
    created_at: '2026-11-02T09:12:00Z',
    follow_ups: [
      {
        title,
        assignee: { email: 'priya@acme.example' },
        due_on: '2026-11-20T00:00:00Z',
        priority: { name: 'High' },
        status: 'outstanding',
      },
      { title: 'Page on-call when the pool is full', assignee: null },
    ],
  },
});
const recorded = () => house.database.db.select().from(postmortem);

describe('follow-ups that an incident platform posts', () => {
  it('are recorded by the mapping of the configuration, once', async () => {
    const answer = await post(payload());
    expect([answer.status, answer.body]).toMatchObject([
      201,
      [
        {
          source: 'platform/INC-7',
          title: 'Checkout refused cards',
          incident: { id: 'INC-7', severity: 'SEV1', startedAt: '2026-11-02T09:12:00Z' },
          actionItems: [
            {
              text: 'Reject unknown currency codes',
              owner: 'priya@acme.example',
              due: '2026-11-20',
              priority: 'high',
            },
            { owner: null, due: null },
          ],
          problems: [],
        },
      ],
    ]);
    expect((await post(payload())).body[0].recorded.status).toBe('unchanged');
    const edited = await post(payload('Reject unknown currency codes in the gateway'));
    expect(edited.body[0].recorded).toMatchObject({ status: 'edited', edited: 1, added: 0 });
    expect(await recorded()).toHaveLength(1);
  });

  it.each<[string, object | string, string, string, number, string]>([
    ['a mapping nobody made', payload(), 'pagerdty', 'application/json', 404, 'There are: platform'],
    [
      'a name of every object',
      payload(),
      'constructor',
      'application/json',
      404,
      'intake.mappings.constructor',
    ],
    ['another shape', { event: {} }, 'platform', 'application/json', 422, 'incident.title: title:'],
    ['a list', '[]', 'platform', 'application/json', 422, 'incident.follow_ups[]: items:'],
    ['no JSON', '{', 'platform', 'application/json', 400, 'not JSON'],
    ['a form', 'a=b', 'platform', 'application/x-www-form-urlencoded', 415, 'application/json'],
    ['too much', `"${'x'.repeat(1_048_577)}"`, 'platform', 'application/json', 413, '1 MB'],
  ])('%s is refused', async (_what, body, name, type, status, detail) => {
    const answer = await post(body, name, type);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(answer.body.detail).toContain(detail);
    expect(await recorded()).toEqual([]);
  });

  it('a path that no follow-up has is named, and a trial records nothing', async () => {
    const bare = payload();
    const follow_ups = bare.incident.follow_ups.map(({ title }) => ({ title }));
    const { status, body } = await post({ incident: { ...bare.incident, follow_ups } });
    expect([status, body.errors]).toEqual([
      422,
      [
        {
          path: 'incident.follow_ups[].assignee.email',
          message: 'owner: nothing has the name "assignee".',
        },
      ],
    ]);
    const trial = await supertest(web).post('/api/v1/intake/platform?dryRun=1').set(bearer).send(payload());
    expect([trial.status, trial.body[0].standing]).toEqual([200, 'new']);
    expect(await recorded()).toEqual([]);
  });

  it('without a token are refused', async () => {
    bearer = {};
    expect((await post(payload())).status).toBe(401);
  });
});

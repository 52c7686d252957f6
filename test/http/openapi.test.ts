import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApiToken } from '../../src/db/api-token-store.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { furnish, webOf } from './web-of.ts';

interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

let house: House;
let web: Express;
let api: Description;
let bearer: Record<string, string>;
beforeAll(async () => {
  house = await openHouse();
  await furnish(house);
  const mappings = { mine: { title: 'title', items: 'items[]', text: 'text', state: 'state?' } };
  web = webOf({ ...house, config: { ...house.config, intake: { ...house.config.intake, mappings } } });
  api = (await supertest(web).get('/api/openapi.json')).body;
  const token = await createApiToken(house.database.db, { name: 'test', role: 'member' }, house.now());
  bearer = { Authorization: `Bearer ${token}` };
});
afterAll(() => house.close());

/** `GET /postmortems/{id}` for each route below /api/v1, as Express knows them. */
function routesOf(app: Express): string[] {
  return app.router.stack.flatMap((layer) => {
    const inner: unknown = 'stack' in layer.handle ? layer.handle.stack : null;
    if (!Array.isArray(inner)) return [];
    return inner.flatMap(({ route }: { route?: { path: string; methods: Record<string, boolean> } }) => {
      if (!route) return [];
      // The only routers that do not stand at / are those of the API.
      const isBelow = Reflect.get(layer, 'slash') === false;
      const path = isBelow ? `/api/v1${route.path}` : route.path;
      if (!path.startsWith('/api/v1/')) return [];
      const shown = path.slice('/api/v1'.length).replaceAll(/:(\w+)/g, '{$1}');
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${shown}`);
    });
  });
}

/** What JSON must look like, from the description's own words. */
function schemaOf(path: string, method: string, status: string, type: string): z.ZodType {
  const { responses } = api.paths[path]?.[method] ?? { responses: {} };
  const content = responses[status]?.content;
  const schema = status === 'default' ? { $ref: '#/components/schemas/Problem' } : content?.[type]?.schema;
  if (!schema) throw new Error(`${method} ${path} describes no ${status}.`);
  const moved: unknown = JSON.parse(
    JSON.stringify({ ...schema, $defs: api.components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    ),
  );
  return z.fromJSONSchema(z.record(z.string(), z.json()).parse(moved));
}

function faults(schema: z.ZodType, body: unknown): string[] {
  const { error } = schema.safeParse(body);
  return error ? [z.prettifyError(error)] : [];
}

it('every route of the API is described, and nothing else', () => {
  const described = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const sorted = routesOf(web).toSorted();
  expect(sorted.length).toBeGreaterThan(12);
  expect(described.toSorted()).toEqual(sorted);
  expect(api.openapi).toBe('3.1.0');
});

describe('what the API answers is what is described', () => {
  it.each([
    ['/action-items', ''],
    ['/action-items/{id}', 'item'],
    ['/incidents', ''],
    ['/incidents/{id}', 'incident'],
    ['/postmortems', ''],
    ['/postmortems/{id}', 'postmortem'],
    ['/reports/completion', ''],
    ['/reports/slips', ''],
    ['/reports/repeats', ''],
    ['/reports/programme', ''],
    ['/search', '?q=currency'],
  ])('GET %s%s', async (path, more) => {
    const { id, postmortem, incident } = (await supertest(web).get('/api/v1/action-items')).body.items[0];
    const ids: Record<string, string> = { item: id, postmortem, incident };
    const address = path.replace('{id}', ids[more] ?? '') + (more.startsWith('?') ? more : '');
    const { status, body } = await supertest(web).get(`/api/v1${address}`);
    expect(status).toBe(200);
    expect(faults(schemaOf(path, 'get', '200', 'application/json'), body)).toEqual([]);
  });

  it.each<[string, string, string | object, string]>([
    [
      '/postmortems',
      'text/markdown',
      document('checkout', ['| Page on-call | @tom | | | | |'], 'INC-9'),
      '201',
    ],
    [
      '/postmortems',
      'text/markdown',
      document('checkout', ['| Page on-call | @tom | | | | |'], 'INC-9'),
      '200',
    ],
    [
      '/postmortems?dryRun=1',
      'text/html',
      '<h1>Down</h1><h2>Action items</h2><ul><li>Page Tom</li></ul>',
      '200',
    ],
    ['/postmortems', 'text/markdown', '', 'default'],
    ['/postmortems', 'text/plain', 'x', 'default'],
    ['/intake/mine', 'application/json', { title: 'Down', items: [{ text: 'Page on-call' }] }, '201'],
    ['/intake/mine', 'application/json', {}, 'default'],
    ['/incidents', 'application/json', { id: 'INC-10', title: 'Down', startedAt: '2026-11-12' }, '201'],
    ['/incidents', 'application/json', { id: 'INC-10', title: 'Down' }, '200'],
    ['/incidents', 'application/json', { id: 'INC-10', when: 'now' }, 'default'],
    [
      '/repeats/decisions',
      'application/json',
      { incident: 'INC-10', repeats: 'INC-231', verdict: 'confirmed' },
      '201',
    ],
    ['/repeats/decisions', 'application/json', { incident: 'INC-10' }, 'default'],
  ])('POST %s of %s: %j', async (path, type, sent, status) => {
    const answer = await supertest(web)
      .post(`/api/v1${path}`)
      .set(bearer)
      .set('Content-Type', type)
      .send(sent);
    expect(String(answer.status)).toMatch(status === 'default' ? /^4\d\d$/ : status);
    const described = path.replace(/\?.*/, '').replace('/mine', '/{mapping}');
    expect(faults(schemaOf(described, 'post', status, 'application/json'), answer.body)).toEqual([]);
  });

  it('and a wrong answer would be noticed', async () => {
    const { body } = await supertest(web).get('/api/v1/postmortems');
    const schema = schemaOf('/postmortems', 'get', '200', 'application/json');
    expect(faults(schema, { ...body, more: 1 })).not.toEqual([]);
    expect(faults(schema, { ...body, items: [{ ...body.items[0], title: 7 }] })).not.toEqual([]);
  });
});

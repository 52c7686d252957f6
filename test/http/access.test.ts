import { Writable } from 'node:stream';
import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiToken } from '../../src/db/bookkeeping-schema.ts';
import { createApiToken, listApiTokens, revokeApiToken } from '../../src/db/api-token-store.ts';
import { tokenRoles, type TokenRole } from '../../src/db/vocabularies.ts';
import { createWeb } from '../../src/http/web.ts';
import { createLog } from '../../src/lib/log.ts';
import { openHouse, type House } from '../support/house.ts';
import { webhookReaders } from '../../src/webhook-readers.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;
const tokens = new Map<TokenRole, string>();
beforeAll(async () => {
  house = await openHouse('2026-11-18T09:00:00Z');
  web = webOf(house);
  for (const role of tokenRoles) tokens.set(role, await make(role, role));
});
afterAll(() => house.close());

async function make(name: string, role: TokenRole): Promise<string> {
  return (await createApiToken(house.database.db, { name, role }, house.now())) ?? 'taken';
}

const bearer = (token: string | undefined) => ({ Authorization: `Bearer ${token}` });
const ask = (headers: Record<string, string>) => supertest(web).get('/api/v1/action-items').set(headers);
const write = (headers: Record<string, string>) =>
  supertest(web).post('/api/v1/incidents').set(headers).send({ id: 'INC-1', title: 'Down' });

describe('a token', () => {
  it.each<[TokenRole, number, number]>([
    ['reader', 200, 403],
    ['member', 200, 200],
    ['admin', 200, 200],
  ])('of a %s may read (%i) and write (%i)', async (role, readStatus, writeStatus) => {
    await write(bearer(tokens.get('member')));
    expect((await ask(bearer(tokens.get(role)))).status).toBe(readStatus);
    expect((await write(bearer(tokens.get(role)))).status).toBe(writeStatus);
  });

  it.each([
    ['no token of ours', { Authorization: `Bearer ft_${'x'.repeat(43)}` }],
    ['no token at all', { Authorization: 'Bearer' }],
    ['another scheme', { Authorization: 'Basic YTpi' }],
    ['nothing', { Authorization: '' }],
  ])('that is %s opens nothing, not even what is open to everybody', async (_what, headers) => {
    for (const answer of [await ask(headers), await write(headers)]) {
      expect([answer.status, answer.type]).toEqual([401, 'application/problem+json']);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('is a stranger again as soon as it is revoked, and as soon as one letter is wrong', async () => {
    const token = await make('short-lived', 'member');
    expect((await ask(bearer(token))).status).toBe(200);
    expect((await ask(bearer(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`))).status).toBe(401);
    await revokeApiToken(house.database.db, 'short-lived');
    expect((await ask(bearer(token))).status).toBe(401);
  });

  it('is stored as a hash, shown never, and says when it was last used', async () => {
    const token = await make('watched', 'reader');
    const used = async () =>
      (await listApiTokens(house.database.db)).find(({ name }) => name === 'watched')?.lastUsedAt;
    expect(await used()).toBeNull();
    await ask(bearer(token));
    expect(await used()).toEqual(house.now());
    house.pass(30);
    await ask(bearer(token));
    expect(await used()).not.toEqual(house.now());
    house.pass(60);
    await ask(bearer(token));
    expect(await used()).toEqual(house.now());
    expect(JSON.stringify(await house.database.db.select().from(apiToken))).not.toContain(token);
    expect(Object.keys((await listApiTokens(house.database.db))[0] ?? {})).not.toContain('hash');
  });

  it('never reaches the log', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()),
    });
    const log = createLog('info', sink);
    log.level = 'debug';
    const told = createWeb({
      config: house.config,
      db: house.database.db,
      clock: () => house.now(),
      log,
      isTimetableRunning: () => true,
      webhooks: { readers: webhookReaders, onStored: () => undefined },
    });
    const token = tokens.get('member') ?? '';
    await supertest(told).get('/api/v1/action-items').set(bearer(token));
    await supertest(told)
      .get('/api/v1/action-items')
      .set(bearer(`${token}x`));
    expect(lines.join('')).toContain('/api/v1/action-items');
    expect(lines.join('')).not.toContain(token.slice(4));
  });
});

describe('without a token', () => {
  it('a program is told how to come by one', async () => {
    const { status, body } = await write({});
    expect([status, body.detail]).toEqual([401, expect.stringContaining('followthrough token create NAME')]);
  });

  it('everybody reads, as long as there is no sign-in', async () => {
    expect((await ask({})).status).toBe(200);
  });

  it.each<[Record<string, string>, number]>([
    [{}, 401],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: 'https://followthrough.acme.example' }, 200],
  ])('only our own pages write: %j', async (headers, status) => {
    await write(bearer(tokens.get('member')));
    const answer = await write(headers);
    expect(answer.status).toBe(status);
  });
});

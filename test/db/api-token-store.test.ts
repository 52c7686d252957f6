import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createApiToken, listApiTokens, revokeApiToken, useApiToken } from '../../src/db/api-token-store.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T10:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

it('a name is given once, even to many who ask at the same time, and again after it was revoked', async () => {
  const { db } = database;
  const made = await Promise.all(
    Array.from({ length: 8 }, () => createApiToken(db, { name: 'ci', role: 'member' }, now)),
  );
  const [token = ''] = made.flatMap((one) => one ?? []);
  expect(made.filter((one) => one !== null)).toHaveLength(1);
  expect(await useApiToken(db, token, now)).toMatchObject({ name: 'ci', role: 'member' });
  expect(await revokeApiToken(db, 'ci')).toBe(true);
  expect(await revokeApiToken(db, 'ci')).toBe(false);
  expect(await useApiToken(db, token, now)).toBeNull();
  const next = await createApiToken(db, { name: 'ci', role: 'reader' }, now);
  expect(next).not.toBe(token);
  expect(await listApiTokens(db)).toEqual([{ name: 'ci', role: 'reader', createdAt: now, lastUsedAt: null }]);
});

it('each token is known among many, and nothing else is', async () => {
  const { db } = database;
  const tokens = new Map<string, string>();
  for (const name of ['a', 'b', 'c']) {
    tokens.set(name, (await createApiToken(db, { name, role: 'reader' }, now)) ?? '');
  }
  for (const [name, token] of tokens) expect(await useApiToken(db, token, now)).toMatchObject({ name });
  for (const wrong of ['', 'ft_', `${tokens.get('a')}a`, tokens.get('a')?.toUpperCase() ?? '']) {
    expect(await useApiToken(db, wrong, now)).toBeNull();
  }
});

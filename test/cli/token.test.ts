import { afterAll, beforeAll, expect, it } from 'vitest';
import { runHere } from '../support/command-in-process.ts';
import { openHouse, type House } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('2026-11-16T09:00:00Z');
});
afterAll(() => house.close());

const run = (...args: string[]) => runHere(house, 'token', ...args);

it('a token is made, listed without itself, and revoked', async () => {
  expect((await run('list')).stderr).toContain('There are no tokens.');
  const made = JSON.parse((await run('create', 'ci', '--role', 'reader', '--json')).stdout);
  expect(made).toEqual({ name: 'ci', role: 'reader', token: expect.stringMatching(/^ft_[\w-]{43}$/) });
  const plain = await run('create', 'agent');
  expect(plain.stdout).toMatch(/^ft_[\w-]{43}\n$/);

  const listed = await run('list');
  expect(listed.stdout).toContain('ci · reader · made 2026-11-16T09:00:00.000Z · never used');
  expect(listed.stdout).toContain('agent · member');
  expect(listed.stdout).not.toContain('ft_');
  expect(JSON.parse((await run('list', '--json')).stdout)[1]).toEqual({
    name: 'ci',
    role: 'reader',
    createdAt: '2026-11-16T09:00:00.000Z',
    lastUsedAt: null,
  });

  expect(await run('revoke', 'ci')).toMatchObject({ exitCode: 0, stdout: 'ci revoked\n' });
  expect((await run('list')).stdout).not.toContain('ci');
});

it.each([
  [['create', 'agent'], 1, 'There is a token "agent". Revoke it first'],
  [['create', 'two words'], 2, 'letters, digits, dots, dashes'],
  [['create', 'x', '--role', 'king'], 2, 'Allowed choices are reader, member, admin'],
  [['revoke', 'nobody'], 1, 'There is no token "nobody"'],
])('%j ends with %i', async (args, exitCode, told) => {
  const answer = await run(...args);
  expect(answer).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(told) });
});

import { describe, expect, it } from 'vitest';
import { resolveOwner } from '../../src/actions/resolve-owner.ts';

const people = [
  { name: 'Priya Nair', emails: ['priya@acme.example'], aliases: ['@priya', 'Priya N.'], accounts: {} },
  { name: 'Tom Becker', emails: ['tom@acme.example'], aliases: [], accounts: {} },
  { name: 'Tom Ågren', emails: ['tom.agren@acme.example'], aliases: ['@tomå'], accounts: {} },
];

describe('the owner a document names', () => {
  it.each([
    ['by full name', 'Priya Nair', 'Priya Nair'],
    ['in any letter case', 'PRIYA nair', 'Priya Nair'],
    ['by handle', '@priya', 'Priya Nair'],
    ['by alias', 'Priya N.', 'Priya Nair'],
    ['by e-mail address', 'priya@acme.example', 'Priya Nair'],
    ['by name and address', 'Priya <priya@acme.example>', 'Priya Nair'],
    ['without its accents', 'Tom Agren', 'Tom Ågren'],
    ['by a first name only one person has', 'priya', 'Priya Nair'],
    ['by an address nobody listed', 'new@acme.example', 'new@acme.example'],
  ])('is found %s', (_how, written, name) => {
    expect(resolveOwner(written, people)).toMatchObject({ kind: 'known', person: { name } });
  });

  it.each([
    ['a first name two people have', 'Tom'],
    ['a team', 'Platform team'],
    ['a stranger', 'Zed'],
  ])('is not guessed from %s: a wrong owner is worse than none', (_what, written) => {
    expect(resolveOwner(written, people)).toEqual({ kind: 'unknown', written });
  });

  it.each([null, '', '   '])('is nobody when the document says %j', (written) => {
    expect(resolveOwner(written, people)).toEqual({ kind: 'nobody' });
  });
});

import { expect, it } from 'vitest';
import { nearestName } from '../../src/config/nearest-name.ts';

it.each([
  ['polcy', ['policy', 'people', 'mail'], 'policy'],
  ['timezone', ['name', 'timeZone', 'url'], 'timeZone'],
  ['jira', ['linear', 'jira-cloud'], null],
  ['zzz', ['policy'], null],
  ['x', [], null],
])('%s among %o is meant as %s', (given, names, expected) => {
  expect(nearestName(given, names)).toBe(expected);
});

import { expect, it } from 'vitest';
import { findConfigPath } from '../../src/config/find-config-path.ts';

it.each([
  ['mine.yaml', { FOLLOWTHROUGH_CONFIG: 'theirs.yaml' }, 'mine.yaml'],
  [undefined, { FOLLOWTHROUGH_CONFIG: 'theirs.yaml' }, 'theirs.yaml'],
  [undefined, { FOLLOWTHROUGH_CONFIG: '' }, 'config/followthrough.yaml'],
  [undefined, {}, 'config/followthrough.yaml'],
])('--config %s with %o reads %s', (argument, environment, expected) => {
  expect(findConfigPath(argument, environment)).toBe(expected);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { violationsOf } from './architecture/house-rules.ts';
import { readSource } from './architecture/read-source.ts';

const root = join(import.meta.dirname, '..');
const house = new Map(
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [`src/${path.replaceAll('\\', '/')}`, readFileSync(join(root, 'src', path), 'utf8')]),
);

describe('the house is as it is drawn', () => {
  it('every import of every file was seen', () => {
    const seen = [...house].map(([path, text]) => ({
      path,
      found: readSource(path, text).imports.filter((one) => one.from !== '').length,
      written: text.match(/^(?:import|export|\}) .*from '[^']+';$|^import '[^']+';$/gm)?.length ?? 0,
    }));

    expect(seen.filter(({ found, written }) => found < written)).toEqual([]);
    expect(seen.reduce((sum, { found }) => sum + found, 0)).toBeGreaterThan(20);
  });

  it('no file breaks a rule of the house', () => {
    expect(violationsOf(house)).toEqual([]);
  });
});

/** What is found when this file is put into a small house in which nothing is wrong. */
const planted = (path: string, text: string, more: Record<string, string> = {}) =>
  violationsOf(
    new Map([
      ['src/lib/calendar.ts', 'export const one = 1;'],
      [
        'src/actions/policy.ts',
        'export const words = ["a", "b"] as const;\nexport interface Policy {}\nexport function act() {}',
      ],
      ['src/trackers/tracker.ts', 'export interface Tracker {}'],
      ['src/trackers/linear/linear-tracker.ts', 'export function connect() {}'],
      ['src/config/config.ts', 'export interface Config {}\nexport function load() {}'],
      ...Object.entries(more),
      [path, text],
    ]),
  ).map(({ rule, file }) => `${rule} in ${file}`);

describe('a rule that is broken is noticed', () => {
  it.each([
    [
      'a pure room that reaches for a store',
      'edge',
      'src/flags/overdue.ts',
      "import { act } from '../db/store.ts';",
    ],
    [
      'a room that enters a vendor',
      'edge',
      'src/outbox/drain.ts',
      "import { connect } from '../trackers/linear/linear-tracker.ts';",
    ],
    [
      'a re-export across rooms',
      'edge',
      'src/lib/words.ts',
      "export { words } from '../actions/policy.ts';\nexport const x = 1;",
    ],
    [
      'an import split over lines',
      'edge',
      'src/lib/words.ts',
      "import {\n  act,\n} from '../actions/policy.ts';\nact();",
    ],
    ['an import for a side effect', 'edge', 'src/lib/words.ts', "import '../actions/policy.ts';"],
    [
      'a dynamic import',
      'edge',
      'src/lib/words.ts',
      "export const x = () => import('../actions/policy.ts');",
    ],
    [
      'a worker in another room',
      'edge',
      'src/lib/words.ts',
      "export const x = new URL('../actions/policy.ts', import.meta.url);",
    ],
    [
      'a value where only types may be taken',
      'edge',
      'src/config/x.ts',
      "import { act } from '../actions/policy.ts';\nact();",
    ],
    [
      'a value among types',
      'edge',
      'src/intake/x.ts',
      "import { type Config, load } from '../config/config.ts';",
    ],
    ['an import of a file that is not there', 'edge', 'src/lib/words.ts', "import { x } from './gone.ts';"],
    ['a room nobody drew', 'room', 'src/attic/box.ts', 'export const x = 1;'],
    ['the environment', 'environment', 'src/http/server.ts', 'export const port = process.env.PORT;'],
    [
      'the environment, inside a template',
      'environment',
      'src/http/server.ts',
      'export const port = `p${process.env.PORT}`;',
    ],
    ['a clock in a pure room', 'clock', 'src/metrics/now.ts', 'export const x = Date.now();'],
    ['another clock in a pure room', 'clock', 'src/metrics/now.ts', 'export const x = new Date();'],
    ['chance in a pure room', 'clock', 'src/pages/dice.ts', 'export const x = Math.random();'],
    ['an SDK outside its folder', 'vendor', 'src/outbox/x.ts', "import type { Issue } from '@linear/sdk';"],
    [
      'a part of an SDK outside its folder',
      'vendor',
      'src/trackers/linear/x.ts',
      "import { z } from 'jira.js/cloud';",
    ],
    ['a default export', 'default export', 'src/lib/x.ts', 'export default function x() {}'],
    ['a default export by name', 'default export', 'src/lib/x.ts', 'const x = 1;\nexport { x as default };'],
    ['a drawer for everything', 'name', 'src/lib/utils.ts', 'export const x = 1;'],
    ['an index', 'name', 'src/lib/index.ts', 'export const x = 1;'],
    ['a camel', 'name', 'src/lib/dayOf.ts', 'export const x = 1;'],
    [
      'a barrel',
      'barrel',
      'src/lib/all.ts',
      "export * from './calendar.ts';\nexport { one } from './calendar.ts';",
    ],
    ['a long file', 'length', 'src/lib/long.ts', 'export const x = 1;\n'.repeat(251)],
    ['a class', 'class', 'src/lib/x.ts', 'export class Counter { n = 0; }'],
    ['a class of classes', 'class', 'src/lib/x.ts', 'export class Small extends Counter {}'],
  ])('%s', (_, rule, path, text) => {
    const more = { 'src/db/store.ts': 'export function act() {}' };

    expect(planted(path, text, more)).toEqual([`${rule} in ${path}`]);
  });

  it('a ring of imports, types included', () => {
    const more = {
      'src/lib/b.ts': "import type { C } from './c.ts';\nexport type B = C;",
      'src/lib/c.ts': "import { a } from './a.ts';\nexport type C = typeof a;",
    };

    expect(planted('src/lib/a.ts', "import type { B } from './b.ts';\nexport const a: B = 1;", more)).toEqual(
      ['cycle in src/lib/a.ts'],
    );
  });

  it.each([
    [
      'types and vocabularies across a types-only door',
      'src/config/x.ts',
      "import { type Policy, words } from '../actions/policy.ts';",
    ],
    [
      'types of the configuration in a verb',
      'src/mail/x.ts',
      "import type { Config } from '../config/config.ts';",
    ],
    [
      'rules that are only talked about',
      'src/lib/x.ts',
      "// import { act } from '../actions/policy.ts'\nexport const x = 'export default process.env';",
    ],
    ['a date that is given', 'src/metrics/x.ts', 'export const x = (at: number) => new Date(at);'],
    [
      'an error',
      'src/lib/x.ts',
      'export class Odd extends Error {}\nexport class Odder extends Odd_Error {}',
    ],
    ['a pattern that looks like code', 'src/lib/x.ts', "export const x = /'|`|class A/.test('y');"],
    [
      'the demo, which may know everything',
      'src/demo/x.ts',
      "import { connect } from '../trackers/linear/linear-tracker.ts';",
    ],
  ])('but not %s', (_, path, text) => {
    expect(planted(path, text)).toEqual([]);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../', import.meta.url);
const tests = globSync('{trackers/jira,db}/*.test.ts', { cwd: folder }).map((path) =>
  readFileSync(new URL(path, folder), 'utf8'),
);
const docs = readFileSync(new URL('../../../docs/trackers.md', import.meta.url), 'utf8');
const [, section = ''] = /^## Jira Cloud\n(.*?)(?=^## |(?![^]))/ms.exec(docs) ?? [];
const numbers = Array.from({ length: 34 }, (_, place) => `J${place + 1}`);

it.each(numbers)('the fault %s of Jira Cloud has a test that begins with its number', (number) => {
  expect(tests.some((text) => new RegExp(`['"\`]${number}: `).test(text))).toBe(true);
});

it('every fault of Jira Cloud is in the table of the documentation, and every file it names is there', () => {
  const rows = section.split('\n').filter((line) => /^\| J\d/.test(line));
  const told = rows.flatMap((row) => {
    const [, first = ''] = row.split('|');
    const [from = 0, to = from] = [...first.matchAll(/\d+/g)].map(([number]) => Number(number));
    return first.includes('–') ? numbers.slice(from - 1, to) : (first.match(/J\d+/g) ?? []);
  });
  expect(told).toEqual(numbers);
  const named = rows.flatMap((row) => row.match(/`[a-z-]+`/g) ?? []).map((name) => name.slice(1, -1));
  const files = globSync('*.test.ts', { cwd: new URL('.', import.meta.url) });
  expect(named.filter((name) => !files.includes(`${name}.test.ts`))).toEqual([]);
});

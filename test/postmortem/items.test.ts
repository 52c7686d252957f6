import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StatedItem } from '../../src/postmortem/document.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

/**
 * Documents in the shapes people use, each with the promises a person finds in it: `start of its words :: owner=…; due=…; done; pri=…;
 * cat=…; level=…; test=…; link=…`. What is not given there must not be read from the document either.
 */
const folder = new URL('../fixtures/items/', import.meta.url);

interface Example {
  readonly name: string;
  readonly text: string;
  readonly promises: readonly Promised[];
}

interface Promised {
  readonly start: string;
  readonly fields: ReadonlyMap<string, string>;
}

function examplesOf(file: string): Example[] {
  const parts = readFileSync(new URL(file, folder), 'utf8').split(/^@@@ /m).slice(1);
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [];
    const end = part.indexOf('\n');
    const lines = (parts[index + 1] ?? '').split('\n').slice(1).filter(Boolean);
    return [{ name: part.slice(0, end), text: part.slice(end + 1), promises: lines.map(promiseOf) }];
  });
}

function promiseOf(line: string): Promised {
  const [start = '', rest = ''] = line.split(' ::');
  const pairs = rest
    .split(';')
    .map((pair) => pair.trim())
    .filter(Boolean);
  return {
    start,
    fields: new Map(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        return at < 0 ? [pair, 'yes'] : [pair.slice(0, at), pair.slice(at + 1)];
      }),
    ),
  };
}

/** What was read, in the form of what was expected: a link counts by any part of it, a text by its start. */
function asPromised(item: StatedItem, { start, fields }: Promised): Promised {
  const link = fields.get('link');
  const found = new Map<string, string | null>([
    ['owner', item.owner],
    ['due', item.due],
    ['done', item.done ? 'yes' : null],
    ['pri', item.priority],
    ['cat', item.category],
    ['level', item.level],
    ['test', item.test?.replace(/\.$/, '') ?? null],
    [
      'link',
      item.links.find((one) => link !== undefined && one.includes(link))
        ? (link ?? null)
        : (item.links[0] ?? null),
    ],
  ]);
  const plain = item.text.replace(/[*`]/g, '');
  return {
    start: plain.startsWith(start.replace(/[*`]/g, '')) ? start : plain,
    fields: new Map([...found].flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
  };
}

const sorted = ({ start, fields }: Promised): unknown => [start, Object.fromEntries(fields)];

describe.each(readdirSync(folder))('of %s', (file) => {
  it.each(examplesOf(file))('$name is understood whole', ({ name, text, promises }) => {
    const items = readPostmortems(name, text).flatMap(({ actionItems }) => actionItems);

    expect(
      items.map((item, at) => sorted(asPromised(item, promises[at] ?? { start: '', fields: new Map() }))),
    ).toEqual(promises.map(sorted));
    const lines = text.split('\n');
    for (const item of items)
      expect(lines[item.line - 1]).toContain(item.text.split(' ')[0]?.replace(/[*`]/g, ''));
  });
});

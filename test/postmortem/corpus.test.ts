import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { StatedItem } from '../../src/postmortem/document.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

/** Real postmortems beside the checkout, where there are any; they are never part of it. */
const shared = new URL('../../../shared/', import.meta.url);
const labels = new URL('labels/dev/', shared);

interface Label {
  readonly path: string;
  readonly actionItems: readonly { readonly text: string; readonly optional?: boolean }[];
}

const words = (text: string): string =>
  text
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

it.skipIf(!existsSync(labels))(
  'finds the items that a person found in real postmortems, and invents next to none',
  () => {
    let wanted = 0;
    let found = 0;
    let read = 0;
    let right = 0;
    for (const name of readdirSync(labels)) {
      const label = JSON.parse(readFileSync(new URL(name, labels), 'utf8')) as Label;
      const text = readFileSync(new URL(`corpus/${label.path}`, shared), 'utf8');
      const items = readPostmortems(label.path, text).flatMap((document) => document.actionItems);
      const same = (item: StatedItem, other: string): boolean => {
        const [one, two] = [words(item.text), words(other)];
        const length = Math.min(50, one.length, two.length);
        return length > 0 && one.slice(0, length) === two.slice(0, length);
      };
      const required = label.actionItems.filter((item) => !item.optional);
      wanted += required.length;
      found += required.filter((item) => items.some((candidate) => same(candidate, item.text))).length;
      read += items.length;
      right += items.filter((item) =>
        label.actionItems.some((candidate) => same(item, candidate.text)),
      ).length;
    }

    expect(found / wanted).toBeGreaterThanOrEqual(0.95);
    expect(right / read).toBeGreaterThanOrEqual(0.95);
  },
);

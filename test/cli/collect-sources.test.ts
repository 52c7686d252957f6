import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectSources } from '../../src/cli/collect-sources.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'collect-'));
  for (const [name, text] of [
    ['queue.md', '# Queue stuck'],
    ['wiki.xhtml', '<h1>Queue stuck</h1>'],
    ['queue.json', '{ "title": "Queue stuck", "actionItems": [] }'],
    ['mail.yaml', 'title: Mail late\naction_items: []'],
    ['mkdocs.yml', 'site_name: Postmortems'],
    ['package.json', '{ "name": "docs" }'],
    ['2022-10-31-Phone-Incident', '# Phone'],
    ['PM2022-009_-_v1.2_rollout', '# Rollout'],
    ['Makefile', 'all:'],
    ['graph.png', 'x'],
  ])
    writeFileSync(join(folder, name ?? ''), text ?? '');
});

afterAll(() => rmSync(folder, { recursive: true }));

it('takes documents out of a folder, and of its JSON and YAML only those with action items', async () => {
  const { sources } = await collectSources([folder], Readable.from([]));

  expect(sources.map(({ source }) => basename(source))).toEqual([
    '2022-10-31-Phone-Incident',
    'PM2022-009_-_v1.2_rollout',
    'mail.yaml',
    'queue.json',
    'queue.md',
    'wiki.xhtml',
  ]);
});

it('reads a file that is named outright, whatever it is called', async () => {
  const { sources } = await collectSources([join(folder, 'package.json')], Readable.from([]));

  expect(sources).toHaveLength(1);
});

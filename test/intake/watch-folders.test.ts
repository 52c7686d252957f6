import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectSources } from '../../src/cli/collect-sources.ts';
import type { WatchedFolder } from '../../src/config/config.ts';
import { importSources } from '../../src/intake/import-documents.ts';
import { randomIds } from '../../src/intake/new-item.ts';
import { watchFolders } from '../../src/intake/watch-folders.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  await house.database.reset();
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => house.close());

const row = (text: string) => `| ${text} | @priya | 2026-11-20 | High | | |`;
const cards = document('checkout', [row('Reject unknown currency codes')]);
const nodes = document('kubernetes', [row('Page on-call when the pool is full')], 'INC-232');

function put(path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const watched = (more: Partial<WatchedFolder> = {}): WatchedFolder => ({
  path: folder,
  include: null,
  every: '* * * * *',
  pull: false,
  as: 'pm',
  ...more,
});

async function watchAll(...folders: WatchedFolder[]) {
  const config = { ...house.config, intake: { ...house.config.intake, folders } };
  const settings = { db: house.database.db, config, clock: () => house.now(), ids: randomIds };
  return watchFolders(settings, folders);
}

async function watch(more: Partial<WatchedFolder> = {}) {
  const [state] = await watchAll(watched(more));
  if (!state) throw new Error('Nothing was watched.');
  return state;
}

const texts = async () => (await house.rows()).map(({ text }) => text);

describe('a watched folder', () => {
  it('is imported, and again changes nothing', async () => {
    put('cards.md', cards);
    put('2026/nodes.md', nodes);

    expect(await watch()).toMatchObject({
      changed: 2,
      sources: ['pm/2026/nodes.md', 'pm/cards.md'],
      gone: [],
      problems: [],
    });
    const before = await house.rows();
    expect(await watch()).toMatchObject({ changed: 0 });
    expect(await house.rows()).toEqual(before);
  });

  it('changes of an edited document what was edited', async () => {
    put('cards.md', cards);
    put('nodes.md', nodes);
    await watch();
    const [first] = await house.rows();

    put('cards.md', cards.replace('Reject unknown currency codes', 'Reject unknown currency codes at once'));

    expect(await watch()).toMatchObject({ changed: 1 });
    expect((await texts()).toSorted()).toEqual([
      'Page on-call when the pool is full',
      'Reject unknown currency codes at once',
    ]);
    expect((await house.rows()).map(({ id }) => id)).toContain(first?.id);
  });

  it('tells of a document that is gone, changes nothing, and welcomes it back', async () => {
    const file = put('cards.md', cards);
    put('nodes.md', nodes);
    await watch();
    const before = await house.rows();

    rmSync(file);
    await watch();
    expect(await watch()).toMatchObject({ sources: ['pm/nodes.md'], gone: ['pm/cards.md'], changed: 0 });
    expect(await house.rows()).toEqual(before);

    put('cards.md', cards);
    expect(await watch()).toMatchObject({ gone: [], changed: 0 });
  });

  it('that is not there is told, and nothing counts as gone', async () => {
    put('cards.md', cards);
    await watch();
    rmSync(folder, { recursive: true });

    expect(await watch()).toMatchObject({
      sources: ['pm/cards.md'],
      gone: [],
      problems: [{ source: null, what: expect.stringContaining('no such folder') }],
    });
    mkdirSync(folder);
  });

  it('tells what is wrong in a document, with its line', async () => {
    put('cards.md', cards.replace('2026-11-02T09:12:00Z', 'some day in spring'));

    const { problems } = await watch();

    expect(problems).toContainEqual({
      source: 'pm/cards.md',
      line: 6,
      what: expect.stringContaining('some day in spring'),
    });
  });

  it('leaves out what is too large, what is no text, and links that lead out, and says so', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'secret.md'), nodes);
    symlinkSync(join(outside, 'secret.md'), join(folder, 'link.md'));
    symlinkSync(outside, join(folder, 'more'));
    put('large.md', `${cards}\n${'x'.repeat(1024 * 1024)}`);
    put('picture.md', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 255, 254, 0, 0]));
    put('fine.md', cards.replace('INC-231', 'INC-7'));

    const { problems } = await watch();
    rmSync(outside, { recursive: true });

    expect(problems.map(({ source, what }) => `${source} ${what}`)).toEqual([
      expect.stringMatching(/^pm\/large\.md is larger than 1 MB/),
      expect.stringMatching(/^pm\/link\.md is a link that leads out of the folder/),
      expect.stringMatching(/^pm\/picture\.md /),
    ]);
    expect(await texts()).toEqual(['Reject unknown currency codes']);
  });

  it('reads links within it once, as mounted configuration has them', async () => {
    put('..data/cards.md', cards);
    symlinkSync(join('..data', 'cards.md'), join(folder, 'cards.md'));
    symlinkSync('cards.md', join(folder, 'same.txt'));

    expect(await watch({ include: '*.md' })).toMatchObject({ sources: ['pm/cards.md'], problems: [] });
  });

  it('takes only what its pattern includes', async () => {
    put('cards.md', cards);
    put('drafts/nodes.md', nodes);
    put('notes.txt', nodes);

    expect(await watch({ include: '{cards,drafts/nope}*.md' })).toMatchObject({ sources: ['pm/cards.md'] });
    expect(await watch({ include: '**/*.md' })).toMatchObject({
      sources: ['pm/cards.md', 'pm/drafts/nodes.md'],
    });
  });

  it('that names its documents like another one is told, and overwrites nothing', async () => {
    put('a/cards.md', cards);
    put('b/cards.md', nodes);

    const [, second] = await watchAll(
      watched({ path: join(folder, 'a') }),
      watched({ path: join(folder, 'b') }),
    );

    expect(second?.problems).toMatchObject([
      { source: 'pm/cards.md', what: expect.stringContaining('"as"') },
    ]);
    expect(await texts()).toEqual(['Reject unknown currency codes']);
  });
});

const git = (at: string, ...words: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=A', '-c', 'user.email=a@b.example', ...words], {
    stdio: 'pipe',
  });

describe('a Git checkout', () => {
  let origin: string;
  let checkout: string;
  beforeEach(() => {
    origin = join(folder, 'origin');
    checkout = join(folder, 'checkout');
    mkdirSync(origin);
    git(origin, 'init', '-q', '-b', 'main');
    put('origin/docs/cards.md', cards);
    git(origin, 'add', '.');
    git(origin, 'commit', '-qm', 'One');
    git(folder, 'clone', '-q', origin, checkout);
  });

  it('is pulled first, and its documents are known by their path in it, as when they are imported by hand', async () => {
    const inIt = { path: join(checkout, 'docs'), pull: true, as: null };
    const { sources } = await collectSources([join(checkout, 'docs')], process.stdin);
    const settings = {
      db: house.database.db,
      config: house.config,
      clock: () => house.now(),
      ids: randomIds,
    };
    await importSources(settings, sources, null);
    put('origin/docs/nodes.md', nodes);
    git(origin, 'add', '.');
    git(origin, 'commit', '-qm', 'Two');

    expect(await watch(inIt)).toMatchObject({
      sources: ['docs/cards.md', 'docs/nodes.md'],
      changed: 1,
      problems: [],
    });
    expect(await texts()).toHaveLength(2);
  });

  it('that cannot be pulled is read as it is, and that is told', async () => {
    rmSync(origin, { recursive: true });

    const { problems, changed } = await watch({ path: join(checkout, 'docs'), pull: true });

    expect(changed).toBe(1);
    expect(problems).toMatchObject([
      { source: null, what: expect.stringMatching(/could not be pulled: fatal: /) },
    ]);
    expect(await texts()).toEqual(['Reject unknown currency codes']);
  });

  it('that went another way is not merged', async () => {
    put('origin/docs/nodes.md', nodes);
    git(origin, 'add', '.');
    git(origin, 'commit', '-qm', 'Two');
    writeFileSync(join(checkout, 'own.md'), 'Own work');
    git(checkout, 'add', '.');
    git(checkout, 'commit', '-qm', 'Own');

    const { problems } = await watch({ path: join(checkout, 'docs'), pull: true });

    expect(problems[0]?.what).toContain('could not be pulled');
    expect(await texts()).toEqual(['Reject unknown currency codes']);
  });
});

import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../support/command-in-process.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;
beforeAll(async () => {
  house = await openHouse('2026-11-16T09:00:00Z');
  const rows = Array.from(
    { length: 60 },
    (_, at) => `| Check <b>gate</b> number ${at} | @priya | 2026-11-20 | | | |`,
  );
  await house.give(
    document('checkout', rows).replace('Checkout refused cards', 'Cards & <script>alert(1)</script>'),
  );
  await house.give(
    document('kubernetes', ['| Page on-call | Tom Becker | | | | |'], 'INC-232'),
    'docs/nodes.md',
  );
  web = webOf(house);
});
afterAll(() => house.close());

const get = (path: string) => supertest(web).get(path);

describe('the page of the search', () => {
  it('is a box away on every page', async () => {
    const { text } = await get('/queue');
    expect(text).toMatch(/<form[^>]*action="\/search"[^>]*role="search"/);
  });

  it('shows what was found, marked, and leaves whatever a document says as text', async () => {
    const { status, text } = await get('/search?q=script+cards');

    expect(status).toBe(200);
    expect(text).toContain('<mark>Cards</mark> &#38; &#60;<mark>script</mark>&#62;alert(1)');
    expect(text).not.toContain('<script>alert');
    expect(pageText(text)).toContain('1 found.');
  });

  it('keeps what was typed in its box, as text', async () => {
    const { text } = await get(`/search?q=${encodeURIComponent('"><img src=x>')}`);
    expect(text).toContain('value="&#34;&#62;&#60;img src=x&#62;"');
  });

  it('goes on to what did not fit', async () => {
    const { text } = await get('/search?q=gate&severity=SEV1');
    const more = /href="([^"]*cursor=25[^"]*)"/.exec(text)?.[1]?.replaceAll('&#38;', '&') ?? '';
    const next = await get(more);

    expect(pageText(text)).toContain('60 found, 25 on this page');
    expect(next.text).toContain('cursor=50');
    expect(pageText(next.text)).toContain('60 found, 25 on this page');
  });

  it.each([
    ['kind=nothing', 'There is no kind'],
    ['from=yesterday', 'is no day'],
    ['team=nobody', 'There is no team'],
    ['state=lost', 'There is no state'],
  ])('says what is not understood: %s', async (query, words) => {
    const { status, text } = await get(`/search?${query}`);
    expect(status).toBe(404);
    expect(pageText(text)).toContain(words);
  });
});

describe('the same for programs', () => {
  it('in stretches that miss nothing and tell nothing twice', async () => {
    const ids: string[] = [];
    let cursor: string | null = '0';
    while (cursor !== null) {
      const { body } = await get(`/api/v1/search?q=gate&cursor=${cursor}`);
      expect(body).toMatchObject({ total: 60, counts: { item: 60, postmortem: 0, incident: 0 } });
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
  });

  it('tells a problem as one', async () => {
    const { status, type, body } = await get('/api/v1/search?to=2026-02-30');
    expect({ status, type }).toEqual({ status: 404, type: 'application/problem+json' });
    expect(body.detail).toContain('2026-11-20');
  });
});

describe('on the command line', () => {
  it('prints what was found', async () => {
    const { exitCode, stdout } = await runHere(house, 'search', 'on', 'call', '--service', 'kubernetes');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^1 found\n\nPage on-call\n {4}action item · INC-232 · SEV1 · 2026-11-02 · kubernetes · open · /,
    );
  });

  it('or as JSON', async () => {
    const { stdout } = await runHere(house, 'search', 'on-call', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ total: 1, items: [{ kind: 'item', title: 'Page on-call' }] });
  });

  it('takes what the shell held together for a phrase, and words to leave out after --', async () => {
    expect((await runHere(house, 'search', 'call on')).exitCode).toBe(1);
    expect(await runHere(house, 'search', '--', 'call', '-page')).toMatchObject({
      exitCode: 1,
      stdout: 'Nothing found.\n',
    });
  });

  it.each([
    [['--limit', '0'], /--limit is a whole number/],
    [['--state', 'lost'], /There are: open/],
  ])('refuses %j', async (options, words) => {
    const { exitCode, stderr } = await runHere(house, 'search', 'x', ...options);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
  });
});

import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postmortem } from '../../src/db/schema.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';
import { webOf } from './web-of.ts';

let house: House;
let web: Express;
beforeAll(async () => {
  house = await openHouse();
  web = webOf(house);
});
beforeEach(() => house.database.reset());
afterAll(() => house.close());

const ours = { 'Sec-Fetch-Site': 'same-origin' };
const markdown = document('checkout', [
  '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |',
  '| Improve <b>things</b> | | | | | |',
]);

interface Sent {
  readonly text?: string;
  readonly file?: { readonly name: string; readonly bytes: Buffer };
  readonly fields?: Record<string, string>;
}

function send({ text = '', file, fields = {} }: Sent, headers: Record<string, string> = ours) {
  const form = supertest(web).post('/postmortems/new').set(headers).field('text', text);
  for (const [name, value] of Object.entries(fields)) void form.field(name, value);
  if (file) void form.attach('file', file.bytes, file.name);
  return form;
}

const fieldOf = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
const record = (page: string, text: string) =>
  send({
    text,
    fields: { do: 'record', previewed: fieldOf(page, 'previewed'), fileName: fieldOf(page, 'fileName') },
  });
const recorded = () => house.database.db.select().from(postmortem);

describe('adding a postmortem on its page', () => {
  it('begins with an empty form that every page leads to', async () => {
    const { status, text } = await supertest(web).get('/postmortems/new');
    expect(status).toBe(200);
    expect(text).toContain('<div id="preview"></div>');
    expect((await supertest(web).get('/')).text).toContain('href="/postmortems/new"');
  });

  it('shows line by line what is understood, and records nothing', async () => {
    const { status, text } = await send({ text: markdown });
    const shown = pageText(text);
    expect(status).toBe(200);
    expect(shown).toContain('2 action items, 1 could be better. Recording it adds a new postmortem.');
    for (const fact of ['Checkout refused cards', 'INC-231', 'SEV1', '2026-11-02T09:12:00Z', 'checkout']) {
      expect(shown).toContain(fact);
    }
    expect(shown).toContain('line 15 · @priya · due 2026-11-10 · high');
    expect(shown).toContain('line 16 · no owner · no due date');
    expect(shown).toMatch(/no-owner: .* Better: /);
    expect(text).toMatch(/<li id="line-15" class="(?:good|weak)">/);
    expect(text).toContain('href="#found-16"');
    expect(text).not.toContain('<b>things</b>');
    expect(await recorded()).toEqual([]);
  });

  it('records what was looked at when Record is pressed, and leads to the postmortem', async () => {
    const preview = await send({ text: markdown });
    const answer = await record(preview.text, markdown.replaceAll('\n', '\r\n'));
    const [row] = await recorded();
    expect([answer.status, answer.headers['location']]).toEqual([303, `/postmortems/${row?.id}`]);
    expect((await supertest(web).get(answer.headers['location'] ?? '')).status).toBe(200);
    expect(pageText((await send({ text: markdown })).text)).toContain('All of it is recorded already.');
    const edited = markdown.replace('2026-11-10', '2026-11-24');
    expect(pageText((await send({ text: edited })).text)).toContain('Recording it edits what is recorded.');
  });

  it('takes a file, whose text then stands in the form', async () => {
    const text =
      '# Cards refused\r\n\r\n## Action items\r\n\r\n- [ ] Page on-call when the pool is full (@tom)\r\n';
    const file = { name: 'C:\\docs\\2026-11-02-cards.md', bytes: Buffer.from(text) };
    const preview = await send({ text: 'left over', file });
    expect(fieldOf(preview.text, 'fileName')).toBe('2026-11-02-cards.md');
    expect(pageText(preview.text)).toContain('Started 2026-11-02');
    expect(preview.text).not.toContain('left over');
    expect((await record(preview.text, text)).status).toBe(303);
    expect((await recorded())[0]).toMatchObject({
      source: 'posted/2026-11-02-cards-refused',
      title: 'Cards refused',
    });
  });

  it('looks again when the text is not the one whose preview was on show', async () => {
    const preview = await send({ text: markdown });
    const answer = await record(preview.text, markdown.replace('2026-11-10', '2027-11-10'));
    expect([answer.status, pageText(answer.text)]).toEqual([
      200,
      expect.stringContaining('The text is not the one that was looked at.'),
    ]);
    expect(pageText(answer.text)).toContain('due 2027-11-10');
    expect((await send({ text: markdown, fields: { do: 'record' } })).status).toBe(200);
    expect(await recorded()).toEqual([]);
  });

  it.each<[string, Sent, string]>([
    ['nothing', { text: '' }, 'is empty'],
    ['a novel', { text: '# Weather\n\nIt rained.' }, 'Nothing can be recorded yet'],
    ['broken JSON', { text: '{\n"title": "x",\n"actionItems": [}' }, 'line 3'],
    [
      'a picture',
      { file: { name: 'a.png', bytes: Buffer.from([137, 80, 0, 0]) } },
      'a.png is not a text file',
    ],
    ['Latin-1', { file: { name: 'a.md', bytes: Buffer.from('d\xe9j\xe0 vu', 'latin1') } }, 'not UTF-8'],
    ['too much', { file: { name: 'a.md', bytes: Buffer.alloc(1_048_577, 'x') } }, 'at most 1 MB'],
  ])('says what is wrong with %s and offers no button to record it', async (_what, sent, told) => {
    const { status, text } = await send(sent);
    expect([status, pageText(text)]).toEqual([200, expect.stringContaining(told)]);
    expect(text).not.toContain('value="record"');
    expect((await record(text, sent.text ?? '')).status).not.toBe(303);
    expect(await recorded()).toEqual([]);
  });

  it('shows of a very long document the lines that matter', async () => {
    const long =
      markdown +
      `${'word '.repeat(400)}\n`.repeat(40) +
      'x\n'.repeat(4000) +
      '\n## Action items\n\n- [ ] Page on-call (@tom)\n';
    const { text } = await send({ text: long });
    expect(pageText(text)).toMatch(/\d+ more lines without a mark are not shown/);
    expect(text.length).toBeLessThan(1_000_000);
  });
});

describe('nobody else fills in this form', () => {
  it.each<[Record<string, string>, number]>([
    [{}, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'https://followthrough.acme.example' }, 200],
  ])('%j', async (headers, status) => {
    expect((await send({ text: markdown }, headers)).status).toBe(status);
  });

  it.each([
    ['multipart/form-data; boundary=x', 'nonsense', 400],
    ['multipart/form-data', '--x', 400],
    ['application/x-www-form-urlencoded', 'text=x', 400],
    ['multipart/form-data; boundary=x', 'x'.repeat(3_600_000), 413],
  ])('%s that is none', async (type, body, status) => {
    const answer = await supertest(web)
      .post('/postmortems/new')
      .set(ours)
      .set('Content-Type', type)
      .send(body);
    expect(answer.status).toBe(status);
  });
});

it('the script comes from our own origin and may be kept', async () => {
  const page = await supertest(web).get('/postmortems/new');
  const address = /<script src="(\/assets\/[0-9a-f]{16}\.js)" defer><\/script>/.exec(page.text)?.[1] ?? '';
  const script = await supertest(web).get(address);
  expect([script.status, script.type, script.headers['cache-control']]).toEqual([
    200,
    'text/javascript',
    'public, max-age=31536000, immutable',
  ]);
  expect(script.text).toContain("getElementById('paste')");
});

import type { Express } from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemRow } from '../../src/reports/item-row.ts';
import { openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';
import { furnish, webOf } from './web-of.ts';

let house: House;
let web: Express;
let items: ItemRow[];
beforeAll(async () => {
  house = await openHouse();
  await furnish(house);
  web = webOf(house);
  items = await house.items();
});
afterAll(() => house.close());

const get = (path: string) => supertest(web).get(path);
const itemOf = (text: string) => {
  const item = items.find((one) => one.text.startsWith(text));
  if (!item) throw new Error(`no item ${text}`);
  return item;
};

describe('every page answers with its facts', () => {
  it.each([
    ['/', 'Action items', ['4 items.', 'Reject unknown currency codes', 'PAY-1', '1 Ownerless']],
    ['/agenda', 'Agenda', ['Reject unknown currency codes']],
    ['/completion', 'Completion', ['2026-W46', '1 of', 'Payments', 'Platform']],
    ['/repeats', 'Repeats', ['2026-W46', 'None of 3 incidents']],
    ['/programme', 'Programme', ['2026-W46']],
    ['/incidents', 'Incidents', ['3 incidents.', 'INC-231', 'Checkout refused cards']],
    ['/queue', 'Queue', ['Rehearse a provider change', 'linear-main', 'jira-main']],
  ])('%s', async (path, name, facts) => {
    const { status, text, type, charset } = await get(path);

    expect({ status, type, charset }).toEqual({ status: 200, type: 'text/html', charset: 'utf-8' });
    const shown = pageText(text);
    for (const fact of facts) expect(shown).toContain(fact);
    expect(text).toMatch(new RegExp(`aria-current="page"[^>]*>${name === 'Action items' ? 'Items' : name}<`));
  });

  it('a postmortem, with its items where the trackers link to', async () => {
    const item = itemOf('Reject');

    const { status, text } = await get(`/postmortems/${item.postmortem}`);

    expect(status).toBe(200);
    expect(pageText(text)).toContain('Checkout refused cards');
    expect(pageText(text)).toContain('docs/outage.md');
    expect(text).toContain(`id="ai-${item.id}"`);
    expect(text).toContain(`href="${item.tracker?.url}"`);
  });

  it('and leaves whatever a document says as text', async () => {
    const { text } = await get(`/postmortems/${itemOf('Rehearse').postmortem}`);

    expect(text).toContain('Cards refused &#60;again&#62; &#38; again');
    expect(text).not.toContain('<again>');
  });
});

describe('the list of items', () => {
  it.each([
    ['a team', '?team=platform', ['Page on-call']],
    ['a flag', '?flag=overdue', ['Reject']],
    ['a state', '?state=done', ['Page on-call']],
    ['several at once', '?team=payments&state=open&flag=ownerless', ['Improve']],
    ['words of the text, in any order and case', '?q=CODES+reject', ['Reject']],
    ['the key of an issue', '?q=plat-1', ['Page on-call']],
    ['an incident', '?q=INC-233', ['Rehearse']],
    ['empty fields, as a form sends them', '?team=&flag=&state=&q=rehearse', ['Rehearse']],
  ])('is narrowed to %s', async (_, query, expected) => {
    const { status, text } = await get(`/${query}`);

    expect(status).toBe(200);
    const shown = items.filter((item) => text.includes(`<h3>${item.text}</h3>`));
    expect(shown.map((item) => expected.find((start) => item.text.startsWith(start)))).toEqual(expected);
  });

  it('says so when nothing matches', async () => {
    expect(pageText((await get('/?q=zebra')).text)).toContain('Nothing matches this filter.');
  });

  it('keeps what was searched for in its field', async () => {
    expect((await get('/?q=%22%3E%3Cb%3E')).text).toContain('value="&#34;&#62;&#60;b&#62;"');
  });
});

describe('a report', () => {
  it('is of the week and the team asked for', async () => {
    const shown = pageText((await get('/completion?week=2026-W45&team=platform')).text);

    expect(shown).toContain('2026-W45');
    expect(shown).toContain('Nothing was due');
  });

  it.each([
    ['/completion?week=2026-W60', 'There is no week "2026-W60".'],
    ['/repeats?week=last', 'There is no week "last".'],
    ['/programme?week=2027-W01', 'Week 2027-W01 has not begun.'],
    ['/completion?team=nobody', 'There is no team "nobody"'],
    ['/?team=nobody', 'There is no team "nobody"'],
    ['/?flag=late', 'There is no flag "late". There are: regressed, slipping, overdue'],
    ['/?state=closed', 'There is no state "closed". There are: open, in_progress, done, cancelled.'],
    ['/postmortems/12', 'No postmortem is recorded under this address.'],
    ['/nowhere', 'There is no page at /nowhere.'],
  ])('or says that there is none: %s', async (path, detail) => {
    const { status, text, type } = await get(path);

    expect({ status, type }).toEqual({ status: 404, type: 'text/html' });
    expect(pageText(text)).toContain(detail);
    expect(pageText(text)).toContain('Back to the action items');
  });

  it.each(['/?team=payments&team=platform', '/?cursor=minus', '/completion?week=2026-W45&week=2026-W46'])(
    'or that it cannot be asked like that: %s',
    async (path) => {
      expect((await get(path)).status).toBe(400);
    },
  );
});

describe('an address without a page of its own leads to one', () => {
  it('of an item', async () => {
    const { id, postmortem } = itemOf('Reject');

    const { status, headers } = await get(`/action-items/${id}`);

    expect([status, headers['location']]).toEqual([303, `/postmortems/${postmortem}#ai-${id}`]);
  });

  it.each([
    '/action-items/00000000-0000-4000-8000-000000000000',
    '/postmortems/00000000-0000-4000-8000-000000000000',
  ])('or says that there is none: %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

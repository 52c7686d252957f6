import { describe, expect, it } from 'vitest';
import { itemsPage, type ItemsView } from '../../src/pages/items-page.ts';
import { pageText } from '../support/page-text.ts';
import {
  frame,
  item,
  itemsView,
  overdueItem,
  ownerlessItem,
  slippingItem,
} from '../support/sample-reports.ts';

/** Where the links of the part of the page with this class lead. */
const linksOf = (html: string, part: string) =>
  [...(new RegExp(`class="${part}"[^]*?</ul>`).exec(html)?.[0] ?? '').matchAll(/href="([^"]*)"/g)].map(
    ([, address = '']) => address.replaceAll('&#38;', '&'),
  );

const page = (changes: Partial<ItemsView> = {}) => itemsPage(frame, { ...itemsView, ...changes });

describe('an item on the front page', () => {
  it('says what, whose, until when and how often that moved', () => {
    const text = pageText(page({ items: [slippingItem] }));

    expect(text).toContain('Refuse a ledger export when the day it closes has not been reconciled');
    expect(text).toContain('INC-231 · SEV1 · Payments · ledger, reporting · prevent · high');
    expect(text).toContain(
      'Owner Priya Nair Due Thu 26 Nov 2026 first Thu 5 Nov 2026 moved 2×, 21 days State In progress',
    );
  });

  it('shows each flag with its evidence, since when, and the next step', () => {
    expect(pageText(page({ items: [slippingItem] }))).toContain(
      'Slipping Moved 2 times; now due 21 days after the first due date. Since Wed 11 Nov 2026. Decide: free the time for it',
    );
  });

  it('leads to the issue, and to its own place on its postmortem', () => {
    const html = page({ items: [overdueItem] });

    expect(html).toContain('href="https://acme.atlassian.net/browse/PLAT-1482"');
    expect(html).toContain(`href="/postmortems/${overdueItem.postmortem}#ai-${overdueItem.id}"`);
  });

  it('without owner, date or issue says so', () => {
    expect(pageText(page({ items: [ownerlessItem] }))).toContain(
      'Owner nobody Due no date State Open Issue none yet',
    );
  });

  it('whose issue has an address that is none shows the key without a link', () => {
    const tracker = overdueItem.tracker && { ...overdueItem.tracker, url: 'javascript:alert(1)' };
    const html = page({ items: [item({ tracker })] });

    expect(pageText(html)).toContain('Issue PLAT-1482');
    expect(html).not.toContain('javascript:');
  });

  it('whose date came back to the first promise is still seen to have moved', () => {
    const moved = item({ due: '2026-11-20', firstDue: '2026-11-20', moves: 1, movedDays: 0 });

    expect(pageText(page({ items: [moved] }))).toContain('first Fri 20 Nov 2026 moved 1× State');
  });
});

describe('the list', () => {
  it('is in groups by the most urgent flag, each item once', () => {
    const headings = [...page().matchAll(/<h2>([^]*?)<\/h2>/g)].map(([, heading]) => pageText(heading ?? ''));

    expect(headings).toEqual(['Regressed 1', 'Slipping 1', 'Overdue 1', 'Ownerless 1', 'Nothing flagged 2']);
  });

  it('narrowed to a flag puts the items under that flag, though they have a more urgent one', () => {
    const filter = { ...itemsView.filter, flag: 'stale' as const };
    const headings = [...page({ filter, items: [overdueItem] }).matchAll(/<h2>([^<]*)/g)].map(([, name]) =>
      name?.trim(),
    );

    expect(headings).toEqual(['Stale']);
  });

  it('counts each flag and links the count to its items, keeping team and text', () => {
    const filter = { ...itemsView.filter, team: 'payments', text: 'a&b' };

    expect(page({ filter })).toContain('href="/?team=payments&#38;flag=slipping&#38;q=a%26b"');
    expect(pageText(page({ filter }))).toContain('3 Slipping 4 Overdue 2 Ownerless');
  });

  it('keeps what was asked for in the form', () => {
    const html = page({
      filter: { ...itemsView.filter, team: 'platform', flag: 'overdue', state: 'open', text: 'x "y"' },
    });

    expect([...html.matchAll(/<option value="([^"]*)"\s+selected/g)].map(([, value]) => value)).toEqual([
      'platform',
      'overdue',
      'open',
    ]);
    expect(html).toContain('value="x &#34;y&#34;"');
  });

  it('narrowed by a report says what it shows, and each narrowing can be taken off', () => {
    const filter = { ...itemsView.filter, week: '2026-W46', due: 'missed' as const, service: 'none' };
    const html = page({ filter, items: [overdueItem], total: 1, different: 1 });

    expect(pageText(html)).toContain('Items due in 2026-W46 that were missed, without a service. 1 item.');
    expect(linksOf(html, 'narrowings')).toEqual([
      '/?week=2026-W46&service=none',
      '/?week=2026-W46&due=missed',
    ]);
    expect(html).toContain(
      'href="/api/v1/action-items?week=2026-W46&#38;service=none&#38;due=missed&#38;format=csv"',
    );
  });

  it('without its week is without the parts of the week', () => {
    const filter = { ...itemsView.filter, week: '2026-W46', flag: 'stale' as const, moved: '8-14' as const };

    expect(linksOf(page({ filter }), 'narrowings')).toEqual([
      '/?week=2026-W46&flag=stale',
      '/?week=2026-W46&moved=8-14',
      '/?flag=stale&moved=8-14',
    ]);
  });

  it('narrowed further keeps what the form has no field for', () => {
    const filter = {
      ...itemsView.filter,
      week: '2026-W46',
      flow: 'done' as const,
      revised: true,
      team: 'gone',
    };
    const html = page({ filter });

    expect(
      [...html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, ...pair]) => pair),
    ).toEqual([
      ['week', '2026-W46'],
      ['flow', 'done'],
      ['revised', 'yes'],
    ]);
    expect(html).toMatch(/<option value="gone"\s+selected/);
  });

  it('says so where an item stands in it more than once', () => {
    const filter = { ...itemsView.filter, week: '2026-W46', flow: 'done' as const };

    expect(
      pageText(page({ filter, total: 3, different: 2, items: [item({}), item({}), item({})] })),
    ).toContain('3 entries for 2 different items: an item stands here each time it is in the number.');
  });

  it.each([
    ['nothing was ever imported', { anyItems: false }, 'No postmortem has been imported yet.'],
    [
      'the filter fits nothing',
      { filter: { ...itemsView.filter, text: 'zzz' } },
      'Nothing matches this filter.',
    ],
    ['the postmortems promise nothing', {}, 'No postmortem has promised anything yet.'],
  ])('says what to do when %s', (_, changes, words) => {
    expect(pageText(page({ items: [], total: 0, nextCursor: null, ...changes }))).toContain(words);
  });

  it('leads on only when there is more', () => {
    expect(page()).toContain('cursor=eyJpZCI6MTJ9');
    expect(page({ nextCursor: null })).not.toContain('More items');
  });
});

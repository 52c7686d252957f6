import { describe, expect, it } from 'vitest';
import { completionPage } from '../../src/pages/completion-page.ts';
import { postmortemPage } from '../../src/pages/postmortem-page.ts';
import { repeatsPage } from '../../src/pages/repeats-page.ts';
import { slipsPage } from '../../src/pages/slips-page.ts';
import type { CompletionReport } from '../../src/reports/completion-report.ts';
import { pageText } from '../support/page-text.ts';
import {
  completionReport,
  frame,
  postmortemView,
  repeatsReport,
  slipsReport,
} from '../support/sample-reports.ts';

const page = (changes: Partial<CompletionReport> = {}) =>
  completionPage(frame, { ...completionReport, ...changes });
const text = (changes: Partial<CompletionReport> = {}) => pageText(page(changes));
const pictures = (html: string) =>
  [...html.matchAll(/<svg\s+class="chart"[^]*?<\/figure>/g)].map(([found]) => found);

const pace = { weeks: 12, perWeek: null, low: -2.8, high: 1.3, clearedBy: null };

describe('the backlog', () => {
  it.each<[Partial<CompletionReport['pace']>, string]>([
    [
      {},
      'Where that leads cannot be said: the weeks go up and down, on average by something between −2.8 and +1.3.',
    ],
    [{ weeks: 5, low: null, high: null }, 'Where that leads can be said after six whole weeks.'],
    [{ perWeek: 1.44, low: 1 }, 'At this rate it grows by 1.4 a week.'],
    [
      { perWeek: -12.4, high: -1, clearedBy: '2027-01-04' },
      'At this rate, 12 fewer a week, it is cleared by Mon 4 Jan 2027.',
    ],
    [{ perWeek: -0.2, high: -0.1 }, 'At this rate, 0.2 fewer a week, clearing it takes more than a year.'],
    [{ perWeek: 0, low: 0, high: 0 }, 'At this rate it stays as it is.'],
  ])('with the pace %j says: %s', (changes, sentence) => {
    expect(text({ pace: { ...pace, ...changes } })).toContain(sentence);
  });

  it('foretells nothing when nothing is left', () => {
    const flow = { ...completionReport.flow, openAtEnd: 0 };
    expect(text({ flow, pace: { ...pace, perWeek: -3 } })).not.toMatch(/At this rate|Where that leads/);
  });

  it('is no picture while there was never anything', () => {
    const flow = { openAtStart: 0, created: 0, reopened: 0, done: 0, dropped: 0, openAtEnd: 0 };
    const weeks = completionReport.weeks.map(({ week }) => ({ week, flow }));
    expect(pictures(page({ flow, weeks }))).toHaveLength(pictures(page()).length - 1);
  });
});

describe('a picture', () => {
  const all = [page(), repeatsPage(frame, repeatsReport), slipsPage(frame, slipsReport)].flatMap(pictures);

  it('stands on its page with a name, a table behind it, and nothing that is not a number', () => {
    expect(all).toHaveLength(6);
    for (const picture of all) {
      expect(picture).toMatch(/^<svg\s+class="chart"\s+height="\d+"\s+role="img"\s+aria-label="[^"]{20,}"/);
      expect(picture).toContain('<table>');
      expect(picture).not.toMatch(/NaN|Infinity|undefined|null|\sstyle=/);
    }
  });

  it('of fewer than five items is none: the counts are said', () => {
    const time = { ...completionReport.timeToComplete, n: 4, completed: 1, censored: 3 };
    const shown = page({ timeToComplete: time, curve: completionReport.curve.slice(0, 1) });
    expect(pictures(shown)).toHaveLength(3);
    expect(pageText(shown)).toContain('Too few to say: 4 items created in the last 365 days: 1 completed');
  });

  it('of twelve digits keeps its words short and its numbers whole', () => {
    const many = 123_456_789_012;
    const slips = completionReport.slips.map((bin) => ({ ...bin, items: many }));
    const [picture = ''] = pictures(page({ slips })).slice(-1);
    expect(picture).toMatch(/>\s*150bn\s*</);
    expect(picture).toContain('123,456,789,012');
    expect(picture).not.toMatch(/<text[^>]*>\s*123,456/);
  });
});

const bins = (...counts: number[]) =>
  completionReport.slips.map((bin, index) => ({ ...bin, items: counts[index] ?? 0 }));

const repeats = (change: (week: (typeof repeatsReport.weeks)[number]) => object) =>
  pageText(
    repeatsPage(frame, {
      ...repeatsReport,
      weeks: repeatsReport.weeks.map((week) => ({ ...week, ...change(week) })),
    }),
  );

describe('the words above the pictures', () => {
  it.each<[number[], string]>([
    [[0], 'No item is unfinished.'],
    [[0, 0, 0, 0, 0, 0, 3], 'None of the 3 unfinished items has a due date.'],
    [
      [1, 1, 0, 1],
      'Of 3 unfinished items with a due date 1 is due when first promised or earlier, and 1 more than 14 days later.',
    ],
    [
      [2, 1, 1, 1, 0, 1, 1],
      'Of 6 unfinished items with a due date 2 (33 %) are due when first promised or earlier, and 2 (33 %) more than 14 days later. 1 more has no due date.',
    ],
  ])('for items in the bins %j say: %s', (counts, sentence) => {
    expect(text({ slips: bins(...counts) })).toContain(sentence);
  });

  it('name the weeks of preventable repeats, and say how many when they are many', () => {
    expect(repeats(() => ({}))).toContain(
      '3 repeats in these thirteen weeks, 2 of them preventable, in 2026-W43 and 2026-W46.',
    );
    expect(repeats(() => ({ repeats: 2, preventable: 1 }))).toContain(
      '13 of them preventable, in 13 of the weeks.',
    );
    expect(repeats(() => ({ preventable: 0 }))).toContain('none of them preventable.');
  });

  it('tell the whole history of a due date in one line', () => {
    const shown = pageText(postmortemPage(frame, postmortemView));
    expect(shown).toContain('Due date: first promised for Fri 20 Nov 2026, never pushed');
    expect(shown).toContain(
      'Due date: first promised for Thu 5 Nov 2026, pushed twice by 21 days, now Thu 26 Nov 2026',
    );
    expect(shown).toContain('Date removed Thu 12 Nov 2026 – – Tomás Oliveira Tue 10 Nov 2026');
  });
});

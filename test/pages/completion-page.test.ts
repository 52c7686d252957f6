import { describe, expect, it } from 'vitest';
import { completionPage } from '../../src/pages/completion-page.ts';
import type { CompletionReport } from '../../src/reports/completion-report.ts';
import { pageText } from '../support/page-text.ts';
import { completionReport, due, frame } from '../support/sample-reports.ts';

const page = (changes: Partial<CompletionReport> = {}) =>
  completionPage(frame, { ...completionReport, ...changes });
const text = (changes: Partial<CompletionReport> = {}) => pageText(page(changes));

describe('the answer', () => {
  it.each([
    [
      { doneOnTime: 4, doneLate: 1, missed: 4 },
      '5 of 9 items due in this week were completed (56 %), 4 on time (44 %).',
    ],
    [{ doneOnTime: 1, moved: 2, dropped: 1 }, '1 of 4 items due in this week was completed, 1 on time.'],
    [{}, 'Nothing was due in this week.'],
    [{ pending: 3 }, '3 items are due in this week; no due day has passed yet.'],
    [
      { doneOnTime: 1, pending: 1 },
      '1 of 1 item due in this week was completed, 1 on time. 1 more is not due yet.',
    ],
  ])('for %j is: %s', (counts, answer) => {
    expect(text({ due: due(counts) })).toContain(answer);
  });
});

describe('the weekly report', () => {
  it('names every item under its outcome', () => {
    expect(text()).toContain(
      '1 moved unfinished, its date put off or taken away Refuse a ledger export when the day it closes has not been reconciled PAY-790 · Payments · due Thu 12 Nov 2026',
    );
  });

  it('reads the flow as an equation', () => {
    expect(text()).toContain(
      '31 unfinished at start + 6 created + 1 reopened = 7 done + 1 dropped + 30 unfinished at end',
    );
    expect(text()).toContain('At the end 30 were unfinished, 1 fewer than before.');
  });

  it('says what is known of the duration, with its interval', () => {
    expect(text()).toContain('Half are completed within 34 days. Nine in ten within 121 days.');
    expect(text()).toContain('30 days 44 % 36 % – 53 %');
  });

  it('estimates nothing from a handful, and nothing beyond what was observed', () => {
    const time = completionReport.timeToComplete;
    const unknown = { estimate: null, low: null, high: null };

    expect(text({ timeToComplete: { ...time, n: 4, completed: 1, censored: 3 } })).toContain(
      'Too few to say: 4 items',
    );
    expect(
      text({ timeToComplete: { ...time, medianDays: null, within: { ...time.within, '90': unknown } } }),
    ).toMatch(/Fewer than half have been completed so far\..*90 days not known yet/);
  });

  it('tells the finding of the trend above its bars and to who cannot see them, with the counts behind it', () => {
    const finding =
      'Of 82 items due in these twelve weeks 51 were completed (62 %), 37 on time (45 %). In the last six weeks 30 of 51 (59 %), in the six before 21 of 31 (68 %).';
    const [label] = /<svg[^>]*role="img"[^>]*aria-label="(Of 82[^"]*)"/.exec(page())?.slice(1) ?? [];

    expect(text()).toContain(finding);
    expect(pageText(label ?? '')).toBe(finding);
    expect(text()).toContain('2026-W37 – –');
    expect(text()).toContain('2026-W35 3 of 4 2 of 4 2026-W36 5 of 6 (83 %) 4 of 6 (67 %)');
  });

  it('leads to the weeks beside it and never into the future', () => {
    expect(page()).toContain('href="/completion?week=2026-W45"');
    expect(page({ team: 'payments' })).toContain('href="/completion?week=2026-W47&#38;team=payments"');
    expect(page({ week: '2026-W47' })).not.toContain('2026-W48');
    expect(text({ week: '2026-W47' })).toContain('The week is still running.');
  });

  it('owns up to what was learnt late', () => {
    expect(text()).toContain('Revised: something about 1 item was learnt more than a day after the week');
    expect(text({ revised: null })).not.toContain('Revised');
  });

  it('compares teams and services, never people', () => {
    expect(text()).toContain('Payments 6 4 of 6 (67 %) 3 of 6 (50 %) 1 1 30');
    expect(text()).toContain('An item of several services counts in each.');
    expect(text()).not.toMatch(/Priya|Tomás|By owner/);
  });
});

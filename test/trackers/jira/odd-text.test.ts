import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adfOf } from '../../../src/trackers/jira/adf.ts';
import { labelsOf, linkTitleOf, summaryOf } from '../../../src/trackers/jira/issue-words.ts';
import type { IssueRequest } from '../../../src/trackers/tracker.ts';
import { done, newIdentity } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness, wordsOf } from './jira-harness.ts';

/** Any UTF-16 there is: halves of surrogate pairs, control characters and non-characters included. */
const anyText = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 400,
  }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom('', ' ', '\u0000', '\uD83D', '\uDE00x', 'a\r\nb\u2028c', '\uFFFE', '[a](b', '> > >', '```'),
);

describe('J24: text of any kind', () => {
  let harness: JiraHarness;
  beforeAll(async () => {
    harness = await startJiraHarness();
  });
  afterAll(() => harness.close());

  it('J24: is made fit for Jira beforehand, so that no issue is refused for its words', async () => {
    const anyDraft = fc.record({
      title: anyText,
      description: anyText,
      labels: fc.array(anyText, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyDraft, { minLength: 1, maxLength: 8 }), async (texts) => {
        const requests = texts.map((words): IssueRequest => ({
          identity: newIdentity(),
          draft: draft(words),
        }));
        for (const outcome of await harness.tracker.ensureIssues(requests)) done(outcome);
      }),
      { numRuns: 60 },
    );
    expect(
      harness.sandbox.requests().filter(({ operation }) => operation.startsWith('createIssue')),
    ).toHaveLength(60);
  });

  it('J24: never makes a summary too long, of several lines, empty or broken', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const summary = summaryOf(text);
        expect(summary).toMatch(/^[^\p{Cc}\u2028\u2029]{1,254}$/su);
        expect(summary.isWellFormed()).toBe(true);
      }),
    );
  });

  it('J24: never makes a label with a space in it, nor two of one name', () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const labels = labelsOf(texts);
        expect(labels.every((label) => /^[^\s\p{Cc}]{1,255}$/u.test(label))).toBe(true);
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });

  it.each([
    ['plain words', 'word '.repeat(20_000)],
    ['one word', 'x'.repeat(100_000)],
    ['a list', '- one **two** three\n'.repeat(5000)],
    ['pairs', '😀'.repeat(40_000)],
    ['quotes that weigh double', '"'.repeat(40_000)],
    ['code', `\`\`\`\n${'line\n'.repeat(20_000)}\`\`\``],
  ])('J24: shortens %s to what Jira keeps, and shows that it did', (_what, text) => {
    const document = adfOf(text);
    const { length } = JSON.stringify(document);
    expect(length).toBeLessThanOrEqual(32_767);
    expect(length).toBeGreaterThan(20_000);
    expect(wordsOf(document)).toContain('…');
    expect(wordsOf(document).isWellFormed()).toBe(true);
  });

  it('J24: leaves words alone that Jira takes', () => {
    expect(summaryOf('Reject “unknown” currency codes — all of them 😀')).toBe(
      'Reject “unknown” currency codes — all of them 😀',
    );
    expect(labelsOf(['postmortem', 'zwei Wörter'])).toEqual(['postmortem', 'zwei-Wörter']);
    expect(linkTitleOf('x'.repeat(300))).toHaveLength(255);
  });
});

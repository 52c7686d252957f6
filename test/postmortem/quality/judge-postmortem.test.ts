import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostmortemDocument, StatedItem } from '../../../src/postmortem/document.ts';
import { openItems, type OpenItem } from '../../../src/postmortem/quality/already-open.ts';
import { judgePostmortem } from '../../../src/postmortem/quality/judge-postmortem.ts';
import { readPostmortems } from '../../../src/postmortem/read-postmortems.ts';
import { policy } from '../../support/factories.ts';

const [blank] = readPostmortems('a.md', '# Gateway down\n\n## Action items\n\n- Pin the image\n');

function item(text: string, changes: Partial<StatedItem> = {}): StatedItem {
  const [first] = blank?.actionItems ?? [];
  if (!first) throw new Error('an item was expected');
  return { ...first, text, owner: 'Priya Nair', due: '2026-11-20', ...changes };
}

function judged(
  items: readonly StatedItem[],
  {
    changes = {},
    open = null,
    rules = {},
  }: {
    changes?: Partial<PostmortemDocument>;
    open?: readonly OpenItem[] | null;
    rules?: Partial<typeof policy.qualityRules>;
  } = {},
) {
  if (!blank) throw new Error('a document was expected');
  const lines = items.map((one, at) => ({ ...one, line: at + 1 }));
  const settings = { ...policy, qualityRules: { ...policy.qualityRules, ...rules } };
  return judgePostmortem(
    { ...blank, actionItems: lines, ...changes },
    settings,
    open === null ? null : openItems(open),
  ).actionItems.map(({ problems }) => problems);
}

const rulesOf = (problems: readonly (readonly { rule: string }[])[]) =>
  problems.map((some) => some.map(({ rule }) => rule));

it('finds nothing wrong with an owned and dated change, nor with what is done', () => {
  expect(judged([item('Reject unknown currency codes')])).toEqual([[]]);
  expect(judged([item('Improve monitoring', { owner: null, due: null, done: true })])).toEqual([[]]);
});

it('names each weakness once, with a rewrite in the words of the author', () => {
  const [problems = []] = judged([item('Improve monitoring', { owner: null, due: null })]);

  expect(problems.map(({ rule }) => rule)).toEqual(['vague', 'no-owner', 'no-due-date', 'only-monitoring']);
  for (const { suggestion } of problems.slice(0, 3)) expect(suggestion).toMatch(/^Improve monitoring/);
});

it('keeps silent about a test where one is named', () => {
  const weak = item('Reduce the blast radius of config pushes');

  expect(rulesOf(judged([weak]))).toEqual([['no-test']]);
  expect(rulesOf(judged([{ ...weak, test: 'a bad push stops at one node' }]))).toEqual([[]]);
});

describe('a due date', () => {
  const incident = { ...blank!.incident, startedAt: '2026-11-02T09:12:00Z' };
  it.each([
    ['on the day of publication', '2026-11-05', '2026-11-05', []],
    ['the day before it', '2026-11-04', '2026-11-05', ['past-due-date']],
    ['before the incident', '2026-11-01', '2026-11-05T10:00:00Z', ['past-due-date']],
    ['before the incident, publication unknown', '2026-11-01', null, ['past-due-date']],
    ['after the incident, publication unknown', '2026-11-02', null, []],
  ])('%s', (_when, due, publishedAt, rules) => {
    const problems = judged([item('Pin the image', { due })], { changes: { incident, publishedAt } });

    expect(rulesOf(problems)).toEqual([rules]);
  });
});

describe('a postmortem with nothing but more monitoring', () => {
  const alert = item('Add an alert on queue age');
  const dashboard = item('Create a dashboard for the gateway');
  it.each([
    ['is told so at the first item', [alert, dashboard], [['only-monitoring'], []]],
    [
      'is not one when something else is done already',
      [alert, item('Pin the image', { done: true })],
      [[], []],
    ],
    ['is not one when something else is promised', [item('Pin the image'), alert], [[], []]],
    ['is not one when the alert comes with a limit', [item('Add an alert and limit the queue to 500')], [[]]],
    ['is left alone when all of it is done', [{ ...alert, done: true }], [[]]],
  ])('%s', (_case, items, rules) => {
    expect(rulesOf(judged(items))).toEqual(rules);
  });
});

describe('too many items', () => {
  const six = ['one', 'two', 'three', 'four', 'five', 'six'].map((name) => item(`Pin image ${name}`));

  it('are told at the first beyond the number, with which to keep and why', () => {
    const items = six.map((one, at) => (at === 5 ? { ...one, priority: 'urgent' as const } : one));
    items[2] = item('Consider pinning');
    const [, , , , , last = []] = judged(items);

    expect(last.map(({ rule }) => rule)).toEqual(['too-many']);
    expect(last[0]?.message).toContain('promises 6 things and the policy wants at most 5');
    expect(last[0]?.suggestion).toMatch(/^Keep line 1 .*line 2 .*line 4 .*line 5 .*line 6 \(urgent priority/);
    expect(last[0]?.suggestion).not.toContain('line 3');
  });

  it('are counted without what is done', () => {
    expect(rulesOf(judged(six.map((one, at) => ({ ...one, done: at === 0 })))).flat()).toEqual([]);
  });
});

describe('an item that is open from another postmortem', () => {
  const open: OpenItem = {
    text: 'Reject unknown currency codes in the gateway config',
    incidentId: 'INC-7',
    source: 'docs/old.md',
    issueKey: 'PAY-12',
    issueUrl: 'https://linear.app/acme/issue/PAY-12',
  };
  it.each([
    ['in the same words', item('reject unknown currency codes in the gateway config.'), true],
    ['in nearly the same words', item('In the gateway config, reject the unknown currency codes'), true],
    ['by its ticket', item('Do the gateway thing', { links: ['PAY-12'] }), true],
    ['not when it is about another thing', item('Reject unknown country codes in the ledger config'), false],
    ['not when hardly a word names anything', item('Fix config'), false],
  ])('is found %s', (_how, one, found) => {
    expect(
      rulesOf(judged([one], { open: [open] }))
        .flat()
        .includes('already-open'),
    ).toBe(found);
  });

  it('is told with its ticket', () => {
    const [[finding] = []] = judged([item(open.text)], { open: [open] });

    expect(finding?.message).toContain('incident INC-7 (PAY-12)');
    expect(finding?.suggestion).toContain('(Ticket: PAY-12)');
  });

  it('is not one of the document itself, nor a report everybody writes of their own incident', () => {
    const own = judged([item(open.text)], { open: [{ ...open, source: 'a.md' }] });
    const report = 'Write and publish the incident postmortem report';
    const every = judged([item(report)], { open: [{ ...open, text: report }] });

    expect([...own, ...every].flat()).toEqual([]);
  });
});

it('has every rule switched off one by one in the policy', () => {
  const weak = item('Improve monitoring', { owner: null, due: null });

  expect(rulesOf(judged([weak], { rules: { vague: 'off', 'only-monitoring': 'off' } }))).toEqual([
    ['no-owner', 'no-due-date'],
  ]);
});

it('says something of any text, in one sentence and with a rewrite, or nothing, and soon', () => {
  const words = fc.constantFrom(
    ...'consider improve be more careful the engineer forgot to look into maybe ? monitoring we should reduce , : “ ( [x] 100 % café'.split(
      ' ',
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(words, { minLength: 1, maxLength: 60 }).map((some) => some.join(' ')),
  );
  fc.assert(
    fc.property(texts, fc.option(texts), (text, named) => {
      for (const { message, suggestion } of judged([item(text, { owner: named })]).flat()) {
        expect(message.length).toBeGreaterThan(10);
        expect(suggestion?.length).toBeGreaterThan(3);
        expect(`${message}${suggestion}`).not.toMatch(/undefined|null/);
      }
    }),
    { numRuns: 2000 },
  );
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categories, levels, priorities } from '../../src/postmortem/promise.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { templateParts, writeTemplate } from '../../src/postmortem/template.ts';
import { unfilledParts } from '../../src/postmortem/unfilled-parts.ts';

function read(text: string) {
  const [document, ...others] = readPostmortems('2026-11-checkout.md', text);
  if (!document || others.length > 0) throw new Error('one postmortem was expected');
  return document;
}

const word = fc.stringMatching(/^[a-z]{2,9}$/);
const odd = fc.constantFrom(
  'a*b',
  'x_y_z',
  '<5 s',
  '`code`',
  'a|b',
  '[x]',
  '100 %',
  '~',
  'café',
  '東京',
  '&amp;',
  'C#',
);
const name = fc.constantFrom('Priya Nair', 'Tomás Rey', '@ana', 'mo@acme.example', "Jo O'Neil");
const id = fc.stringMatching(/^INC-[1-9]\d{0,4}$/);
const key = fc.stringMatching(/^[a-z]{3,8}-[a-z]{3,8}$/);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);
/** A sentence long enough to be told from a label, with characters that mean something in Markdown. */
const sentence = fc
  .tuple(fc.array(word, { minLength: 6, maxLength: 14 }), odd, fc.array(word, { minLength: 1, maxLength: 5 }))
  .map(([before, mark, after]) => `The ${[...before, mark, ...after].join(' ')}.`);
const deed = fc
  .tuple(
    fc.constantFrom('Reject', 'Add', 'Remove', 'Pin'),
    fc.array(word, { minLength: 3, maxLength: 8 }),
    odd,
  )
  .map(
    ([verb, words, mark]) => `${verb} ${words.slice(0, 2).join(' ')} ${mark} ${words.slice(2).join(' ')}x`,
  );
const item = fc.record({
  text: deed,
  owner: fc.option(name),
  due: fc.option(day),
  priority: fc.option(fc.constantFrom(...priorities)),
  category: fc.option(fc.constantFrom(...categories)),
  level: fc.option(fc.constantFrom(...levels)),
  test: fc.option(sentence),
  done: fc.boolean(),
  links: fc.uniqueArray(fc.stringMatching(/^(?:PAY|OPS)-[1-9]\d{0,3}$/), { maxLength: 2 }),
});
const told = sentence.map((text) => ({ text }));
const moment = fc.constantFrom('09:12 UTC', '14:05', '2026-11-02 09:15', '2026-11-02 09:15 UTC');
const filled = fc.record({
  sections: fc.record({
    impact: told,
    detection: told,
    rootCause: told,
    contributingFactors: told,
    wentWell: told,
    wentWrong: told,
    lessons: told,
  }),
  timeline: fc.array(fc.record({ at: moment, text: sentence }), { minLength: 1, maxLength: 6 }),
  title: sentence.map((text) => text.slice(0, -1)),
  publishedAt: day,
  authors: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
  summary: sentence,
  incident: fc.record({
    id,
    severity: fc.constantFrom('SEV1', 'SEV2', 'SEV3'),
    startedAt: fc.oneof(instant, day),
    endedAt: fc.oneof(instant, day),
    services: fc.uniqueArray(key, { minLength: 1, maxLength: 3 }),
    repeats: fc.option(id),
    causes: fc.uniqueArray(key, { maxLength: 3 }),
    customerVisible: fc.option(fc.boolean()),
  }),
  actionItems: fc.uniqueArray(item, {
    minLength: 1,
    maxLength: 7,
    selector: ({ text }) => text.toLowerCase(),
  }),
});

it('is read back as it was filled in, whatever the facts', () => {
  fc.assert(
    fc.property(filled, (facts) => {
      const document = read(writeTemplate(facts));
      const { title, publishedAt, authors, summary, incident, actionItems } = document;
      const { actionItems: items, timeline, sections, ...head } = facts;

      expect({ title, publishedAt, authors, summary, incident }).toEqual(head);
      expect(actionItems).toHaveLength(items.length);
      expect(actionItems).toMatchObject(items);
      expect(document.timeline).toHaveLength(timeline.length);
      expect(document).toMatchObject({ timeline, sections, problems: [] });
    }),
    { numRuns: 300 },
  );
});

describe('an unfilled template', () => {
  const text = writeTemplate({ incident: { id: 'INC-231', severity: 'SEV2', services: ['checkout'] } });

  it('says what it was made with, and nothing else', () => {
    const document = read(text);

    expect(document.incident).toEqual({
      id: 'INC-231',
      severity: 'SEV2',
      startedAt: null,
      endedAt: null,
      services: ['checkout'],
      repeats: null,
      causes: [],
      customerVisible: null,
    });
    expect(document).toMatchObject({ publishedAt: null, authors: [], summary: null, actionItems: [] });
  });

  it('names each part that is to be written, with its line', () => {
    const unfilled = unfilledParts(text);

    expect(unfilled?.isBlank).toBe(true);
    for (const { heading, prompt } of templateParts) {
      const line = text.split('\n').findIndex((one) => one.includes(prompt)) + 1;
      expect(unfilled?.problem.message).toContain(`${heading} (line ${line})`);
    }
  });

  it.each([
    [
      'a part that is written, its prompt left in place',
      'Impact',
      '<!-- In numbers',
      'No card was taken.\n\n<!-- In numbers',
    ],
    [
      'a table with a row',
      'Action items',
      '|---|---|---|---|---|---|---|',
      '|---|---|---|---|---|---|---|\n| Pin it | | | | | | |',
    ],
  ])('does not name %s', (_what, heading, prompt, written) => {
    const unfilled = unfilledParts(text.replace(prompt, written));

    expect(unfilled?.isBlank).toBe(false);
    expect(unfilled?.problem.message).not.toContain(heading);
    expect(unfilled?.problem.message).toContain('Summary (line');
  });

  it('is not seen in other documents', () => {
    expect(unfilledParts('# A\n\n<!-- a remark -->\n\n## Impact\n')).toBeNull();
  });
});

it('is short: one line of prompt a part, in less than a page', () => {
  expect(writeTemplate().split('\n').length).toBeLessThan(60);
  expect(templateParts).toHaveLength(10);
});

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validLine, validText, validTitle } from '../../../src/trackers/linear/valid-text.ts';
import { done, draft, newIdentity } from '../contract/drafts.ts';
import { anyText } from '../../support/any-text.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { type LinearHarness, startLinearHarness } from './linear-harness.ts';

const odd = anyText(600);

describe('text made valid for Linear', () => {
  it.each([
    ['Fix\nthe\tpump', 'Fix the pump'],
    ['  spaced   out  ', 'spaced out'],
    ['null\0byte', 'null byte'],
    ['half \ud83d', 'half \ufffd'],
    ['🔥 whole', '🔥 whole'],
    ['two\u2028lines', 'two lines'],
    ['\0\n', '(untitled)'],
  ])('makes one line of %j', (text, line) => {
    expect(validTitle(text)).toBe(line);
  });

  it('cuts a title of more than 255 with an ellipsis, never through a character', () => {
    expect(validTitle('a'.repeat(255))).toBe('a'.repeat(255));
    expect(validTitle('a'.repeat(256))).toBe(`${'a'.repeat(254)}…`);
    expect(validTitle(`${'a'.repeat(253)}🔥 and more`)).toBe(`${'a'.repeat(253)}…`);
  });

  it('keeps line breaks and tabs of a description, and says where it is cut', () => {
    expect(validText('# A\r\n\n\t- b\0\u0007')).toBe('# A\n\n\t- b');
    const long = validText('x'.repeat(300_000));
    expect(long).toHaveLength(100_000);
    expect(long).toMatch(/is cut here\.\)$/);
  });

  it('is valid whatever was written, and stays as it is when made valid again', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const line = validLine(text);
        expect(line.isWellFormed()).toBe(true);
        expect(line.length).toBeLessThanOrEqual(255);
        expect(line).not.toMatch(/\p{Cc}/u);
        expect(validLine(line)).toBe(line);
        const whole = validText(text);
        expect(whole.isWellFormed()).toBe(true);
        expect(validText(whole)).toBe(whole);
      }),
    );
  });
});

describe('odd text on its way to Linear', () => {
  let harness: LinearHarness;

  beforeEach(async () => {
    harness = await startLinearHarness();
  });
  afterEach(async () => {
    await harness.close();
  });

  const texts = ['a'.repeat(1000), 'two\nlines', 'null\0byte', 'half \ud83d', 'bell\u0007', '\0'];

  it.each(texts)('is taken in every place: %j', async (text) => {
    const backlink = { url: 'https://followthrough.example/postmortems/7#ai-3', title: text, subtitle: text };
    const words = draft(harness, { title: text, description: text.repeat(300), backlink });
    const outcome = await ensureOne(harness.tracker, newIdentity(), words);
    const issue = done(outcome);
    expect(outcome).toMatchObject({ notes: [] });
    expect(harness.seen()[0]?.backlinks).toHaveLength(1);
    const change = { title: text, description: text, comment: text, backlink };
    expect(await harness.tracker.updateIssue(issue.id, change)).toMatchObject({ outcome: 'done', notes: [] });
  });

  it('takes fifty descriptions of 300 KB in several requests, none too large', async () => {
    const wanted = Array.from({ length: 50 }, () => ({
      identity: newIdentity(),
      draft: draft(harness, { description: 'Ä'.repeat(300_000) }),
    }));
    for (const outcome of await harness.tracker.ensureIssues(wanted)) done(outcome);
    expect(harness.seen()).toHaveLength(50);
    expect(harness.sandbox.requests('issueBatchCreate')).toBeLessThanOrEqual(14);
  });
});

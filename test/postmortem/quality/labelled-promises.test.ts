import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeWords } from '../../../src/postmortem/quality/judge-postmortem.ts';
import { owner } from '../../../src/postmortem/quality/owner.ts';
import type { QualityRule } from '../../../src/postmortem/quality/rules.ts';

/** Sentences in the shapes of real postmortems, each labelled by hand before the rules were tried on it. */
const promises = readFileSync(new URL('../../fixtures/quality.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [expected = '', named = '', text = ''] = line.split('\t');
    const someone = named === '-' ? null : named;
    const wanted = [expected === '-' ? null : expected, someone === null ? 'no-owner' : null];
    const found = [...judgeWords(text, null), owner(text, someone)].flatMap((one) => one?.rule ?? []);
    return { text, wanted: wanted.filter((rule) => rule !== null), found };
  });

function measure(rule: QualityRule) {
  const found = promises.filter((promise) => promise.found.includes(rule));
  const wanted = promises.filter((promise) => promise.wanted.includes(rule));
  const right = found.filter((promise) => promise.wanted.includes(rule)).length;
  return {
    precision: right / found.length,
    recall: right / wanted.length,
  };
}

describe('the rules on labelled promises', () => {
  it('are tried on at least 200', () => {
    expect(promises.length).toBeGreaterThanOrEqual(200);
  });

  it.each([
    ['vague', 0.8],
    ['feeling', 0.9],
    ['blame', 0.95],
    ['no-test', 0.75],
    ['no-owner', 1],
    ['team-owner', 0.95],
    ['several-owners', 0.85],
  ] as const)('%s is right nine times of ten, and finds its share', (rule, recall) => {
    const measured = measure(rule);

    expect(measured.precision).toBeGreaterThanOrEqual(0.9);
    expect(measured.recall).toBeGreaterThanOrEqual(recall);
  });
});

import { describe, expect, it } from 'vitest';
import { isVague, judgePromise } from '../../src/postmortem/quality.ts';

describe('a vague promise', () => {
  it.each([
    'Improve monitoring',
    'improve monitoring and alerting.',
    'Be more careful when deploying',
    'Look into it',
    'Better documentation',
    'We should communicate better',
    'Make sure this does not happen again',
    'More testing',
    'Pay more attention to alerts',
    'Review our processes',
  ])('is “%s”', (text) => {
    expect(isVague(text)).toBe(true);
  });

  it.each([
    'Improve coverage of readiness/liveness probes',
    'Better alerting on CPU load',
    'Reject unknown currency codes',
    'Look into Grafana integration alerts',
    'Add 2 alerts',
    'Document the failover',
    'Review `nginx.conf` for stale upstreams',
    'Investigate fluent-bit memory use',
    'Second relay',
  ])('is not “%s”', (text) => {
    expect(isVague(text)).toBe(false);
  });
});

it('names each rule once, with a suggestion in the words of its author', () => {
  const problems = judgePromise({ text: 'Improve monitoring', owner: null, due: null, done: false });

  expect(problems.map((problem) => problem.rule)).toEqual(['vague', 'no-owner', 'no-due-date']);
  for (const problem of problems) expect(problem.suggestion).toMatch(/^Improve monitoring/);
});

it('finds nothing wrong with an owned and dated change, nor with what is done', () => {
  expect(
    judgePromise({ text: 'Reject unknown codes', owner: 'Priya', due: '2026-11-20', done: false }),
  ).toEqual([]);
  expect(judgePromise({ text: 'Improve monitoring', owner: null, due: null, done: true })).toEqual([]);
});

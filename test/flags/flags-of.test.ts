import { describe, expect, it } from 'vitest';
import { flagKinds } from '../../src/flags/flag.ts';
import { flagsOf } from '../../src/flags/flags-of.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { bareItem, berlin, policy, sampleItem } from '../metrics/sample-item.ts';
import { created, done, due, flags, never } from './raised.ts';

it('an item in order carries no flag', () => {
  expect(flags(sampleItem('A', created, never), '2026-11-10T09:00:00Z')).toEqual([]);
});

it('an item carries no flag before it exists', () => {
  expect(flags(sampleItem('A', created, null), '2026-11-02T08:59:59Z')).toEqual([]);
});

describe('an item that was already finished when it was recorded', () => {
  const test = { test: 'no page for a month' };
  it.each(['done', 'cancelled'])('is history, without flags: %s', (state) => {
    const item = bareItem('A', created, [['2026-09-01T09:00:00Z', 'state', state]], test);
    expect(flags(item, '2027-03-01T09:00:00Z')).toEqual([]);
  });

  it('is flagged again once somebody reopens it, since work is owed', () => {
    const item = bareItem('A', created, [
      ['2026-09-01T09:00:00Z', 'state', 'done'],
      ['2026-11-05T09:00:00Z', 'state', 'open'],
    ]);
    expect(flags(item, '2026-11-06T09:00:00Z').map(({ kind }) => kind)).toEqual(['ownerless', 'undated']);
  });
});

describe('the flags of an item', () => {
  const bad = sampleItem('A', created, '2026-11-05', [['2026-11-03T09:00:00Z', 'assignee', null]], {
    weaknesses: ['vague'],
  });

  it('come in order of urgency, each with a sentence of evidence and a next step', () => {
    const found = flags(bad, '2026-12-10T09:00:00Z');
    const kinds = found.map(({ kind }) => kind);
    expect(kinds).toEqual(['overdue', 'ownerless', 'stale', 'vague']);
    expect(kinds).toEqual(flagKinds.filter((kind) => kinds.includes(kind)));
    for (const { evidence, nextStep } of found) {
      expect(evidence).toMatch(/\.$/);
      expect(nextStep).toMatch(/\.$/);
    }
  });

  it('are judged by the end of a week without what occurs at that very end', () => {
    const end = '2026-11-08T23:00:00.000Z';
    const item = sampleItem('A', created, '2026-11-08', [done(end)]);
    const through = new Date(Date.parse(end) - 1);
    expect(flags(item, end, { through }).map(({ kind }) => kind)).toEqual(['overdue']);
    expect(flags(item, end)).toEqual([]);
  });

  it('follow the policy they are given', () => {
    const item = sampleItem('A', created, '2026-11-30', [due('2026-11-03T09:00:00Z', '2026-12-01')]);
    const strict = { ...policy, slipping: { moves: 1, days: 99 }, atRiskDays: 30, staleAfterDays: 1 };
    const facts = {
      asOf: new Date('2026-11-10T09:00:00Z'),
      timeZone: berlin,
      repeats: repeatBook([], [], 90),
    };
    expect(flagsOf(item, { ...facts, policy: strict }).map(({ kind }) => kind)).toEqual([
      'slipping',
      'at_risk',
      'stale',
    ]);
    expect(flagsOf(item, { ...facts, policy })).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { lastCompleteWeek } from '../../src/lib/calendar.ts';
import { agenda, type LastDecision } from '../../src/reports/agenda.ts';
import { agendaText } from '../../src/reports/text/agenda-text.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { berlin, policy, sampleItem } from '../metrics/sample-item.ts';
import { factsOf } from './sample-facts.ts';

const created = '2026-11-02T09:00:00Z';
const asked = { now: new Date('2026-11-20T09:00:00Z'), timeZone: berlin, policy, team: null };
const slipped = sampleItem('slipped', created, '2026-11-05', [
  ['2026-11-03T09:00:00Z', 'due', '2026-11-09'],
  ['2026-11-04T09:00:00Z', 'due', '2026-11-10'],
]);
const late = sampleItem('late', created, '2026-11-12');
const later = sampleItem('later', created, '2026-11-11');
const fine = sampleItem('fine', created, '2026-12-24');
const ownerless = sampleItem('ownerless', created, '2026-12-24', [
  ['2026-11-05T09:00:00Z', 'assignee', null],
]);

function shown(items: Parameters<typeof factsOf>[0], incidents: Parameters<typeof factsOf>[1] = []) {
  return agenda(factsOf(items, incidents), asked).sections.map(({ title, items: rows }) => [
    title,
    ...rows.map(({ id }) => id),
  ]);
}

describe('the agenda', () => {
  it('has each item that needs a decision once, under its most urgent flag, the longest standing first', () => {
    expect(shown([fine, late, ownerless, later, slipped])).toEqual([
      ['Slipping', 'slipped'],
      ['Overdue', 'later', 'late'],
      ['Ownerless', 'ownerless'],
    ]);
  });

  it('begins with what came back, and with what was still open when it did', () => {
    const incidents = [
      sampleIncident('INC-1', '2026-11-01T09:00:00Z'),
      sampleIncident('INC-2', '2026-11-15T09:00:00Z'),
    ];
    const done = sampleItem('done', created, null, [['2026-11-08T09:00:00Z', 'state', 'done']]);
    const { sections } = agenda(factsOf([late, fine, done], incidents), asked);
    expect(sections).toHaveLength(1);
    expect(sections[0]?.title).toBe('Came back');
    expect(sections[0]?.items.map(({ id, why }) => [id, why])).toEqual([
      ['late', 'INC-2 repeated INC-1 after 14 days while this and 1 more were open.'],
      ['fine', 'INC-2 repeated INC-1 after 14 days while this and 1 more were open.'],
      ['done', 'Done on 2026-11-08, but INC-2 started on 2026-11-15 and repeats INC-1.'],
    ]);
  });

  it('stands at the present, also when it is asked for together with a week', () => {
    const pushed = sampleItem('pushed', created, '2026-11-05', [
      ['2026-11-06T09:00:00Z', 'due', '2026-11-10'],
      ['2026-11-19T09:00:00Z', 'due', '2026-12-10'],
    ]);
    const withWeek = { ...asked, week: lastCompleteWeek(asked.now, berlin) };

    expect(agenda(factsOf([pushed]), withWeek).sections[0]?.items[0]?.due).toBe('2026-12-10');
  });

  it('leaves out a risk that was accepted until a later day', () => {
    const accepted = sampleItem('A', created, '2026-11-05', [
      ['2026-11-06T09:00:00Z', 'accepted_until', '2026-12-01'],
    ]);
    expect(shown([accepted])).toEqual([]);
    expect(agendaText(agenda(factsOf([accepted]), asked), berlin)).toContain('Nothing needs a decision.');
  });

  it('says why, what else, and what was decided last time', () => {
    const decision: LastDecision = {
      kind: 'keep',
      at: new Date('2026-11-13T09:00:00Z'),
      by: null,
      reason: 'the vendor fixes it first',
    };
    const made = agenda(factsOf([slipped]), asked, new Map([['slipped', decision]]));
    expect(made).toMatchObject({ date: '2026-11-20', team: null });
    expect(made.sections[0]?.items[0]).toMatchObject({ id: 'slipped', lastDecision: decision });
    expect(agendaText(made, berlin).split('\n')).toEqual([
      'Action review, 2026-11-20 · all teams',
      '',
      'Slipping (1)',
      '  PAY-slipped  Reject unknown currency codes',
      '    Priya Nair · due 2026-11-10 · payments · INC-1',
      '    First due 2026-11-05, moved to a later day 2 times, now due 2026-11-10: 5 days later.',
      '    Due 2026-11-10, overdue for 9 days.',
      '    Last decision, 2026-11-13: keep: the vendor fixes it first',
      '',
    ]);
  });

  it('has no last decision where none is known', () => {
    expect(agenda(factsOf([late]), asked).sections[0]?.items[0]?.lastDecision).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { slipsCsv } from '../../src/reports/slips-csv.ts';
import { slipsFrom, slipsReport, type SlipsReport } from '../../src/reports/slips-report.ts';
import { slipsText } from '../../src/reports/text/slips-text.ts';
import { request } from './sample-facts.ts';

type Push = SlipsReport['pushesInWeek'][number];

const push = (at: string, days: number, over: Partial<Push> = {}): Push => ({
  id: `id ${at}`,
  key: 'PAY-1',
  text: 'Reject unknown currency codes',
  team: 'payments',
  services: ['checkout'],
  at: new Date(at),
  by: 'Priya Nair',
  origin: 'tracker',
  from: '2026-11-12',
  to: '2026-11-26',
  days,
  ...over,
});

const pushes = [
  push('2026-08-23T21:59:59.999Z', 99),
  push('2026-08-23T22:00:00Z', 5, { team: 'search', services: ['index', 'checkout'] }),
  push('2026-11-08T22:59:59.999Z', 3),
  push('2026-11-08T23:00:00Z', 14),
  push('2026-11-15T22:59:59.999Z', 7, { services: [], by: null, key: null }),
  push('2026-11-15T23:00:00Z', 50),
];

const inAll = ({ weeks }: { readonly weeks: SlipsReport['weeks'] }) =>
  weeks.reduce((sum, { days }) => sum + days, 0);

describe('the report of slips', () => {
  const report = slipsReport(pushes, request());

  it('counts the pushes of the week, from its first instant to its last, and the days they add up to', () => {
    expect([report.pushes, report.days]).toEqual([2, 21]);
    expect(report.pushesInWeek.map(({ days }) => days)).toEqual([14, 7]);
  });

  it('goes back twelve weeks and no further', () => {
    expect(slipsFrom(request())).toEqual(new Date('2026-08-23T22:00:00Z'));
    expect(report.weeks).toHaveLength(12);
    expect(report.weeks[0]).toEqual({ week: '2026-W35', pushes: 1, days: 5 });
    expect(report.weeks.slice(-2)).toEqual([
      { week: '2026-W45', pushes: 1, days: 3 },
      { week: '2026-W46', pushes: 2, days: 21 },
    ]);
    expect(report.weeks.reduce((sum, { days }) => sum + days, 0)).toBe(29);
  });

  it('compares teams and services, an item of several services in each', () => {
    expect(report.byTeam.map((group) => [group.team, group.days, inAll(group)])).toEqual([
      ['payments', 21, 24],
      ['search', 0, 5],
    ]);
    expect(report.byService.map((group) => [group.service, group.days, inAll(group)])).toEqual([
      ['checkout', 14, 22],
      ['index', 0, 5],
      [null, 7, 7],
    ]);
  });

  it('is of one team when one is asked for', () => {
    const ofSearch = slipsReport(pushes, request('2026-W46', undefined, 'search'));
    expect([ofSearch.pushes, ofSearch.byTeam.map(({ team }) => team)]).toEqual([0, ['search']]);
  });

  it('counts until now in the running week', () => {
    const running = slipsReport(pushes, request('2026-W46', '2026-11-10T00:00:00Z'));
    expect([running.pushes, running.asOf]).toEqual([1, new Date('2026-11-10T00:00:00Z')]);
  });

  it('reads calmly in a terminal', () => {
    const text = slipsText(report);
    expect(text).toContain('Slips of 2026-W46, 2026-11-09 to 2026-11-15 · all teams');
    expect(text).toContain('due dates were pushed 2 times, 21 days in all');
    expect(text).toMatch(/2026-11-09 {2}PAY-1 .* 2026-11-12 to 2026-11-26 {2}14 days {2}Priya Nair/);
    expect(text).toContain('by tracker');
    expect(text).toMatch(/payments +2 +21 +3 +24/);
    expect(text).not.toMatch(/null|undefined|NaN| $/m);
    expect(slipsText(slipsReport([], request()))).toContain('no due date was pushed');
  });

  it('comes as a table of its pushes', () => {
    const [head, first, ...rest] = slipsCsv(report.pushesInWeek).split('\r\n');
    expect(head).toBe('at,id,key,text,team,services,by,origin,from,to,days');
    expect(first).toBe(
      '2026-11-08T23:00:00.000Z,id 2026-11-08T23:00:00Z,PAY-1,Reject unknown currency codes,payments,checkout,Priya Nair,tracker,2026-11-12,2026-11-26,14',
    );
    expect(rest).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import type { Incident } from '../../src/incidents/incident.ts';
import { programmeReport } from '../../src/reports/programme-report.ts';
import { programmeText } from '../../src/reports/text/programme-text.ts';
import { sampleIncident } from '../incidents/sample-incident.ts';
import { request } from './sample-facts.ts';
import { repeatFactsOf } from './sample-repeats.ts';

const start = '2026-11-05T09:00:00Z';
const hoursAfterEnd = (hours: number) => new Date(Date.parse('2026-11-05T10:00:00Z') + hours * 3_600_000);
const severe = (id: string, published: number | null, over: Partial<Incident> = {}): Incident =>
  sampleIncident(id, start, {
    severity: 'SEV1',
    causes: [],
    postmortemPublishedAt: published === null ? null : hoursAfterEnd(published),
    ...over,
  });
const report = (...incidents: Incident[]) =>
  programmeReport(repeatFactsOf([], incidents, request()), request());

describe('an incident needs a postmortem', () => {
  it.each<[string, Partial<Incident>, number]>([
    ['of a required severity', {}, 1],
    ['of a required severity, however it is spelt', { severity: 'sev2' }, 1],
    ['of a lesser severity', { severity: 'SEV3' }, 0],
    ['of unknown severity', { severity: null }, 0],
    ['seen by customers', { severity: 'SEV4', customerVisible: true }, 1],
    ['not yet over', { endedAt: null }, 0],
    ['over for exactly 72 hours at the end of the week', { endedAt: new Date('2026-11-12T23:00:00Z') }, 1],
    ['over for less', { endedAt: new Date('2026-11-12T23:00:00.001Z') }, 0],
    ['older than 13 weeks', { startedAt: new Date('2026-08-16T21:59:59Z') }, 0],
  ])('%s: %o', (_name, over, qualifying) => {
    expect(report(severe('A', null, over)).qualifying).toBe(qualifying);
  });

  it('when it repeats another, whatever its severity', () => {
    const a = sampleIncident('A', '2026-10-05T09:00:00Z');
    const b = sampleIncident('B', start);
    expect(report(a, b)).toMatchObject({ qualifying: 1, missing: [{ incident: 'B' }] });
  });
});

describe('the figures of the programme', () => {
  it('are coverage, median and the share in time', () => {
    const found = report(severe('A', 10), severe('B', 72), severe('C', 72.1), severe('D', null));
    expect(found).toMatchObject({
      qualifying: 4,
      withPostmortem: 3,
      coverage: 0.75,
      medianHoursToPublish: 72,
      withinLimit: 0.5,
      limitHours: 72,
      missing: [{ incident: 'D', severity: 'SEV1', endedAt: hoursAfterEnd(0) }],
    });
  });

  it('take the mean of the middle two of an even number', () => {
    expect(report(severe('A', 10), severe('B', 20)).medianHoursToPublish).toBe(15);
  });

  it('count a postmortem published before the end as one that took no time', () => {
    expect(report(severe('A', -5))).toMatchObject({ medianHoursToPublish: 0, withinLimit: 1 });
  });

  it('do not see a postmortem published after the week', () => {
    const late = severe('A', null, { postmortemPublishedAt: new Date('2026-11-15T23:00:00Z') });
    expect(report(late)).toMatchObject({ withPostmortem: 0, coverage: 0, medianHoursToPublish: null });
  });

  it('list what is missing, oldest first', () => {
    const newer = severe('B', null, { endedAt: hoursAfterEnd(1) });
    expect(report(newer, severe('A', null)).missing.map(({ incident }) => incident)).toEqual(['A', 'B']);
  });

  it('say nothing of nothing', () => {
    const nothing = report();
    expect(nothing).toMatchObject({
      qualifying: 0,
      coverage: null,
      medianHoursToPublish: null,
      withinLimit: null,
    });
    expect(programmeText(nothing)).toMatch(/written +n\/a/);
  });

  it('are counts in a terminal while there are few', () => {
    const text = programmeText(report(severe('A', 10), severe('D', null)));
    expect(text).toContain('1 of 2 of the incidents that need one');
    expect(text).toContain('2026-11-05  D  SEV1  Incident D');
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsOf, summaryOf } from '../../../src/trackers/jira/issue-words.ts';
import { nameOfPriority, priorityOf } from '../../../src/trackers/jira/priority-names.ts';
import { readInstant, stateOf } from '../../../src/trackers/jira/read-issue.ts';
import { retryAfterOf } from '../../../src/trackers/jira/retry-after.ts';

describe('the state of an issue', () => {
  it.each([
    ['new', 'To Do', null, 'open'],
    ['undefined', 'Odd', null, 'open'],
    ['something-new', 'Odd', null, 'open'],
    [undefined, 'Odd', null, 'open'],
    ['indeterminate', 'In Review', null, 'in_progress'],
    ['indeterminate', 'In Review', "Won't Do", 'in_progress'],
    ['done', 'Closed', null, 'done'],
    ['done', 'Closed', 'Done', 'done'],
    ['done', 'Closed', "Won't Do", 'cancelled'],
    ['done', 'Closed', 'won’t do', 'cancelled'],
    ['done', "Won't Do", 'Done', 'cancelled'],
    ['done', "Won't Do", null, 'cancelled'],
  ])('category %s, status %s, resolution %s is %s (J28)', (category, name, resolution, state) => {
    expect(stateOf(category, name, resolution, ["Won't Do"])).toBe(state);
  });
});

describe('a time of Jira', () => {
  it.each([
    ['2026-08-06T11:30:39.194-0500', '2026-08-06T16:30:39.194Z'],
    ['2026-08-06T11:30:39.194+0530', '2026-08-06T06:00:39.194Z'],
    ['2026-08-06T11:30:39Z', '2026-08-06T11:30:39.000Z'],
    [1_786_015_839_194, '2026-08-06T11:30:39.194Z'],
    [1_786_015_839, '2026-08-06T11:30:39.000Z'],
  ])('%s is %s (J27)', (written, instant) => {
    expect(readInstant(written)?.toISOString()).toBe(instant);
  });
  it('that is none is unknown', () => {
    expect(readInstant('yesterday')).toBeNull();
  });
});

describe('the priorities of a site', () => {
  it.each([
    ['Highest', 'urgent'],
    ['Critical', 'high'],
    ['P2', 'medium'],
    ['Lowest', 'low'],
    ['Sehr hoch', null],
    [null, null],
  ])('%s means %s', (name, priority) => {
    expect(priorityOf(name)).toBe(priority);
  });
  it.each([
    [
      ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
      ['Highest', 'High', 'Medium', 'Low'],
    ],
    [
      ['Blocker', 'Critical', 'Major', 'Minor', 'Trivial'],
      ['Blocker', 'Critical', 'Major', 'Minor'],
    ],
    [
      ['Eins', 'Zwei'],
      [null, null, null, null],
    ],
  ])('%j are written for ours', (site, names) => {
    const ours = (['urgent', 'high', 'medium', 'low'] as const).map((each) => nameOfPriority(site, each));
    expect(ours).toEqual(names);
  });
});

describe('words that Jira takes', () => {
  it('a summary is one line of at most 254 characters, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (title) => {
        const summary = summaryOf(title);
        expect(summary.length).toBeLessThanOrEqual(254);
        expect(summary).not.toMatch(/[\r\n]/);
        expect(summary.isWellFormed()).toBe(true);
      }),
    );
  });
  it('a label has no spaces and comes once', () => {
    expect(labelsOf(['a b', ' a  b ', 'c', '', '  '])).toEqual(['a-b', 'c']);
  });
});

describe('when to come back', () => {
  const now = new Date('2026-11-10T09:00:00Z');
  it.each([
    ['nothing', {}, null],
    ['seconds', { 'Retry-After': '7' }, 7],
    ['too many seconds', { 'Retry-After': '9223372036854775807' }, 3600],
    ['zero', { 'Retry-After': '0' }, null],
    ['nonsense', { 'Retry-After': 'soon' }, null],
    ['a date', { 'Retry-After': 'Tue, 10 Nov 2026 09:01:00 GMT' }, 60],
    [
      'a date by a server whose clock is ahead (J27)',
      { 'Retry-After': 'Tue, 10 Nov 2026 09:06:00 GMT', Date: 'Tue, 10 Nov 2026 09:05:00 GMT' },
      60,
    ],
    ['the reset of the quota', { 'X-RateLimit-Reset': '2026-11-10T09:30:00Z' }, 1800],
    [
      'zero, and the reset of the quota',
      { 'Retry-After': '0', 'X-RateLimit-Reset': '2026-11-10T09:30:00Z' },
      1800,
    ],
  ])('%s', (_what, headers, seconds) => {
    const wait = retryAfterOf(new Headers(headers), now);
    expect(wait === null ? null : (wait.getTime() - now.getTime()) / 1000).toBe(seconds);
  });
});

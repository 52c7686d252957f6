import { describe, expect, it } from 'vitest';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { readFixture, textsOf } from './read-fixture.ts';

describe('the native form', () => {
  it('says who, when, what and why in its front matter', () => {
    const document = readFixture('native-table.md');

    expect(document.title).toBe('Checkout refused cards');
    expect(document.incident).toEqual({
      id: 'INC-231',
      severity: 'SEV1',
      startedAt: '2026-11-02T09:12:00Z',
      endedAt: '2026-11-02T10:01:00Z',
      services: ['checkout', 'ledger'],
      repeats: 'INC-118',
      causes: ['config-push'],
      customerVisible: true,
    });
    expect(document.publishedAt).toBe('2026-11-03');
    expect(document.authors).toEqual(['Priya Nair', 'Tomás Rey']);
    expect(document.summary).toBe(
      'For 49 minutes the gateway refused every card in a currency it did not know.',
    );
  });

  it('gives every field of an item in a table, whatever the order of its columns', () => {
    const [first, second] = readFixture('native-table.md').actionItems;

    expect(first).toEqual({
      line: 32,
      text: 'Reject unknown currency codes in the gateway config',
      owner: 'Priya Nair',
      due: '2026-11-20',
      priority: 'high',
      category: 'prevent',
      level: 'L4',
      test: 'a deploy with code XYZ is refused in staging',
      done: false,
      links: ['PAY-812'],
      section: 'Action items',
      problems: [],
    });
    expect(second).toMatchObject({ owner: '@tomas', due: '2026-11-20', priority: 'urgent', done: true });
  });

  it('says on which line a word is unknown, a day impossible or a text missing, and reads the rest', () => {
    const document = readFixture('native-table.md');

    expect(document.problems.map(({ line, message }) => [line, message])).toEqual([
      [34, '“whenever” is not a priority; the item was read without one.'],
      [34, '“paperwork” is not a category; the item was read without one.'],
      [35, 'The due date “2026-02-30” is no day of the calendar; the item was read without a due date.'],
      [36, 'This action item has no text, so it was left out.'],
    ]);
    expect(document.actionItems[3]).toMatchObject({ owner: 'Dana', due: null });
    expect(textsOf(document)).toHaveLength(4);
  });

  it('takes nested lines of a task for its fields, not for items', () => {
    const document = readFixture('native-list.md');

    expect(document.actionItems[0]).toMatchObject({
      text: 'Keep the last three snapshots of the index',
      owner: '@hale',
      due: '2026-11-30',
      priority: 'medium',
      category: 'mitigate',
      level: 'L5',
      test: 'a restore drill takes less than 20 minutes',
      links: ['https://example.atlassian.net/browse/SRCH-44'],
      done: false,
    });
    expect(document.actionItems.map((item) => item.done)).toEqual([false, true, false, true]);
    expect(document.problems).toMatchObject([{ line: 24 }]);
  });

  it.each([
    ['started: 2026-10-14', 'ended: 2026-10-15'],
    ['startedAt: "2026-10-14"', 'endedAt: "2026-10-15"'],
    ['started_at: 14 October 2026', 'ended_at: October 15, 2026'],
  ])('understands %s', (started, ended) => {
    const [document] = readPostmortems('a.md', `---\n${started}\n${ended}\n---\n# A\n`);

    expect(document?.incident).toMatchObject({ startedAt: '2026-10-14', endedAt: '2026-10-15' });
  });

  it('leaves out a start that is no day, with its line', () => {
    const [document] = readPostmortems(
      'a.md',
      '---\ntitle: A\nstarted: 2026-02-30\n---\n\n## Action items\n\n- Do it\n',
    );

    expect(document?.incident.startedAt).toBeNull();
    expect(document?.problems).toMatchObject([{ line: 3, message: expect.stringContaining('2026-02-30') }]);
  });

  it('reads the document below a head that cannot be read, and says where the head is broken', () => {
    const document = readFixture('unreadable-head.md');

    expect(document.title).toBe('Queue: stuck');
    expect(textsOf(document)).toEqual(['Drain the queue every night']);
    expect(document.problems[0]).toMatchObject({ line: 2, message: expect.stringContaining('front matter') });
  });

  it('says when the head is never closed', () => {
    const [document] = readPostmortems('a.md', '---\ntitle: A\n\n## Action items\n\n- Do it\n');

    expect(document?.problems[0]).toMatchObject({
      line: 1,
      message: expect.stringContaining('never closed'),
    });
    expect(document?.actionItems).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { mergeIssue, sawAbsent, type KnownItem } from '../../src/reconcile/merge-issue.ts';
import type { IssueHistoryEntry } from '../../src/trackers/tracker.ts';
import { issue, itemEvent } from '../support/factories.ts';

const readAt = new Date('2026-11-10T12:00:00Z');

function known(changes: Partial<KnownItem> = {}): KnownItem {
  return {
    id: 'item-1',
    createdAt: new Date('2026-11-03T08:00:00Z'),
    events: [
      itemEvent('state', 'open', '2026-11-03T08:00:00Z', { origin: 'document' }),
      itemEvent('due', '2026-11-20', '2026-11-03T08:00:00Z', { origin: 'document' }),
      itemEvent('assignee', 'Priya Nair', '2026-11-03T08:00:00Z', { origin: 'document' }),
      itemEvent('priority', 'high', '2026-11-03T08:00:00Z', { origin: 'document' }),
    ],
    adopted: false,
    issueUpdatedAt: new Date('2026-11-03T09:00:00Z'),
    lastWriteAt: new Date('2026-11-03T09:00:00Z'),
    ...changes,
  };
}

function entry(field: IssueHistoryEntry['field'], value: string | null, at: string): IssueHistoryEntry {
  return {
    entryId: `${field}-${at}`,
    issueId: 'issue-1',
    field,
    value,
    occurredAt: new Date(at),
    by: 'Tom',
    ours: false,
  };
}

const told = (events: ReturnType<typeof mergeIssue>) =>
  events.map(({ field, value, occurredAt, origin }) => [field, value, occurredAt.toISOString(), origin]);

describe('an issue that was read', () => {
  it('adds nothing to an item it agrees with', () => {
    expect(mergeIssue(known(), issue(), [], readAt)).toEqual([]);
  });

  it('adds its changes with the tracker’s own time, not the time of reading', () => {
    const changed = issue({ state: 'done', updatedAt: new Date('2026-11-09T15:00:00Z') });

    const events = mergeIssue(known(), changed, [entry('state', 'done', '2026-11-09T15:00:00Z')], readAt);

    expect(told(events)).toEqual([['state', 'done', '2026-11-09T15:00:00.000Z', 'tracker']]);
    expect(events[0]).toMatchObject({ by: 'Tom', recordedAt: readAt });
  });

  it('shows a change its history does not tell at the time the issue last changed', () => {
    const changed = issue({ due: '2026-12-01', updatedAt: new Date('2026-11-09T15:00:00Z') });

    expect(told(mergeIssue(known(), changed, [], readAt))).toEqual([
      ['due', '2026-12-01', '2026-11-09T15:00:00.000Z', 'tracker'],
    ]);
  });

  it('keeps every push of the due date, not only the last', () => {
    const changed = issue({ due: '2026-12-10', updatedAt: new Date('2026-11-09T15:00:00Z') });
    const pushes = [
      entry('due', '2026-11-27', '2026-11-05T10:00:00Z'),
      entry('due', '2026-12-10', '2026-11-09T15:00:00Z'),
    ];

    expect(told(mergeIssue(known(), changed, pushes, readAt)).map(([, value]) => value)).toEqual([
      '2026-11-27',
      '2026-12-10',
    ]);
  });

  it('read for the first time, says what our own creation came to as ours', () => {
    const events = mergeIssue(known({ issueUpdatedAt: null }), issue({ assignee: null }), [], readAt);

    expect(told(events)).toEqual([['assignee', null, '2026-11-03T09:00:00.000Z', 'followthrough']]);
  });

  it('that was adopted brings the state it was in when the promise was made, and none of its past', () => {
    const adopted = known({ adopted: true, issueUpdatedAt: null });
    const past = [
      entry('state', 'in_progress', '2026-10-01T10:00:00Z'),
      entry('state', 'done', '2026-10-20T10:00:00Z'),
    ];

    const events = mergeIssue(adopted, issue({ state: 'done' }), past, readAt);

    expect(told(events)).toEqual([['state', 'done', '2026-11-03T08:00:00.000Z', 'tracker']]);
  });

  it('whose assignee left says so', () => {
    const left = issue({ assignee: { name: 'Priya Nair', email: null, active: false } });

    expect(told(mergeIssue(known(), left, [], readAt))).toContainEqual([
      'assignee_active',
      'false',
      readAt.toISOString(),
      'tracker',
    ]);
  });

  it('that changed in a way no field shows counts as activity', () => {
    const commented = issue({ updatedAt: new Date('2026-11-08T10:00:00Z') });

    expect(told(mergeIssue(known(), commented, [], readAt))).toEqual([
      ['activity', null, '2026-11-08T10:00:00.000Z', 'tracker'],
    ]);
  });

  it('that only echoes our own write does not count as activity', () => {
    const echo = issue({ updatedAt: new Date('2026-11-08T10:00:30Z') });

    expect(mergeIssue(known({ lastWriteAt: new Date('2026-11-08T10:00:00Z') }), echo, [], readAt)).toEqual(
      [],
    );
  });

  it('gives the same events when it is read again', () => {
    const changed = issue({ state: 'done', due: null, updatedAt: new Date('2026-11-09T15:00:00Z') });
    const once = mergeIssue(known(), changed, [], readAt);

    const again = mergeIssue(known(), changed, [], new Date('2026-11-10T12:10:00Z'));

    expect(again.map((event) => event.sourceKey)).toEqual(once.map((event) => event.sourceKey));
  });

  it('never dates a change before the last one it follows', () => {
    const later = known({
      events: [...known().events, itemEvent('due', '2026-12-01', '2026-11-09T16:00:00Z')],
    });

    const [event] = mergeIssue(later, issue({ updatedAt: new Date('2026-11-09T15:00:00Z') }), [], readAt);

    expect(event).toMatchObject({
      field: 'due',
      value: '2026-11-20',
      occurredAt: new Date('2026-11-09T16:00:00Z'),
    });
  });
});

const absent = (at: string) => itemEvent('issue', 'absent', at);

describe('an issue that is not there', () => {
  it('is noted the first and the second time, and not again', () => {
    expect(sawAbsent(known(), readAt)).toHaveLength(1);
    expect(sawAbsent(known({ events: [absent('2026-11-09T00:00:00Z')] }), readAt)).toHaveLength(1);
    expect(
      sawAbsent(known({ events: [absent('2026-11-09T00:00:00Z'), absent('2026-11-09T00:10:00Z')] }), readAt),
    ).toEqual([]);
  });

  it('is present again once it was seen', () => {
    const back = known({ events: [...known().events, absent('2026-11-09T00:00:00Z')] });

    expect(told(mergeIssue(back, issue(), [], readAt))).toEqual([
      ['issue', 'present', readAt.toISOString(), 'tracker'],
    ]);
  });

  it('in the bin counts as not there', () => {
    expect(told(mergeIssue(known(), issue({ trashed: true }), [], readAt))).toEqual([
      ['issue', 'absent', readAt.toISOString(), 'tracker'],
    ]);
  });
});

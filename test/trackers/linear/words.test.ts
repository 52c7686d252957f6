import { describe, expect, it } from 'vitest';
import { priorities } from '../../../src/postmortem/promise.ts';
import type { HistoryNode, IssueNode } from '../../../src/trackers/linear/shapes.ts';
import {
  entriesOf,
  issueOf,
  priorityNumber,
  priorityOf,
  stateOf,
} from '../../../src/trackers/linear/words.ts';

const at = new Date('2026-11-10T09:00:00.000Z');

const node: IssueNode = {
  id: 'i',
  identifier: 'PAY-1',
  url: 'https://linear.app/acme/issue/PAY-1/a',
  title: 'A',
  createdAt: at,
  updatedAt: at,
  team: { id: 't', key: 'PAY' },
  state: { name: 'Todo', type: 'unstarted' },
};

describe('Linear’s words', () => {
  it.each([
    ['triage', 'open'],
    ['backlog', 'open'],
    ['unstarted', 'open'],
    ['started', 'in_progress'],
    ['completed', 'done'],
    ['canceled', 'cancelled'],
    ['duplicate', 'cancelled'],
    ['a type of next year', 'open'],
    ['constructor', 'open'],
  ])('a state of the type %s is %s', (type, state) => {
    expect(stateOf(type)).toBe(state);
  });

  it('keep every priority on the way there and back', () => {
    expect(priorities.map((priority) => priorityOf(priorityNumber(priority)))).toEqual([...priorities]);
    expect(priorityNumber(null)).toBe(0);
    expect([0, 5, null, undefined].map((number) => priorityOf(number))).toEqual([null, null, null, null]);
  });

  it('leave unknown what Linear left out', () => {
    expect(issueOf(node, () => undefined)).toMatchObject({
      assignee: null,
      due: null,
      priority: null,
      labels: [],
      trashed: false,
      archived: false,
    });
  });

  it('call an issue in the bin trashed, not archived, though Linear dates both', () => {
    const archivedAt = at.toISOString();
    expect(issueOf({ ...node, archivedAt }, () => undefined)).toMatchObject({
      archived: true,
      trashed: false,
    });
    expect(issueOf({ ...node, archivedAt, trashed: true }, () => undefined)).toMatchObject({
      archived: false,
      trashed: true,
    });
  });
});

describe('a line of history', () => {
  const line: HistoryNode = { id: 'h', createdAt: at };

  it('may tell several changes, each under a name of its own', () => {
    const entries = entriesOf(
      'i',
      {
        ...line,
        actor: { id: 'u', name: 'Priya' },
        fromState: { type: 'unstarted' },
        toState: { type: 'completed' },
        toDueDate: '2026-12-01',
        fromPriority: 2,
        toPriority: 0,
        fromAssigneeId: 'u',
      },
      'u',
    );
    expect(entries.map(({ entryId, value }) => [entryId, value])).toEqual([
      ['h:state', 'done'],
      ['h:due', '2026-12-01'],
      ['h:assignee', null],
      ['h:priority', null],
    ]);
    expect(entries.every(({ by, ours }) => by === 'Priya' && ours)).toBe(true);
  });

  it('tells nothing when only a title, a label or a column of the same meaning changed', () => {
    expect(entriesOf('i', line, 'u')).toEqual([]);
    const moved = { ...line, fromState: { type: 'backlog' }, toState: { type: 'unstarted' } };
    expect(entriesOf('i', moved, 'u')).toEqual([]);
  });

  it('names an integration where no person acted, and nobody where Linear names none', () => {
    const due = { ...line, toDueDate: '2026-12-01' };
    expect(entriesOf('i', { ...due, botActor: { name: 'GitHub' } }, 'u')[0]).toMatchObject({
      by: 'GitHub',
      ours: false,
    });
    expect(entriesOf('i', due, 'u')[0]?.by).toBeNull();
  });
});

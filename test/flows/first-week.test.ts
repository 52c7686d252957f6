import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weekNamed } from '../../src/lib/calendar.ts';
import { askCompletion } from '../../src/answers/ask-completion.ts';
import { document, jiraAccount, openHouse, type House } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const linearIssue = () => house.linear.store.data.issues.values().next().value;

describe('a postmortem becomes tracked work, and the week is reported', () => {
  it('makes an issue with owner, due date, priority, labels and a link back on Linear', async () => {
    await house.give(
      document('checkout', ['| Reject unknown currency codes | @priya | 2026-11-10 | High | | |']),
    );

    expect(await house.drain()).toMatchObject({ created: 1, refused: 0, unknown: 0, problems: [] });

    const [item] = await house.items();
    const issue = house.linear.store.issue(item?.tracker?.key ?? '');
    const { labels, users, attachments } = house.linear.store.data;
    expect(issue).toMatchObject({
      title: 'Reject unknown currency codes',
      dueDate: '2026-11-10',
      priority: 2,
    });
    expect(users.get(issue.assigneeId ?? '')?.name).toBe('Priya Nair');
    expect(issue.labelIds.map((id) => labels.get(id)?.name)).toEqual(
      expect.arrayContaining(['postmortem', 'reliability']),
    );
    expect([...attachments.values()]).toMatchObject([
      {
        issueId: issue.id,
        url: `https://followthrough.acme.example/postmortems/${item?.postmortem}#ai-${item?.id}`,
      },
    ]);
  });

  it('and on Jira', async () => {
    await house.give(
      document(
        'kubernetes',
        ['| Page on-call when the node pool is full | Tom Becker | 2026-11-12 | P1 | | |'],
        'INC-232',
      ),
      'docs/nodes.md',
    );

    expect(await house.drain()).toMatchObject({ created: 1, problems: [] });

    const [issue] = house.jira.store.issues();
    expect(issue).toMatchObject({
      summary: 'Page on-call when the node pool is full',
      due: '2026-11-12',
      assigneeId: jiraAccount('Tom Becker'),
    });
    expect(issue?.labels).toContain('postmortem');
  });

  it('is read back without inventing any change', async () => {
    expect(await house.sweep()).toMatchObject({ read: 2, missing: 0, problems: [] });

    const items = await house.items();
    expect(items.map(({ owner, due, moves, state }) => ({ owner, due, moves, state }))).toEqual([
      { owner: 'Priya Nair', due: '2026-11-10', moves: 0, state: 'open' },
      { owner: 'Tom Becker', due: '2026-11-12', moves: 0, state: 'open' },
    ]);
  });

  it('notices what people close and re-date, at the trackers’ own times', async () => {
    const [first, second] = await house.items();
    house.linear.store.moveIssue(first?.tracker?.issueId ?? '', 'Done', {
      by: 'Priya Nair',
      at: new Date('2026-11-10T15:00:00Z'),
    });
    for (const [day, due] of [
      ['2026-11-11', '2026-11-20'],
      ['2026-11-12', '2026-11-30'],
    ] as const) {
      house.jira.store.reDate(second?.tracker?.issueId ?? '', due, {
        by: jiraAccount('Tom Becker'),
        at: new Date(`${day}T09:00:00Z`),
      });
    }
    house.setNow('2026-11-12T12:00:00Z');

    expect(await house.sweep(false)).toMatchObject({ read: 2, changed: 2, problems: [] });

    const [done, moved] = await house.items();
    expect(done).toMatchObject({ state: 'done', completedAt: new Date('2026-11-10T15:00:00Z') });
    expect(moved).toMatchObject({ due: '2026-11-30', firstDue: '2026-11-12', moves: 2, movedDays: 18 });
    expect(moved?.flags).toMatchObject([{ kind: 'slipping' }]);
  });

  it('reports the week with the right numbers', async () => {
    house.setNow('2026-11-16T09:00:00Z');
    const { timeZone } = house.config.organisation;
    const week = weekNamed('2026-W46', timeZone);
    if (!week) throw new Error('no such week');

    const report = await askCompletion(house.database.db, {
      week,
      now: house.now(),
      timeZone,
      policy: house.config.policy,
      team: null,
    });

    expect(report.due).toMatchObject({ total: 2, doneOnTime: 1, moved: 1, rate: 0.5, onTimeRate: 0.5 });
    expect(report.flow).toEqual({
      openAtStart: 2,
      created: 0,
      reopened: 0,
      done: 1,
      dropped: 0,
      openAtEnd: 1,
    });
  });

  it('calls an issue missing once two sweeps in a row did not see it', async () => {
    const [, second] = await house.items();
    house.jira.store.remove(second?.tracker?.issueId ?? '');
    house.pass(600);
    expect(await house.sweep(false)).toMatchObject({ missing: 1 });
    expect((await house.items())[1]?.flags.map(({ kind }) => kind)).not.toContain('missing');
    house.pass(600);

    await house.sweep(false);

    const [, gone] = await house.items();
    expect(gone?.state).toBe('open');
    expect(gone?.flags.map(({ kind }) => kind)).toContain('missing');
  });

  it('has given every request an answer and left nothing queued', async () => {
    expect(linearIssue()).toBeDefined();
    expect(await house.drain()).toMatchObject({ created: 0, updated: 0, problems: [] });
  });
});

import { describe, expect, it } from 'vitest';
import type { ItemEvent } from '../../src/actions/item-history.ts';
import type { ItemRow, NewIds } from '../../src/intake/intake-plan.ts';
import { planIntake, type RecordedPostmortem } from '../../src/intake/plan-intake.ts';
import type { PostmortemDocument } from '../../src/postmortem/document.ts';
import { itemEvent, postmortemDocument, statedItem, testConfig } from '../support/factories.ts';

const now = new Date('2026-11-04T12:00:00Z');

function ids(): NewIds {
  let last = 0;
  return { uuid: () => `id-${++last}`, key: () => `key-${++last}` };
}

function plan(document: PostmortemDocument, before: RecordedPostmortem | null = null) {
  return planIntake({
    document,
    part: 0,
    fingerprint: 'f',
    incidentId: document.incident.id ?? 'made-up',
    before,
    config: testConfig(),
    now,
    ids: ids(),
    team: null,
  });
}

/** What the first plan of a document leaves behind, as if it had been recorded and linked. */
function recorded(document: PostmortemDocument, more: readonly ItemEvent[] = []): RecordedPostmortem {
  const first = plan(document);
  return {
    postmortem: first.postmortem,
    items: first.newItems.map((row) => ({
      row: {
        ...(row as ItemRow),
        withdrawnAt: null,
        trackerId: 'linear-main',
        trackerKind: 'linear',
        issueId: 'issue-1',
        issueKey: 'PAY-12',
        issueUrl: 'https://linear.app/acme/issue/PAY-12',
        issueTitle: row.text,
        linkedAt: now,
        adopted: false,
        issueUpdatedAt: now,
        markerPutBackAt: null,
      },
      events: [...first.events.filter((event) => event.itemId === row.id), ...more],
    })),
  };
}

describe('a new postmortem', () => {
  it('makes each open item an issue of the team that runs the service', () => {
    const { newItems, writes } = plan(postmortemDocument());

    expect(newItems).toMatchObject([{ team: 'payments', promisedDue: '2026-11-20' }]);
    expect(writes).toMatchObject([{ kind: 'create', trackerId: 'linear-main', state: 'queued' }]);
  });

  it('counts its items from the day it was published', () => {
    const [event] = plan(postmortemDocument()).events;

    expect(event).toMatchObject({
      field: 'state',
      value: 'open',
      occurredAt: new Date('2026-11-02T23:00:00Z'),
    });
  });

  it('gives an item without a date the one of the policy', () => {
    const { newItems } = plan(postmortemDocument({ actionItems: [statedItem({ due: null })] }));

    expect(newItems[0]?.promisedDue).toBe('2026-11-18');
  });

  it('adopts a ticket it names instead of making one', () => {
    const { writes } = plan(postmortemDocument({ actionItems: [statedItem({ links: ['PLAT-7'] })] }));

    expect(writes).toMatchObject([
      { kind: 'adopt', trackerId: 'jira-main', payload: { reference: 'PLAT-7' } },
    ]);
  });

  it('makes no issue of what is done already', () => {
    const { newItems, writes, events } = plan(
      postmortemDocument({ actionItems: [statedItem({ done: true })] }),
    );

    expect(newItems).toHaveLength(1);
    expect(writes).toEqual([]);
    expect(events[0]).toMatchObject({ field: 'state', value: 'done' });
  });

  it('says with the line which owner nobody knows, and keeps the item', () => {
    const { problems, newItems } = plan(
      postmortemDocument({ actionItems: [statedItem({ owner: 'Zed', line: 12 })] }),
    );

    expect(newItems).toHaveLength(1);
    expect(problems).toMatchObject([{ line: 12, message: expect.stringContaining('"Zed"') }]);
  });
});

describe('an edited postmortem', () => {
  const document = postmortemDocument();

  it('changes only what was edited', () => {
    const edit = plan(
      postmortemDocument({ actionItems: [statedItem({ due: '2026-11-27' })] }),
      recorded(document),
    );

    expect(edit.newItems).toEqual([]);
    expect(edit.writes).toMatchObject([{ kind: 'update', payload: { due: '2026-11-27' } }]);
    expect(edit.events).toMatchObject([
      { field: 'due', value: '2026-11-27', occurredAt: now, origin: 'document' },
    ]);
  });

  it('asks nothing of the tracker when only a line moved', () => {
    const edit = plan(postmortemDocument({ actionItems: [statedItem({ line: 44 })] }), recorded(document));

    expect(edit.writes).toEqual([]);
    expect(edit.events).toEqual([]);
    expect(edit.editedItems).toMatchObject([{ set: { line: 44 }, substantial: false }]);
  });

  it('never overwrites a date somebody changed in the tracker: the two disagree, and that is shown', () => {
    const pushed = [itemEvent('due', '2026-12-20', '2026-11-04T09:00:00Z')];

    const edit = plan(
      postmortemDocument({ actionItems: [statedItem({ due: '2026-11-27' })] }),
      recorded(document, pushed),
    );

    expect(edit.writes).toEqual([]);
    expect(edit.editedItems[0]?.set.drift).toEqual([
      'The document now says due date 2026-11-27; PAY-12 says 2026-12-20.',
    ]);
  });

  it('counts an added item from the edit', () => {
    const added = statedItem({ text: 'Rotate the signing keys every quarter', line: 20 });
    const edit = plan(postmortemDocument({ actionItems: [statedItem(), added] }), recorded(document));

    expect(edit.newItems).toMatchObject([{ text: added.text, createdAt: now }]);
  });

  it('sets of each item only what its line now says otherwise, and nothing of the others', () => {
    const left = statedItem();
    const moved = statedItem({ text: 'Rotate the signing keys every quarter', line: 20 });

    const edit = plan(
      postmortemDocument({ actionItems: [left, { ...moved, line: 21, due: '2026-12-24' }] }),
      recorded(postmortemDocument({ actionItems: [left, moved] })),
    );

    expect(edit.editedItems.map(({ set }) => set)).toEqual([{ line: 21, promisedDue: '2026-12-24' }]);
  });

  it('keeps an item that left the document, and says so', () => {
    const other = statedItem({ text: 'Rotate the signing keys every quarter' });
    const edit = plan(postmortemDocument({ actionItems: [other] }), recorded(document));

    expect(edit.withdrawnItemIds).toHaveLength(1);
    expect(edit.newItems).toHaveLength(1);
  });

  it('ticked off while its issue is open is a disagreement, not a completion', () => {
    const edit = plan(postmortemDocument({ actionItems: [statedItem({ done: true })] }), recorded(document));

    expect(edit.events).toEqual([]);
    expect(edit.editedItems[0]?.set.drift).toEqual(['The document says done; PAY-12 is not.']);
  });
});

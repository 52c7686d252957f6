import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listPendingWrites } from '../../src/db/write-store.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  await house?.close();
  house = await openHouse();
});
afterAll(() => house.close());

const codes = '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |';
const runbook = '| Write a runbook for failed settlements | @tom | 2026-11-20 | | | |';

describe('a document received again', () => {
  it('changes nothing when it is the same', async () => {
    await house.give(document('checkout', [codes, runbook]));
    await house.drain();
    const before = await house.facts();
    house.pass(60);

    const { result } = await house.give(document('checkout', [codes, runbook]));

    expect(result).toMatchObject({ status: 'unchanged', queued: 0 });
    expect(await house.facts()).toEqual(before);
    expect(await listPendingWrites(house.database.db)).toEqual([]);
  });

  it('changes only what was edited, here and in the tracker', async () => {
    await house.give(document('checkout', [codes, runbook]));
    await house.drain();
    await house.sweep();
    house.pass(3600);

    const { result } = await house.give(
      document('checkout', [codes, runbook.replace('2026-11-20', '2026-11-27')]),
    );
    const drained = await house.drain();

    expect(result).toMatchObject({ status: 'edited', added: 0, edited: 1, withdrawn: 0, queued: 1 });
    expect(drained).toMatchObject({ updated: 1, created: 0, problems: [] });
    const [first, second] = await house.items();
    expect([first?.due, second?.due, second?.firstDue]).toEqual(['2026-11-10', '2026-11-27', '2026-11-20']);
    expect(house.linear.store.issue(second?.tracker?.issueId ?? '').dueDate).toBe('2026-11-27');
  });

  it('is known again after the file was moved', async () => {
    await house.give(document('checkout', [codes]), 'drafts/outage.md');

    const { result } = await house.give(document('checkout', [codes]), 'docs/2026/outage.md');

    expect(result).toMatchObject({ status: 'edited', added: 0, queued: 0 });
    expect(await house.items()).toHaveLength(1);
  });

  it('is refused when another document has its incident', async () => {
    await house.give(document('checkout', [codes]));
    const other = document('checkout', [runbook]).replace('Checkout refused cards', 'Something else');

    const { result } = await house.give(other, 'docs/other.md');

    expect(result).toMatchObject({ status: 'refused', problems: [{ line: 1 }] });
    expect(result?.problems[0]?.message).toContain('docs/outage.md');
    expect(await house.items()).toHaveLength(1);
  });

  it('keeps its record when an edit lost every item', async () => {
    await house.give(document('checkout', [codes, runbook]));

    const { result } = await house.give(document('checkout', []));

    expect(result).toMatchObject({ status: 'refused' });
    expect(await house.items()).toHaveLength(2);
  });

  it('takes a creation back that was not sent yet when the item was ticked off', async () => {
    await house.give(document('checkout', [codes]));
    house.pass(60);

    await house.give(document('checkout', [codes.replace(/\| \|$/, '| yes |')]));

    expect(await house.drain()).toMatchObject({ created: 0 });
    expect((await house.items())[0]).toMatchObject({ state: 'done', tracker: null });
  });
});

it('a document in which nothing can be found creates nothing and says why, with the line', async () => {
  const { result, document: read } = await house.give(
    '# Weekly notes\n\nThe weather was fine.\n',
    'docs/notes.md',
  );

  expect(result).toMatchObject({ status: 'nothing-found', postmortemId: null });
  expect(read.problems[0]?.line).toBeGreaterThan(0);
  expect((await house.facts()).incidents).toEqual([]);
});

const owned = () =>
  house.linear.store.createIssue(
    { team: 'PAY', title: 'Old ticket', assignee: 'Tom Becker' },
    { by: 'Tom Becker' },
  );

describe('a ticket the document names', () => {
  it('is adopted: tagged and linked, its open fields filled, nothing overwritten, nothing made', async () => {
    const issue = owned();
    const key = house.linear.store.identifierOf(issue);
    await house.give(document('checkout', [`| Reject unknown codes | @priya | 2026-11-10 | | ${key} | |`]));

    expect(await house.drain()).toMatchObject({ adopted: 1, created: 0, problems: [] });
    await house.sweep();

    const [item] = await house.items();
    expect(item).toMatchObject({ owner: 'Tom Becker', due: '2026-11-10', tracker: { key } });
    expect(house.linear.store.issue(key)).toMatchObject({ title: 'Old ticket', dueDate: '2026-11-10' });
    expect(house.linear.store.data.issues.size).toBe(1);
  });

  it('that does not exist is refused with the line that names it, and waits for a person', async () => {
    await house.give(document('checkout', ['| Reject unknown codes | @priya | | | PAY-99 | |']));

    const drained = await house.drain();

    expect(drained).toMatchObject({ refused: 1, adopted: 0, created: 0 });
    expect(drained.problems[0]).toMatch(/docs\/outage\.md:\d+.*PAY-99/);
    expect((await house.items())[0]?.flags.map(({ kind }) => kind)).not.toContain('missing');
  });

  it('cannot be adopted by two items', async () => {
    const key = house.linear.store.identifierOf(owned());
    await house.give(
      document('checkout', [
        `| Reject unknown codes | | | | ${key} | |`,
        `| Alert on declined payments | | | | ${key} | |`,
      ]),
    );

    expect(await house.drain()).toMatchObject({ adopted: 1, refused: 1 });
  });
});

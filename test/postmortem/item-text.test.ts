import { describe, expect, it } from 'vitest';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { readFixture } from './read-fixture.ts';

function read(line: string) {
  const [document] = readPostmortems('a.md', `# A\n\n## Action items\n\n- ${line}\n`);
  return document?.actionItems[0];
}

it('takes owners, states and dates off the words around them', () => {
  expect(readFixture('owners-inline.md').actionItems.map(({ text, owner }) => [text, owner])).toEqual([
    ['raise the floor of the pool to four runners', 'ines'],
    ['find out why the scaler slept', 'piet?'],
    ['write a runbook for an empty pool', 'infra team'],
    ['[20m] mention the pool in the handover', null],
    ['Put a [migration] label on risky changes', null],
    ['Keep scaler logs for a week', 'Ines'],
    ['Count idle runners', 'Piet Mulder'],
    ['Piet and Ines to agree on an alert threshold.', '@piet'],
    ['restart the scaler when its lease is lost', null],
    ['Lower the log level', null],
    ['Move the scaler to its own node', null],
    ['https://github.com/example/runners/issues/5', null],
    ['#77', null],
    ['Test an empty pool in staging', null],
    ['Freeze scaling until 2022-09-02 for the audit', null],
  ]);
});

it.each([
  ['Add an alarm for [[disk]] [full', 'Add an alarm for [[disk]] [full', []],
  [
    'Add an alarm for [disk] (see [the plan](https://example.org/1)) soon',
    'Add an alarm for [disk] (see the plan) soon',
    ['https://example.org/1'],
  ],
  [
    'Add an alarm for [disk][plan] and [[plan]] soon\n\n[plan]: https://example.org/2',
    'Add an alarm for disk and [plan] soon',
    ['https://example.org/2'],
  ],
])('takes brackets for what they are: %s', (line, text, links) => {
  expect(read(line)).toMatchObject({ text, links });
});

describe('an owner', () => {
  it.each([
    ['[dustin] finish the patch', 'dustin'],
    ['(tc, cloudops teams) start a runbook', 'tc, cloudops teams'],
    ['@maya: add an alarm', '@maya'],
    ['@maya add an alarm', '@maya'],
    ['Add an alarm `@maya`', '@maya'],
    ['Add an alarm — @maya', '@maya'],
    ['Add an alarm (Priya Nair)', 'Priya Nair'],
    ['Add an alarm [Rick]', 'Rick'],
    ['Add an alarm (Owner: Priya)', 'Priya'],
    ['Add an alarm. Assignee: Team storage', 'Team storage'],
    ['**[Platform]** Add an alarm', 'Platform'],
    ['Ed to create an alarm', 'Ed'],
    ['Ed and Caroline to review the runbook', 'Ed and Caroline'],
  ])('is found in “%s”', (line, owner) => {
    expect(read(line)?.owner).toBe(owner);
  });

  it.each([
    'Add a [migration] label to pull requests',
    'Thank @maya for the idea and add an alarm',
    'Continue to add alarms',
    'Add alarms for the gateway (optional)',
    'Replace the store (Redis)',
    'Add an alarm (Owner: TBD)',
    'Add an alarm [owner]',
    '[Proposal](https://example.org/p) add an alarm',
  ])('is not made up for “%s”', (line) => {
    expect(read(line)?.owner).toBeNull();
  });
});

describe('a due date', () => {
  it.each([
    ['Add an alarm by 2026-11-20', '2026-11-20'],
    ['Add an alarm (due: 20 November 2026)', '2026-11-20'],
    ['Add an alarm. Deadline: Nov 20, 2026', '2026-11-20'],
    ['Add an alarm (Due 2026-11-20)', '2026-11-20'],
    ['Add an alarm (Due: 2026年11月20日)', '2026-11-20'],
  ])('is found in “%s”', (line, due) => {
    expect(read(line)?.due).toBe(due);
  });

  it.each([
    'Freeze production until 2026-11-20',
    'Add an alarm in H1',
    'Add an alarm by next Friday',
    'Add an alarm (Completed: 2026-11-20)',
    'Explain what happened on 2026-11-20',
    'Add an alarm (Due: 03/04/2026)',
  ])('is not made up for “%s”', (line) => {
    expect(read(line)?.due).toBeNull();
  });
});

describe('a state', () => {
  it.each([
    ['[x] Add an alarm', true],
    ['[*] Add an alarm', true],
    ['[ ] Add an alarm', false],
    ['[] Add an alarm', false],
    ['✅ Add an alarm', true],
    ['🚧 Add an alarm', false],
    ['DONE: add an alarm', true],
    ['[DONE] add an alarm', true],
    ['Add an alarm (done)', true],
    ['Add an alarm (in progress)', false],
    ['Add an alarm. DONE in [PR #5](https://github.com/example/a/pull/5)', true],
    ['~~Add an alarm~~', true],
    ['Add an alarm for done jobs', false],
  ])('of “%s” is understood', (line, done) => {
    expect(read(line)).toMatchObject({
      done,
      text: expect.stringMatching(/^add an alarm( for done jobs|\.)?$/i),
    });
  });
});

describe('links', () => {
  it('name the ticket before anything else', () => {
    expect(
      read('Add an alarm, see https://docs.example.org/a, PR https://github.com/e/a/pull/3 and PAY-812')
        ?.links,
    ).toEqual(['PAY-812', 'https://github.com/e/a/pull/3', 'https://docs.example.org/a']);
  });

  it.each([
    'Use UTF-8 and TLS-1 everywhere',
    'Read CVE-2021-44228',
    'Keep the minimum # of nodes',
    'Repeat what INC-231 taught',
  ])('are not seen in “%s”', (line) => {
    expect(read(line)?.links).toEqual([]);
  });
});

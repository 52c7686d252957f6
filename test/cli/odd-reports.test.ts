import supertest from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TrackedItem } from '../../src/actions/item-history.ts';
import { addItemEvents } from '../../src/db/item-event-store.ts';
import { webOf } from '../http/web-of.ts';
import { sampleItem, type Change } from '../metrics/sample-item.ts';
import { runHere } from '../support/command-in-process.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems, uuidOf } from '../support/given-items.ts';

const config = testConfig();
const now = () => new Date('2026-11-18T09:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const run = (...args: string[]) => runHere({ config, database, now }, ...args);
const get = (path: string) => supertest(webOf({ config, database, now })).get(path);

/** A report by command line and by API, which must say the same. */
async function completionOf(week: string): Promise<Record<string, unknown>> {
  const { exitCode, stdout } = await run('report', 'completion', '--week', week, '--json');
  const { status, body } = await get(`/api/v1/reports/completion?week=${week}`);
  expect([exitCode, status]).toEqual([0, 200]);
  expect(body).toEqual(JSON.parse(stdout));
  return body;
}

const recorded = '2026-11-02T09:00:00Z';
const late = [...Array(12).keys()];
const twelve: Change[] = late.flatMap((hour): Change[] => {
  const at = `2026-11-1${hour % 3}T${String(8 + hour).padStart(2, '0')}`;
  return [
    [`${at}:00:00Z`, 'state', 'done'],
    [`${at}:30:00Z`, 'state', 'open'],
  ];
});
const inOrderOfTime = (changes: Change[]) => changes.toSorted(([a], [b]) => (a < b ? -1 : 1));

const odd: [string, string, TrackedItem[], object][] = [
  [
    'an item reopened twelve times and done at last',
    '2026-W46',
    [
      sampleItem('a', recorded, '2026-11-13', [
        ...inOrderOfTime(twelve),
        ['2026-11-13T09:00:00Z', 'state', 'done'],
      ]),
    ],
    {
      due: { total: 1, doneOnTime: 1, rate: 1 },
      flow: { openAtStart: 1, reopened: 12, done: 13, openAtEnd: 0 },
    },
  ],
  [
    'a date pushed to the year 9999',
    '2026-W46',
    [sampleItem('a', recorded, '2026-11-12', [['2026-11-11T09:00:00Z', 'due', '9999-12-31']])],
    { due: { total: 1, moved: 1, rate: 0 }, flags: { slipping: 1, overdue: 0 }, flow: { openAtEnd: 1 } },
  ],
  [
    'a date in the year 9999 from the first',
    '2026-W46',
    [sampleItem('a', recorded, '9999-12-31')],
    { due: { total: 0, rate: null }, flags: { slipping: 0, overdue: 0 }, flow: { openAtEnd: 1 } },
  ],
  [
    'a date before the incident',
    '2026-W46',
    [sampleItem('a', recorded, '2026-10-01')],
    { due: { total: 0, rate: null }, flags: { overdue: 1 }, flow: { openAtEnd: 1 } },
  ],
  [
    'and in the week of that date, when nobody had promised anything',
    '2026-W40',
    [sampleItem('a', recorded, '2026-10-01')],
    {
      due: { total: 0 },
      flags: { overdue: 0 },
      flow: { openAtEnd: 0 },
      firstItemAt: '2026-11-02T09:00:00.000Z',
    },
  ],
  [
    'the night that clocks go back: done a second before midnight, and at midnight',
    '2026-W43',
    [
      sampleItem('a', '2026-10-12T09:00:00Z', '2026-10-25', [['2026-10-25T22:59:59Z', 'state', 'done']]),
      sampleItem('b', '2026-10-12T09:00:00Z', '2026-10-25', [['2026-10-25T23:00:00Z', 'state', 'done']]),
    ],
    {
      due: { total: 2, doneOnTime: 1, missed: 1 },
      flow: { done: 1, openAtEnd: 1 },
      to: '2026-10-25T23:00:00.000Z',
    },
  ],
  [
    'the day that clocks go forward: done a second before midnight, and at midnight',
    '2026-W13',
    [
      sampleItem('a', '2026-03-16T09:00:00Z', '2026-03-28', [['2026-03-28T22:59:59Z', 'state', 'done']]),
      sampleItem('b', '2026-03-16T09:00:00Z', '2026-03-29', [['2026-03-29T21:59:59Z', 'state', 'done']]),
      sampleItem('c', '2026-03-16T09:00:00Z', '2026-03-29', [['2026-03-29T22:00:00Z', 'state', 'done']]),
    ],
    { due: { total: 3, doneOnTime: 2, missed: 1 }, to: '2026-03-29T22:00:00.000Z' },
  ],
  [
    'done and reopened at one instant',
    '2026-W46',
    [
      sampleItem('a', recorded, '2026-11-12', [
        ['2026-11-11T09:00:00Z', 'state', 'done'],
        ['2026-11-11T09:00:00Z', 'state', 'open'],
      ]),
    ],
    { due: { total: 1, missed: 1 }, flow: { openAtStart: 1, done: 1, reopened: 1, openAtEnd: 1 } },
  ],
  [
    'pushed twice at one instant',
    '2026-W46',
    [
      sampleItem('a', recorded, '2026-11-12', [
        ['2026-11-11T09:00:00Z', 'due', '2026-11-19'],
        ['2026-11-11T09:00:00Z', 'due', '2026-11-26'],
      ]),
    ],
    { due: { total: 1, moved: 1 }, flags: { slipping: 1 } },
  ],
];

describe('odd histories come out right, by command line and by API', () => {
  it.each(odd)('%s', async (_, week, items, expected) => {
    await giveItems(database.db, items);

    expect(await completionOf(week)).toMatchObject(expected);
  });

  it('histories that arrive in the wrong order, as those in the right one', async () => {
    const item = sampleItem('a', recorded, '2026-11-12', [
      ['2026-11-10T09:00:00Z', 'state', 'done'],
      ['2026-11-11T09:00:00Z', 'state', 'open'],
      ['2026-11-11T10:00:00Z', 'due', '2026-11-20'],
      ['2026-11-13T09:00:00Z', 'state', 'done'],
    ]);
    await giveItems(database.db, [item]);
    const inOrder = await completionOf('2026-W46');

    await database.reset();
    await giveItems(database.db, [{ ...item, events: [] }]);
    for (const [place, event] of [...item.events.entries()].toReversed()) {
      await addItemEvents(database.db, [{ ...event, itemId: uuidOf('a'), sourceKey: String(place) }]);
    }
    expect(await completionOf('2026-W46')).toEqual(inOrder);
    expect(inOrder).toMatchObject({ due: { total: 1, doneLate: 1 }, flow: { done: 2, reopened: 1 } });
  });
});

describe('a question that has no answer is refused alike by command line and by API', () => {
  const completion = '/api/v1/reports/completion';
  const items = '/api/v1/action-items';
  it.each([
    [
      'an unknown team',
      ['completion', '--team', 'nobody'],
      1,
      `${completion}?team=nobody`,
      'There is no team "nobody"',
    ],
    ['of a list', ['items', '--team', 'nobody'], 1, `${items}?team=nobody`, 'There is no team "nobody"'],
    [
      'one of several teams',
      ['items', '--team', 'payments,x'],
      1,
      `${items}?team=payments,x`,
      'There is no team "x"',
    ],
    [
      'a week that is none',
      ['completion', '--week', '2026-W54'],
      2,
      `${completion}?week=2026-W54`,
      'There is no week "2026-W54". A week is written like 2026-W46.',
    ],
    [
      'a week in the future',
      ['completion', '--week', '2026-W48'],
      1,
      `${completion}?week=2026-W48`,
      'Week 2026-W48 has not begun.',
    ],
    [
      'the list of such a week',
      ['items', '--week', '2099-W01'],
      1,
      `${items}?week=2099-W01`,
      'Week 2099-W01 has not begun.',
    ],
    [
      'a flag that is none',
      ['items', '--flag', 'late'],
      2,
      `${items}?flag=late`,
      'There is no flag "late". There are: regressed',
    ],
    [
      'a state that is none',
      ['items', '--state', 'closed'],
      2,
      `${items}?state=closed`,
      'There is no state "closed". There are: open',
    ],
    [
      'a priority that is none',
      ['items', '--priority', 'P9'],
      2,
      `${items}?priority=P9`,
      'There is no priority "P9". There are: urgent',
    ],
    [
      'a part of a week, and no week',
      ['items', '--due', 'missed'],
      2,
      `${items}?due=missed`,
      'Say of which week: due is a part of a weekly report.',
    ],
    [
      'a part that is none',
      ['items', '--week', '2026-W46', '--flow', 'up'],
      2,
      `${items}?week=2026-W46&flow=up`,
      'There is no flow "up". There are: openAtStart',
    ],
  ])('%s', async (_, args, code, path, told) => {
    const { exitCode, stdout, stderr } = await run('report', ...args);
    const { status, type, body } = await get(path);

    expect([exitCode, stdout]).toEqual([code, '']);
    expect([status, type]).toEqual([404, 'application/problem+json']);
    expect(stderr).toContain(told);
    expect(body.detail).toContain(told);
  });

  it.each([
    [['completion', '--flag', 'overdue'], '--flag narrows report items, not report completion.'],
    [['items', '--of', 'repeats'], '--of narrows report incidents, not report items.'],
    [['slips', '--severity', 'SEV1'], '--severity narrows report items and incidents, not report slips.'],
  ])('an option of another report: %j', async (args, told) => {
    expect(await run('report', ...args)).toMatchObject({ exitCode: 2, stdout: '', stderr: `${told}\n` });
  });
});

describe('a week before the first record is empty and says so', () => {
  beforeEach(() => giveItems(database.db, [sampleItem('a', recorded, '2026-11-12')]));

  it('as text, as a page and as JSON', async () => {
    const words = '2020-W01 lies before the first action item, which is of';
    const text = await run('report', 'completion', '--week', '2020-W01');
    const page = await get('/completion?week=2020-W01');

    expect([text.exitCode, page.status]).toEqual([0, 200]);
    expect(text.stdout).toContain(`${words} 2026-11-02.`);
    expect(page.text).toContain(`${words} Mon 2 Nov 2026.`);
    expect(await completionOf('2020-W01')).toMatchObject({
      due: { total: 0, rate: null },
      flow: { openAtStart: 0, created: 0, openAtEnd: 0 },
      timeToComplete: { n: 0, medianDays: null },
      byTeam: [],
    });
    expect((await run('report', 'completion', '--week', '2026-W45')).stdout).not.toContain('lies before');
  });

  it('as a list too', async () => {
    const { exitCode, stdout } = await run('report', 'items', '--week', '2020-W01');

    expect([exitCode, stdout]).toEqual([0, 'Items at the end of 2020-W01.\n\nNo action items.\n']);
    expect((await get('/api/v1/action-items?week=2020-W01')).body).toEqual({
      items: [],
      total: 0,
      nextCursor: null,
    });
  });
});

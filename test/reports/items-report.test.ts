import { expect, it } from 'vitest';
import { itemsCsv } from '../../src/reports/items-csv.ts';
import { itemsReport } from '../../src/reports/items-report.ts';
import { itemsText } from '../../src/reports/text/items-text.ts';
import { bareItem, berlin, policy, sampleItem } from '../metrics/sample-item.ts';
import { factsOf, request } from './sample-facts.ts';

const created = '2026-11-02T09:00:00Z';
const items = [
  sampleItem('A', created, null, [], { link: null }),
  sampleItem('B', created, '2026-11-20', [
    ['2026-11-04T09:00:00Z', 'state', 'done'],
    ['2026-11-10T09:00:00Z', 'assignee', 'Li Wei'],
  ]),
  sampleItem('C', created, '2026-11-10', [
    ['2026-11-05T09:00:00Z', 'accepted_until', '2026-12-01'],
    ['2026-11-06T09:00:00Z', 'priority', null],
  ]),
  bareItem('D', created, [['2026-10-01T09:00:00Z', 'state', 'cancelled']], { team: 'search' }),
];
const now = new Date('2026-11-12T09:00:00Z');
const asked = { now, timeZone: berlin, policy, team: null };
const rows = itemsReport(factsOf(items), asked);

it('items are listed by due date, undated ones and history last', () => {
  expect(rows.map(({ id }) => id)).toEqual(['C', 'B', 'A', 'D']);
  expect(rows.map(({ history }) => history)).toEqual([false, false, false, true]);
});

it('a row says how the item stands', () => {
  expect(rows[1]).toEqual({
    id: 'B',
    postmortem: 'pm-1',
    incident: 'INC-1',
    text: 'Reject unknown currency codes',
    team: 'payments',
    service: 'checkout',
    services: ['checkout'],
    severity: 'SEV1',
    priority: 'high',
    category: 'prevent',
    owner: 'Li Wei',
    due: '2026-11-20',
    firstDue: '2026-11-20',
    moves: 0,
    movedDays: 0,
    state: 'done',
    createdAt: new Date(created),
    completedAt: new Date('2026-11-04T09:00:00Z'),
    test: null,
    acceptedUntil: null,
    tracker: {
      id: 'linear-main',
      kind: 'linear',
      issueId: 'issue-B',
      key: 'PAY-B',
      url: 'https://linear.example/PAY-B',
    },
    flags: [],
    history: false,
  });
});

it('an accepted risk is shown beside the item instead of its flags, and a removed priority is unknown', () => {
  expect(rows[0]).toMatchObject({ acceptedUntil: '2026-12-01', flags: [], priority: null });
});

it('an item without a date has none to have moved by', () => {
  expect(rows[2]).toMatchObject({ due: null, firstDue: null, moves: 0, movedDays: null, tracker: null });
});

it('items of a past week stand as they stood', () => {
  const [, b] = itemsReport(factsOf(items), request('2026-W45'));
  expect(b).toMatchObject({ id: 'B', state: 'done', owner: 'Priya Nair' });
  expect(itemsReport(factsOf(items), request('2026-W44'))).toEqual([]);
});

it('items of one team only are listed when asked for', () => {
  expect(itemsReport(factsOf(items), { ...asked, team: 'search' }).map(({ id }) => id)).toEqual(['D']);
});

it('the terminal shows aligned columns and n/a for what is unknown', () => {
  const lines = itemsText(rows).split('\n');
  expect(lines[0]).toMatch(/^item +state +due +owner +text +flags$/);
  expect(lines[3]).toMatch(
    /^A +open +n\/a +Priya Nair +Reject unknown currency codes +not in the tracker, no due date$/,
  );
  const column = lines[0]?.indexOf('owner') ?? 0;
  expect(lines[1]?.slice(column)).toMatch(/^Priya Nair/);
  expect(itemsText([])).toBe('No action items.\n');
});

it('CSV quotes what must be quoted and lets no spreadsheet run a text', () => {
  const [row] = itemsReport(
    factsOf([sampleItem('A', created, null, [], { text: '=HYPERLINK("x"),\nnow' })]),
    asked,
  );
  const csv = itemsCsv(row ? [row] : []);
  expect(csv).toContain(`"'=HYPERLINK(""x""),\nnow"`);
  expect(csv.split('\r\n')[0]).toBe(
    'id,key,url,postmortem,incident,text,team,services,severity,priority,category,owner,due,firstDue,moves,movedDays,state,createdAt,completedAt,flags',
  );
  expect(csv).toContain(',open,2026-11-02T09:00:00.000Z,,undated\r\n');
});

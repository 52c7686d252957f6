import { everything } from '../../src/reports/item-selection.ts';
import { slipBins } from '../../src/metrics/slip-bins.ts';
import { paceOf } from '../../src/metrics/backlog.ts';
import type { DigestData } from '../../src/mail/digest-data.ts';
import type { ItemsView } from '../../src/pages/items-page.ts';
import type { Frame } from '../../src/pages/layout.ts';
import type { PostmortemView } from '../../src/pages/postmortem-page.ts';
import type { QueueView } from '../../src/pages/queue-page.ts';
import type { Agenda } from '../../src/reports/agenda.ts';
import type { CompletionReport } from '../../src/reports/completion-report.ts';
import type { ItemRow } from '../../src/reports/item-row.ts';
import type { ItemWithLedger } from '../../src/reports/item-with-ledger.ts';
import type { ProgrammeReport } from '../../src/reports/programme-report.ts';
import type { RepeatsReport } from '../../src/reports/repeats-report.ts';
import type { SlipsReport } from '../../src/reports/slips-report.ts';

/** An organisation with a past, so that pages and mails have something true to show: the week 2026-W46 of Acme. */

const at = (text: string) => new Date(text);

export const frame: Frame = {
  organisation: 'Acme',
  timeZone: 'Europe/Berlin',
  now: at('2026-11-17T08:04:00Z'),
  teams: [
    { id: 'payments', name: 'Payments' },
    { id: 'platform', name: 'Platform' },
    { id: 'storefront', name: 'Storefront' },
  ],
};

const plainItem: ItemRow = {
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e01',
  postmortem: 'b1f0c3de-4c55-4d0a-8f7e-2a9d5c6e7001',
  incident: 'INC-231',
  text: 'Reject unknown currency codes in the gateway configuration',
  team: 'payments',
  service: 'checkout',
  services: ['checkout'],
  severity: 'SEV1',
  priority: 'high',
  category: 'prevent',
  owner: 'Priya Nair',
  due: '2026-11-20',
  firstDue: '2026-11-20',
  moves: 0,
  movedDays: 0,
  state: 'in_progress',
  createdAt: at('2026-11-02T23:00:00Z'),
  completedAt: null,
  test: null,
  acceptedUntil: null,
  tracker: {
    id: 'linear-main',
    kind: 'linear',
    issueId: '0f5a8f53-41c7-4d7f-8f0b-6f1f8d5f2a11',
    key: 'PAY-812',
    url: 'https://linear.app/acme/issue/PAY-812',
  },
  flags: [],
  history: false,
};

/** An item with the facts given and everything else as usual. */
export function item(facts: Partial<ItemRow>): ItemRow {
  return { ...plainItem, ...facts };
}

const jira = (key: string, issueId: string) => ({
  id: 'jira-main',
  kind: 'jira-cloud',
  issueId,
  key,
  url: `https://acme.atlassian.net/browse/${key}`,
});

export const slippingItem = item({
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e02',
  text: 'Refuse a ledger export when the day it closes has not been reconciled',
  services: ['ledger', 'reporting'],
  due: '2026-11-26',
  firstDue: '2026-11-05',
  moves: 2,
  movedDays: 21,
  tracker: { ...jira('PAY-790', '10790'), id: 'linear-main', kind: 'linear' },
  flags: [
    {
      kind: 'slipping',
      since: at('2026-11-11T14:20:00Z'),
      evidence: 'Moved 2 times; now due 21 days after the first due date.',
      nextStep: 'Decide: free the time for it, accept the risk until a date, or drop it with a reason.',
    },
  ],
});

export const overdueItem = item({
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e03',
  postmortem: 'b1f0c3de-4c55-4d0a-8f7e-2a9d5c6e7002',
  incident: 'INC-219',
  text: 'Alert when replication lag of the orders database stays above 30 s for five minutes',
  team: 'platform',
  service: 'orders-db',
  services: ['orders-db'],
  severity: 'SEV2',
  category: 'detect',
  owner: 'Tomás Oliveira',
  due: '2026-11-06',
  firstDue: '2026-10-16',
  moves: 1,
  movedDays: 21,
  state: 'open',
  createdAt: at('2026-09-28T22:00:00Z'),
  tracker: jira('PLAT-1482', '20482'),
  flags: [
    {
      kind: 'overdue',
      since: at('2026-11-06T23:00:00Z'),
      evidence: 'Due 6 Nov 2026, overdue for 10 days.',
      nextStep: 'Finish it, give it a date that will hold, or accept the risk until a date.',
    },
    {
      kind: 'stale',
      since: at('2026-11-08T09:00:00Z'),
      evidence: 'Nothing happened in the tracker since 18 Oct 2026.',
      nextStep: 'Ask the owner whether it is still wanted.',
    },
  ],
});

export const ownerlessItem = item({
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e04',
  postmortem: 'b1f0c3de-4c55-4d0a-8f7e-2a9d5c6e7003',
  incident: 'INC-224',
  text: 'Improve monitoring of the image resizer',
  team: 'storefront',
  service: 'images',
  services: ['images'],
  severity: 'SEV3',
  priority: null,
  category: null,
  owner: null,
  due: null,
  firstDue: null,
  movedDays: null,
  state: 'open',
  tracker: null,
  flags: [
    {
      kind: 'ownerless',
      since: at('2026-10-19T22:00:00Z'),
      evidence: 'Nobody is assigned.',
      nextStep: 'Assign one person who answers for it.',
    },
    {
      kind: 'unlinked',
      since: at('2026-10-19T23:00:00Z'),
      evidence: 'Not in a tracker: "Field \'customfield_10042\' is required."',
      nextStep: 'Give the field a value under teams.fields in the configuration, then retry.',
    },
    {
      kind: 'vague',
      since: at('2026-10-19T22:00:00Z'),
      evidence: 'The text names no change that one could verify.',
      nextStep: 'Say what will be different when it is done.',
    },
  ],
});

export const regressedItem = item({
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e05',
  incident: 'INC-198',
  text: 'Retire the hand-edited allow list of payment providers',
  due: '2026-09-18',
  firstDue: '2026-09-18',
  state: 'done',
  completedAt: at('2026-09-16T12:00:00Z'),
  flags: [
    {
      kind: 'regressed',
      since: at('2026-11-12T06:41:00Z'),
      evidence: 'Done 16 Sep 2026; INC-236 started 12 Nov 2026 and repeats INC-198.',
      nextStep: 'Find out why the fix did not hold, and promise one that will.',
    },
  ],
});

export const acceptedItem = item({
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e06',
  incident: 'INC-207',
  text: 'Move session storage off the shared cache',
  team: 'platform',
  services: ['sessions'],
  severity: 'SEV2',
  owner: 'Wen Li',
  due: '2026-12-18',
  firstDue: '2026-10-30',
  moves: 3,
  movedDays: 49,
  acceptedUntil: '2026-12-18',
  tracker: jira('PLAT-1399', '20399'),
});

export const quietItem = item({
  id: '7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e07',
  test: 'a deploy with the code XYZ is refused in staging',
});

const noFlags: CompletionReport['flags'] = {
  regressed: 0,
  slipping: 0,
  overdue: 0,
  ownerless: 0,
  unlinked: 0,
  missing: 0,
  undated: 0,
  cancelled_unexplained: 0,
  unverified: 0,
  at_risk: 0,
  stale: 0,
  vague: 0,
};

export const flagCountsNow: CompletionReport['flags'] = {
  ...noFlags,
  regressed: 1,
  slipping: 3,
  overdue: 4,
  ownerless: 2,
  unlinked: 1,
  at_risk: 5,
  stale: 2,
  vague: 1,
};

export const itemsView: ItemsView = {
  filter: { ...everything, week: null },
  items: [slippingItem, overdueItem, ownerlessItem, regressedItem, acceptedItem, quietItem],
  total: 37,
  different: 37,
  flags: flagCountsNow,
  anyItems: true,
  nextCursor: 'eyJpZCI6MTJ9',
};

/** The figures of a week by outcome, the rates worked out. */
export function due(counts: Partial<Omit<CompletionReport['due'], 'total' | 'rate' | 'onTimeRate'>>) {
  const all = { doneOnTime: 0, doneLate: 0, dropped: 0, moved: 0, missed: 0, pending: 0, ...counts };
  const total = Object.values(all).reduce((sum, n) => sum + n, 0);
  const judged = total - all.pending;
  return {
    total,
    ...all,
    rate: judged === 0 ? null : (all.doneOnTime + all.doneLate) / judged,
    onTimeRate: judged === 0 ? null : all.doneOnTime / judged,
  };
}

const flow = { openAtStart: 31, created: 6, reopened: 1, done: 7, dropped: 1, openAtEnd: 30 };
const small = { openAtStart: 8, created: 1, reopened: 0, done: 2, dropped: 0, openAtEnd: 7 };

const past: readonly (readonly [string, number, number, number])[] = [
  ['2026-W35', 4, 3, 2],
  ['2026-W36', 6, 5, 4],
  ['2026-W37', 0, 0, 0],
  ['2026-W38', 7, 5, 3],
  ['2026-W39', 5, 2, 2],
  ['2026-W40', 9, 6, 4],
  ['2026-W41', 8, 5, 5],
  ['2026-W42', 6, 2, 1],
  ['2026-W43', 10, 7, 4],
  ['2026-W44', 7, 5, 3],
  ['2026-W45', 11, 6, 5],
  ['2026-W46', 9, 5, 4],
];

/** Created, reopened, done and dropped of the same weeks, beginning with 39 unfinished items. */
const flows: readonly (readonly [number, number, number, number])[] = [
  [4, 0, 3, 0],
  [2, 0, 5, 0],
  [0, 0, 1, 0],
  [9, 0, 5, 1],
  [3, 1, 4, 0],
  [5, 0, 6, 2],
  [2, 0, 5, 0],
  [7, 0, 3, 0],
  [0, 0, 7, 1],
  [4, 1, 5, 0],
  [8, 0, 6, 0],
  [6, 1, 7, 1],
];
let unfinished = 39;
const weeks: CompletionReport['weeks'] = flows.map(([created, reopened, done, dropped], index) => {
  const openAtStart = unfinished;
  unfinished += created + reopened - done - dropped;
  const openAtEnd = unfinished;
  return { week: past[index]?.[0] ?? '', flow: { openAtStart, created, reopened, done, dropped, openAtEnd } };
});

export const completionReport: CompletionReport = {
  firstItemAt: at('2026-08-20T22:00:00Z'),
  week: '2026-W46',
  from: at('2026-11-08T23:00:00Z'),
  to: at('2026-11-15T23:00:00Z'),
  asOf: at('2026-11-15T23:00:00Z'),
  timeZone: 'Europe/Berlin',
  team: null,
  revised: { itemIds: [slippingItem.id] },
  due: due({ doneOnTime: 4, doneLate: 1, dropped: 1, moved: 1, missed: 2 }),
  flow,
  flags: flagCountsNow,
  timeToComplete: {
    n: 143,
    completed: 98,
    censored: 45,
    medianDays: 34.6,
    p90Days: 121.2,
    within: {
      '30': { estimate: 0.443, low: 0.361, high: 0.534 },
      '60': { estimate: 0.682, low: 0.598, high: 0.764 },
      '90': { estimate: 0.811, low: 0.735, high: 0.878 },
    },
  },
  trend: past.map(([week, total, kept, onTime]) => ({
    week,
    total,
    rate: total === 0 ? null : kept / total,
    onTimeRate: total === 0 ? null : onTime / total,
  })),
  weeks,
  pace: paceOf(weeks, false, '2026-11-16'),
  curve: [
    { days: 0, open: 1, low: null, high: null, atRisk: 143 },
    { days: 12, open: 0.78, low: 0.703, high: 0.839, atRisk: 126 },
    { days: 30, open: 0.557, low: 0.466, high: 0.639, atRisk: 84 },
    { days: 34.6, open: 0.498, low: 0.408, high: 0.582, atRisk: 75 },
    { days: 60, open: 0.318, low: 0.236, high: 0.402, atRisk: 41 },
    { days: 90, open: 0.189, low: 0.122, high: 0.265, atRisk: 20 },
    { days: 120, open: 0.108, low: 0.055, high: 0.181, atRisk: 11 },
    { days: 121.2, open: 0.098, low: 0.048, high: 0.17, atRisk: 11 },
    { days: 163.5, open: 0.098, low: 0.048, high: 0.17, atRisk: 1 },
  ],
  slips: slipBins(
    [0, 1, 8, 15, 31, 91, null].map((days, bin) => ({ days, items: [13, 4, 3, 5, 2, 1, 2][bin] ?? 0 })),
  ),
  byTeam: [
    {
      team: 'payments',
      due: due({ doneOnTime: 3, doneLate: 1, moved: 1, missed: 1 }),
      flow,
      flags: flagCountsNow,
    },
    {
      team: 'platform',
      due: due({ doneOnTime: 1, missed: 1 }),
      flow: small,
      flags: { ...noFlags, overdue: 2 },
    },
    { team: 'storefront', due: due({ dropped: 1 }), flow: small, flags: { ...noFlags, ownerless: 2 } },
  ],
  byService: [
    { service: 'checkout', due: due({ doneOnTime: 2, moved: 1 }), flow: small, flags: noFlags },
    { service: 'ledger', due: due({ doneOnTime: 1, doneLate: 1 }), flow: small, flags: noFlags },
    { service: null, due: due({}), flow: small, flags: noFlags },
  ],
  bySeverity: [
    { severity: 'SEV1', due: due({ doneOnTime: 3, missed: 1 }), flow: small, flags: noFlags },
    { severity: null, due: due({ missed: 1 }), flow: small, flags: noFlags },
  ],
  byPriority: [{ priority: 'high', due: due({ doneOnTime: 3 }), flow: small, flags: noFlags }],
  byCategory: [
    { category: 'prevent', due: due({ doneOnTime: 2, doneLate: 1, missed: 2 }), flow: small, flags: noFlags },
    { category: null, due: due({ dropped: 1 }), flow: small, flags: noFlags },
  ],
  dueItems: [
    dueItem(
      '11',
      'PAY-801',
      'Page the ledger team when a settlement file is late',
      'payments',
      '2026-11-10',
      'doneOnTime',
    ),
    dueItem(
      '12',
      'PAY-803',
      'Fail over the card gateway without a deploy',
      'payments',
      '2026-11-10',
      'doneLate',
    ),
    dueItem('13', 'PAY-790', slippingItem.text, 'payments', '2026-11-12', 'moved'),
    dueItem('14', 'SHOP-77', 'Cache headers for resized images', 'storefront', '2026-11-13', 'dropped'),
    dueItem(
      '15',
      'PAY-805',
      'Keep the last good gateway configuration on disk',
      'payments',
      '2026-11-13',
      'doneOnTime',
    ),
    dueItem(
      '16',
      'PAY-806',
      'Show configuration pushes on the checkout dashboard',
      'payments',
      '2026-11-13',
      'doneOnTime',
    ),
    dueItem(
      '17',
      'PLAT-1490',
      'Rehearse a restore of the orders database',
      'platform',
      '2026-11-13',
      'doneOnTime',
    ),
    dueItem(
      '18',
      'PLAT-1482',
      'Alert when the certificate of the proxy has 14 days left',
      'platform',
      '2026-11-13',
      'missed',
    ),
    dueItem('19', null, 'Bound the retry queue of the mailer', 'payments', '2026-11-15', 'missed'),
  ],
};

function dueItem(
  id: string,
  key: string | null,
  text: string,
  team: string,
  baseline: string,
  outcome: CompletionReport['dueItems'][number]['outcome'],
): CompletionReport['dueItems'][number] {
  return { id: `7a4e0c52-6d1b-4a8e-9c2f-0d3b6f1a9e${id}`, key, text, team, baseline, outcome };
}

const gatewayRepeat: RepeatsReport['repeatsInWeek'][number] = {
  incident: 'INC-236',
  title: 'Card payments refused for one provider',
  startedAt: at('2026-11-12T06:41:00Z'),
  repeats: 'INC-198',
  basis: 'same-cause',
  daysSince: 71,
  openItems: [
    {
      id: slippingItem.id,
      key: 'PAY-790',
      text: 'Validate the provider list before it is pushed',
      daysOpen: 64,
      daysOverdue: 9,
    },
  ],
};

export const repeatsReport: RepeatsReport = {
  week: '2026-W46',
  asOf: at('2026-11-15T23:00:00Z'),
  timeZone: 'Europe/Berlin',
  team: null,
  windowDays: 90,
  incidents: 17,
  repeats: 3,
  repeatRate: 3 / 17,
  preventable: 2,
  weeks: ['2026-W34', ...past.map(([week]) => week)].map((week, index) => ({
    week,
    incidents: [1, 2, 0, 1, 1, 2, 1, 0, 2, 3, 1, 1, 2][index] ?? 0,
    repeats: ['2026-W39', '2026-W43', '2026-W46'].includes(week) ? 1 : 0,
    preventable: ['2026-W43', '2026-W46'].includes(week) ? 1 : 0,
  })),
  repeatsInWeek: [gatewayRepeat],
  preventableRepeats: [
    gatewayRepeat,
    {
      incident: 'INC-221',
      title: 'Replica served stale orders',
      startedAt: at('2026-10-21T17:05:00Z'),
      repeats: 'INC-203',
      basis: 'declared',
      daysSince: 33,
      openItems: [
        { id: overdueItem.id, key: 'PLAT-1482', text: overdueItem.text, daysOpen: 22, daysOverdue: 5 },
        {
          id: acceptedItem.id,
          key: null,
          text: 'Write down who may promote a replica',
          daysOpen: 30,
          daysOverdue: null,
        },
      ],
    },
  ],
  fixHeld: { cleared: 8, held: 6, rate: 0.75 },
  verified: { withTest: 11, held: 5, refuted: 1, unverified: 2, waiting: 3 },
  suggestions: [
    {
      incident: 'INC-233',
      repeats: 'INC-219',
      similarity: 0.46,
      because: ['replication', 'lag', 'orders'],
      title: 'Orders appeared twice after a failover',
      repeatsTitle: 'Replication lag hid new orders',
    },
  ],
  decisions: [
    {
      incident: 'INC-233',
      repeats: 'INC-207',
      verdict: 'rejected',
      by: 'Dana Whitfield',
      at: at('2026-11-13T15:20:00Z'),
    },
  ],
};

export const programmeReport: ProgrammeReport = {
  week: '2026-W46',
  asOf: at('2026-11-15T23:00:00Z'),
  timeZone: 'Europe/Berlin',
  team: null,
  qualifying: 9,
  withPostmortem: 7,
  coverage: 7 / 9,
  medianHoursToPublish: 51.5,
  withinLimit: 5 / 9,
  limitHours: 72,
  missing: [
    {
      incident: 'INC-212',
      title: 'Search index served an empty catalogue',
      severity: 'SEV2',
      endedAt: at('2026-09-22T11:30:00Z'),
    },
    {
      incident: 'INC-229',
      title: 'Refunds were paid twice',
      severity: 'SEV1',
      endedAt: at('2026-10-30T19:12:00Z'),
    },
  ],
};

export const agenda: Agenda = {
  date: '2026-11-17',
  team: null,
  sections: [
    {
      title: 'Came back',
      items: [{ ...regressedItem, why: regressedItem.flags[0]?.evidence ?? '', lastDecision: null }],
    },
    {
      title: 'Slipping',
      items: [
        {
          ...slippingItem,
          why: 'INC-236 would have been prevented by it; it was open 64 days then.',
          lastDecision: {
            kind: 'redate',
            at: at('2026-11-11T14:20:00Z'),
            by: 'Dana Whitfield',
            reason: 'waits for the new export format',
          },
        },
      ],
    },
    {
      title: 'Overdue',
      items: [{ ...overdueItem, why: 'Due 6 Nov 2026, overdue for 10 days.', lastDecision: null }],
    },
    { title: 'Ownerless', items: [{ ...ownerlessItem, why: 'Nobody is assigned.', lastDecision: null }] },
  ],
};

const promisedOnce: ItemWithLedger['ledger'] = {
  firstDue: '2026-11-20',
  due: '2026-11-20',
  moves: 0,
  daysPushed: 0,
  movedDays: 0,
  entries: [
    {
      kind: 'promise',
      at: at('2026-11-02T23:00:00Z'),
      by: null,
      origin: 'document',
      from: null,
      to: '2026-11-20',
      days: null,
    },
  ],
};

const pushedTwice: ItemWithLedger['ledger'] = {
  firstDue: '2026-11-05',
  due: '2026-11-26',
  moves: 2,
  daysPushed: 21,
  movedDays: 21,
  entries: [
    {
      kind: 'promise',
      at: at('2026-10-20T07:30:00Z'),
      by: null,
      origin: 'document',
      from: null,
      to: '2026-11-05',
      days: null,
    },
    {
      kind: 'push',
      at: at('2026-11-04T16:05:00Z'),
      by: 'Priya Nair',
      origin: 'tracker',
      from: '2026-11-05',
      to: '2026-11-12',
      days: 7,
    },
    {
      kind: 'removal',
      at: at('2026-11-10T08:00:00Z'),
      by: 'Tomás Oliveira',
      origin: 'tracker',
      from: '2026-11-12',
      to: null,
      days: null,
    },
    {
      kind: 'push',
      at: at('2026-11-11T14:20:00Z'),
      by: 'Dana Whitfield',
      origin: 'tracker',
      from: '2026-11-12',
      to: '2026-11-26',
      days: 14,
    },
  ],
};

const pushedDays = [0, 12, 0, 31, 7, 9, 45, 0, 14, 28, 21, 14];
const weeksOf = (share: number): SlipsReport['weeks'] =>
  pushedDays.map((days, index) => ({
    week: past[index]?.[0] ?? '',
    pushes: Math.ceil((days * share) / 10),
    days: Math.round(days * share),
  }));

export const slipsReport: SlipsReport = {
  week: '2026-W46',
  from: at('2026-11-08T23:00:00Z'),
  to: at('2026-11-15T23:00:00Z'),
  asOf: at('2026-11-15T23:00:00Z'),
  timeZone: 'Europe/Berlin',
  team: null,
  pushes: 1,
  days: 14,
  weeks: weeksOf(1),
  byTeam: [
    { team: 'payments', pushes: 1, days: 14, weeks: weeksOf(0.75) },
    { team: 'platform', pushes: 0, days: 0, weeks: weeksOf(0.25) },
  ],
  byService: [{ service: 'ledger', pushes: 1, days: 14, weeks: weeksOf(0.75) }],
  pushesInWeek: [
    {
      id: slippingItem.id,
      key: 'PAY-790',
      text: slippingItem.text,
      team: 'payments',
      services: ['ledger', 'reporting'],
      at: at('2026-11-11T14:20:00Z'),
      by: 'Dana Whitfield',
      origin: 'tracker',
      from: '2026-11-12',
      to: '2026-11-26',
      days: 14,
    },
  ],
};

export const postmortemView: PostmortemView = {
  id: quietItem.postmortem,
  title: 'Checkout refused cards after a configuration push',
  source: 'docs/postmortems/2026-11-02-checkout.md',
  publishedAt: at('2026-11-02T23:00:00Z'),
  authors: ['Priya Nair', 'Tomás Oliveira'],
  summary:
    'A currency code that the card gateway does not know reached its configuration. For 49 minutes one in three payments was refused.',
  incident: {
    id: 'INC-231',
    severity: 'SEV1',
    services: ['checkout', 'ledger'],
    causes: ['config-push'],
    startedAt: at('2026-11-02T09:12:00Z'),
    endedAt: at('2026-11-02T10:01:00Z'),
    repeats: 'INC-198',
  },
  items: [
    {
      row: { ...quietItem, ledger: promisedOnce },
      line: 41,
      problems: [],
      drift: ['The document says due 20 Nov 2026, the tracker 27 Nov 2026.'],
    },
    {
      row: { ...slippingItem, ledger: pushedTwice },
      line: 42,
      problems: [
        {
          rule: 'vague',
          message: 'The text does not say how one can tell that it is done.',
          suggestion: 'An export of an unreconciled day ends with an error that names the day.',
        },
      ],
      drift: [],
    },
  ],
  problems: [
    {
      line: 48,
      message: 'The due date “mid November” is no day.',
      hint: 'Write a day such as 2026-11-20.',
    },
  ],
};

export const queueView: QueueView = {
  folders: [
    {
      folder: './postmortems',
      readAt: new Date('2026-11-20T10:50:00Z'),
      documents: 42,
      changed: 1,
      gone: ['postmortems/2024-old.md'],
      problems: [
        {
          source: null,
          line: null,
          what: 'The checkout could not be pulled: fatal: unable to access the remote.',
        },
        {
          source: 'postmortems/2026-11-cards.md',
          line: 14,
          what: 'The due date "soon" is no day. Write it like 2026-11-30.',
        },
      ],
    },
  ],
  writes: [
    {
      id: 'w1',
      itemId: ownerlessItem.id,
      trackerId: 'jira-main',
      kind: 'create',
      state: 'refused',
      what: 'SHOP: “Improve monitoring of the image resizer”',
      attempts: 1,
      since: at('2026-11-17T07:40:00Z'),
      until: at('2026-11-17T07:40:00Z'),
      reason: "customfield_10042: Field 'customfield_10042' is required.",
    },
    {
      id: 'w2',
      itemId: overdueItem.id,
      trackerId: 'jira-main',
      kind: 'create',
      state: 'unknown',
      what: 'PLAT: “Rehearse a restore of the orders database”',
      attempts: 1,
      since: at('2026-11-17T08:01:00Z'),
      until: at('2026-11-17T08:07:00Z'),
      reason: 'No answer within 15 s.',
    },
    {
      id: 'w3',
      itemId: slippingItem.id,
      trackerId: 'linear-main',
      kind: 'update',
      state: 'queued',
      what: 'PAY-790: due 2026-11-26',
      attempts: 2,
      since: at('2026-11-17T07:58:00Z'),
      until: at('2026-11-17T08:21:00Z'),
      reason: 'Rate limit exceeded. Only 1500 requests are allowed per 1 hour.',
    },
    {
      id: 'w4',
      itemId: quietItem.id,
      trackerId: 'linear-main',
      kind: 'adopt',
      state: 'queued',
      what: 'PAY-812: “Reject unknown currency codes in the gateway configuration”',
      attempts: 0,
      since: at('2026-11-17T08:03:30Z'),
      until: at('2026-11-17T08:03:30Z'),
      reason: null,
    },
  ],
  sweeps: [
    {
      trackerId: 'linear-main',
      kind: 'linear',
      sweptAt: at('2026-11-17T08:00:04Z'),
      fullSweptAt: at('2026-11-17T02:00:31Z'),
      webhooks: { state: 'arriving', lastAt: at('2026-11-17T09:12:00Z') },
      error: null,
      errorAt: null,
      limits: {
        pauses: [
          { scope: null, until: at('2026-11-17T08:21:00Z'), reason: 'the hourly requests are used up' },
          {
            scope: 'issueCreate',
            until: at('2026-11-17T08:30:00Z'),
            reason: 'the requests for issueCreate are used up',
          },
        ],
        left: { remaining: 12, of: 2500 },
      },
    },
    {
      trackerId: 'jira-main',
      kind: 'jira-cloud',
      sweptAt: at('2026-11-17T07:50:02Z'),
      fullSweptAt: null,
      webhooks: { state: 'silent', lastAt: null },
      error: 'jira-main did not accept the token. Make a new one and set JIRA_API_TOKEN.',
      errorAt: at('2026-11-17T08:00:03Z'),
      limits: { pauses: [], left: null },
    },
  ],
};

export const digestData: DigestData = {
  organisation: 'Acme',
  baseUrl: 'https://followthrough.acme.example',
  timeZone: 'Europe/Berlin',
  computedAt: at('2026-11-16T07:00:00Z'),
  scope: 'all teams',
  team: null,
  completion: completionReport,
  repeats: repeatsReport,
  slipping: [slippingItem],
  overdue: [overdueItem],
  ownerless: [ownerlessItem],
};

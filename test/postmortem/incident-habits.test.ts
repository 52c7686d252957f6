import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PostmortemDocument } from '../../src/postmortem/document.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

function read(name: string): PostmortemDocument[] {
  return readPostmortems(name, readFileSync(new URL(`../fixtures/habits/${name}`, import.meta.url), 'utf8'));
}

/** File, what it states, the parts of the story it tells, and how many action items it has. */
const habits: readonly (readonly [string, object, readonly string[], number])[] = [
  [
    'english-table.md',
    {
      title: 'Incident Review: Checkout latency',
      draft: false,
      incident: {
        id: 'INC-2041',
        severity: 'SEV-2',
        startedAt: '2026-03-04T14:05:00Z',
        endedAt: '2026-03-04T15:40:00Z',
        services: ['checkout-api', 'payments'],
      },
    },
    ['impact', 'rootCause', 'wentWell', 'wentWrong'],
    2,
  ],
  [
    'correction-of-error.md',
    {
      title: 'Correction of Error: Lambda throttling',
      incident: {
        severity: '2',
        startedAt: '2025-06-13T08:00:00-05:00',
        endedAt: '2025-06-13T10:30:00-05:00',
        services: ['order-intake', 'fulfilment'],
      },
    },
    ['impact', 'rootCause', 'lessons'],
    1,
  ],
  [
    'german.md',
    { title: 'Mail queue stuck', incident: { id: '8812', severity: 'Medium', startedAt: '2026-02-03' } },
    ['impact', 'rootCause', 'wentWell'],
    1,
  ],
  [
    'spanish.md',
    {
      incident: {
        severity: 'Alta',
        startedAt: '2026-01-14T10:20:00+01:00',
        services: ['portal', 'autenticación'],
      },
    },
    ['impact', 'rootCause', 'lessons'],
    1,
  ],
  [
    'french.md',
    { incident: { severity: 'Majeure', startedAt: '2026-03-12', services: ['paiement'] } },
    ['rootCause', 'wentWell'],
    1,
  ],
  [
    'japanese.md',
    {
      incident: {
        severity: '高',
        startedAt: '2026-04-09T14:20:00+09:00',
        endedAt: '2026-04-09T15:05:00+09:00',
      },
    },
    ['rootCause'],
    1,
  ],
  [
    'norwegian.md',
    { incident: { severity: 'Høy', startedAt: '2026-03-07T08:15:00+01:00', services: ['innlogging'] } },
    ['impact', 'rootCause', 'wentWell'],
    1,
  ],
  [
    '2025-11-20-blog-post.md',
    {
      title: 'What happened on November 18',
      publishedAt: '2025-11-20T09:00:00Z',
      incident: { startedAt: '2025-11-18' },
    },
    [],
    1,
  ],
  [
    'row-of-values.md',
    { draft: true, incident: { severity: 'Critical', startedAt: '2026-02-11' } },
    ['detection', 'resolution'],
    1,
  ],
  [
    'plain-text.txt',
    { title: 'Warehouse printers offline', incident: { severity: 'S3', startedAt: '2026-04-02' } },
    ['rootCause'],
    2,
  ],
  [
    'restructured.rst',
    {
      title: 'Postmortem: object store',
      draft: false,
      timeline: [
        { line: 21, at: '10:02', text: 'Writes refused' },
        { line: 22, at: '10:22' },
      ],
      incident: { severity: 'SEV-3', startedAt: '2026-01-08' },
    },
    ['rootCause'],
    2,
  ],
  [
    'asciidoc.adoc',
    {
      title: 'Incident: cache stampede',
      timeline: [
        { line: 9, at: '10:00', text: 'deploy' },
        { line: 10, at: '10:04' },
      ],
      incident: { severity: 'SEV2', startedAt: '2026-06-01' },
    },
    [],
    2,
  ],
  [
    'jira-notation',
    { title: 'PIR: login storm', incident: { severity: 'P2', startedAt: '2026-07-02T06:10:00Z' } },
    [],
    2,
  ],
  ['two-in-one.md', { title: '2026-01-03 Queue stuck', incident: { startedAt: '2026-01-03' } }, [], 1],
  [
    'labels-only.md',
    {
      title: 'RCA - Billing job failure',
      incident: {
        severity: 'P2',
        startedAt: '2026-03-01T23:10:00+01:00',
        endedAt: '2026-03-02T01:40:00+01:00',
        repeats: 'INC-100',
        causes: ['config-change'],
      },
    },
    [],
    1,
  ],
  [
    'notion-markdown.md',
    {
      title: 'Login codes late',
      draft: true,
      incident: { severity: 'High', startedAt: '2026-06-03T07:40:00+02:00', services: ['login', 'sms'] },
    },
    [],
    2,
  ],
  [
    'incident-handbook.md',
    { incident: { severity: 'SEV2', startedAt: '2026-05-08' } },
    ['impact', 'detection', 'rootCause', 'lessons'],
    2,
  ],
  [
    'day-first.md',
    { title: '05/02/2026 Network outage', incident: { startedAt: '2026-02-05', endedAt: '2026-02-13' } },
    [],
    1,
  ],
  [
    'chinese.md',
    {
      incident: {
        severity: 'P1',
        startedAt: '2026-03-08T10:00:00+08:00',
        endedAt: '2026-03-08T10:45:00+08:00',
      },
    },
    ['rootCause'],
    1,
  ],
  [
    'pairs-on-a-line.md',
    { draft: false, incident: { id: 'INC-3312', severity: 'SEV3', startedAt: '2026-07-03' } },
    [],
    1,
  ],
  [
    'broken-head.md',
    { title: 'The till was closed', incident: { severity: 'P3', startedAt: '2026-05-14' } },
    [],
    1,
  ],
  [
    'blog-export.md',
    {
      title: 'Gallery downtime – what happened',
      publishedAt: '2026-03-14',
      incident: { startedAt: '2026-03-09' },
    },
    [],
    1,
  ],
  [
    'underlined.md',
    {
      incident: {
        id: 'Incident 4471',
        severity: 'Sev-1',
        startedAt: '2026-01-28',
        endedAt: '2026-01-30',
        services: ['Kafka'],
      },
    },
    [],
    1,
  ],
  [
    'portuguese.md',
    { incident: { severity: 'Crítica', startedAt: '2026-05-05', services: ['fila', 'e-mail'] } },
    ['rootCause'],
    1,
  ],
  [
    'pairs-in-a-row.md',
    {
      publishedAt: '2026-03-09',
      incident: { id: 'INC-77', severity: 'SEV3', startedAt: '2026-03-01T10:00:00Z', services: ['ledger'] },
    },
    [],
    1,
  ],
];

describe('what a document says of its incident', () => {
  it.each(habits)('is understood in %s', (name, facts, story, items) => {
    const [document] = read(name);

    expect(document).toMatchObject(facts);
    expect(Object.keys(document?.sections ?? {})).toEqual(expect.arrayContaining([...story]));
    expect(document?.actionItems).toHaveLength(items);
  });
});

it('takes a file with several postmortems apart, each with its own facts and items', () => {
  expect(
    read('two-in-one.md').map(({ title, incident, actionItems }) => [
      title,
      incident.startedAt,
      actionItems.map(({ line }) => line),
    ]),
  ).toEqual([
    ['2026-01-03 Queue stuck', '2026-01-03', [10]],
    ['2026-02-05 Mail late', '2026-02-05', [18, 19]],
  ]);
});

function withTimes(time: string): string {
  return `# Outage\n\n**Started:** ${time}\n\n## Timeline (all times CET)\n\n- 09:30 add the second node\n- 10:00 fix the index\n`;
}

describe('a timeline', () => {
  it('is kept with its times and never taken for action items', () => {
    const [document] = readPostmortems('a.md', withTimes('2026-01-19'));

    expect(document?.actionItems).toEqual([]);
    expect(document?.timeline).toEqual([
      { line: 7, at: '09:30', text: 'add the second node' },
      { line: 8, at: '10:00', text: 'fix the index' },
    ]);
  });

  it.each([
    ['2026-01-19 09:30', '2026-01-19T09:30:00+01:00'],
    ['2026-01-19 09:30 UTC', '2026-01-19T09:30:00Z'],
    ['2026-01-19', '2026-01-19'],
  ])('says in which zone a time without one is (%s)', (time, startedAt) => {
    expect(readPostmortems('a.md', withTimes(time))[0]?.incident.startedAt).toBe(startedAt);
  });
});

describe('the day of the incident', () => {
  it.each([
    ['yesterday', 'Yesterday uploads failed.', '2026-02-10'],
    ['a day without its year', 'On February 9th uploads failed.', '2026-02-09'],
    ['a full date', 'On 8 February 2026 uploads failed.', '2026-02-08'],
    ['this morning', 'This morning uploads failed.', '2026-02-11'],
    ['a date long before', 'The code was written on 3 March 2019.', '2026-02-11'],
    [
      'a date in an address',
      'See [the release](/2026/01/31/release.html), where uploads failed.',
      '2026-02-11',
    ],
  ])('is read from %s in a post that only its file dates', (_, opening, day) => {
    const [document] = readPostmortems('posts/2026-02-11-uploads.md', `# Uploads failed\n\n${opening}\n`);

    expect(document?.incident.startedAt).toBe(day);
  });
});

it.each([
  ['Severity: SEV1/SEV2/SEV3', null],
  ['Severity: 🔴 Critical (all users)', 'Critical'],
  ['Severity: SEV-2 — checkout only', 'SEV-2'],
  ['Severity: ~"severity::2"', '2'],
  ['Severity: TBD', null],
  ['Priority: P1', 'P1'],
  ['We declared a SEV2 at ten.', 'SEV2'],
  ['It began as SEV3 and became SEV1.', null],
])('takes from “%s” the severity %s', (line, severity) => {
  expect(readPostmortems('a.md', `# Queue stuck\n\n${line}\n`)[0]?.incident.severity).toBe(severity);
});

import { describe, expect, it } from 'vitest';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { readFixture } from './read-fixture.ts';

const exports: readonly (readonly [string, string, object, readonly object[]])[] = [
  [
    'Confluence stores it',
    'confluence-storage.html',
    {
      title: 'Post-incident review: invoices went out twice',
      incident: {
        id: 'INC-4411',
        severity: 'SEV-2',
        startedAt: '2026-09-14',
        services: ['Invoices', 'Ledger'],
      },
      sections: { rootCause: { line: 16, text: 'The job had no key that made a second run harmless…' } },
      timeline: [{ at: '02:00', text: '@557058:aa is paged' }, { at: '02:40' }],
    },
    [
      {
        line: 22,
        text: 'Give every invoice run a key of its own',
        owner: '@557058:bb',
        due: '2026-10-02',
        done: false,
      },
      { line: 23, text: 'Stop the retry of the nightly job', done: true, links: ['BILL-77'] },
      { line: 24, text: 'Link the Invoice runbook from the alarm', owner: null, due: null },
    ],
  ],
  [
    'Confluence exports it',
    'confluence-view.html',
    {
      title: 'Search results were empty',
      incident: { severity: 'SEV1', startedAt: '2026-08-11' },
      sections: { impact: { line: 13, text: 'Every search answered with nothing for 38 minutes.' } },
    },
    [
      {
        line: 16,
        text: 'Refuse an index without documents',
        owner: 'Rei Sato',
        due: '2026-09-01',
        done: false,
      },
      { line: 17, owner: null, done: true, links: ['https://jira.example/browse/SRCH-9'] },
      { line: 20, text: 'Write down how an index is rolled back', owner: 'Kofi Mensah', done: false },
      { line: 20, text: 'Tell support what happened', due: '2026-08-13', done: true },
    ],
  ],
  [
    'Google Docs exports it',
    'google-docs.html',
    {
      title: 'Postmortem: exports stopped on weekends',
      incident: { severity: 'Sev 3', startedAt: '2026-07-18' },
      authors: ['Ines Prado'],
    },
    [
      {
        text: 'Let the cleaner skip files in use',
        owner: 'ines@acme.example',
        section: 'Action items > Prevention',
        category: 'prevent',
      },
      { text: 'Start the cleaner on Mondays', done: true },
      {
        text: 'Alarm on exports older than a day',
        links: ['https://linear.app/acme/issue/EXP-31'],
        category: 'detect',
      },
      { text: 'Show the age of the oldest export on the dashboard', owner: 'Bo Lind', due: '2026-08-07' },
    ],
  ],
  [
    'Notion exports it',
    'notion.html',
    {
      title: 'Login codes arrived late',
      incident: { severity: 'SEV2', startedAt: '2026-06-03T07:40:00Z', services: ['login', 'sms-gateway'] },
      authors: ['Mira Osei'],
      timeline: [{ at: '07:40', text: 'first complaint' }, { at: '09:35' }],
    },
    [
      { text: 'Send codes through two providers', owner: 'Mira Osei', due: '2026-06-30', done: false },
      { text: 'Raise the limit with the first provider', owner: null, done: true },
    ],
  ],
  [
    'GitLab renders it',
    'gitlab.html',
    { title: '2026-05-19: Package registry read-only', incident: { severity: '2', startedAt: '2026-05-19' } },
    [
      {
        line: 5,
        text: 'Alarm on a read-only registry',
        owner: '@jo',
        done: false,
        links: ['https://gitlab.example/infra/registry/-/issues/18'],
      },
      { line: 6, text: 'Grow the volume', done: true },
    ],
  ],
  [
    'Jira renders it',
    'jira.html',
    { incident: { startedAt: '2026-04-02' } },
    [
      {
        line: 12,
        text: 'Keep a spare print server warm',
        owner: 'Tove Berg',
        links: ['https://jira.example/browse/WH-5'],
      },
      { line: 17, text: 'Restart the server', owner: 'Ole', done: true },
    ],
  ],
];

describe('a postmortem as HTML', () => {
  it.each(exports)('is understood as %s', (_, file, facts, items) => {
    const document = readFixture(file);

    expect(document).toMatchObject(facts);
    expect(document.actionItems).toMatchObject(items);
  });

  it('is known by its content where it has no name', () => {
    const [document] = readPostmortems(
      '-',
      '<h1>Queue stuck</h1>\n<p>On 2026-03-04 it stood still.</p>\n<h2>Action items</h2>\n<ul><li>Drain it nightly</li></ul>',
    );

    expect(document).toMatchObject({
      title: 'Queue stuck',
      incident: { startedAt: '2026-03-04' },
      actionItems: [{ line: 4, text: 'Drain it nightly' }],
    });
  });

  it('takes title, day of publication and author from the head where the text has none', () => {
    const [document] = readPostmortems(
      'page.html',
      `<html><head><title>Outage of the ticket shop | Acme Engineering</title>
<meta property="article:published_time" content="2026-02-11T08:00:00+01:00"><meta name="author" content="Jo March"></head>
<body><div class="site-nav"><ul><li>Action items</li></ul></div><main>
<p>Yesterday nobody could buy a ticket for ${'a very long while, '.repeat(12)}until noon.</p></main></body></html>`,
    );

    expect(document).toMatchObject({
      title: 'Outage of the ticket shop',
      publishedAt: '2026-02-11T08:00:00+01:00',
      authors: ['Jo March'],
      incident: { startedAt: '2026-02-10' },
      actionItems: [],
    });
  });

  it('repeats a cell that covers several rows, and takes a table that only lays out the page for none', () => {
    const [document] = readPostmortems(
      'a.html',
      `<table><tr><td><h1>Queue stuck</h1><h2>Action items</h2>
<table><tr><th>Action</th><th>Owner</th></tr><tr><td>Drain it nightly</td><td rowspan=2>Hale</td></tr>
<tr><td>Alarm on its age</td></tr></table></td></tr></table>`,
    );

    expect(document?.actionItems).toMatchObject([
      { line: 2, text: 'Drain it nightly', owner: 'Hale' },
      { line: 3, text: 'Alarm on its age', owner: 'Hale' },
    ]);
  });

  it.each([
    [
      'first words',
      '<li><a class="user-mention">Priya Nair</a> to add an alarm on age</li>',
      'Priya Nair',
      'add an alarm on age',
    ],
    [
      'last words',
      '<li>Add an alarm on age (<a class="user-mention">Priya Nair</a>)</li>',
      'Priya Nair',
      'Add an alarm on age',
    ],
    [
      'words within',
      '<li>Ask <a class="user-mention">Priya Nair</a> for an alarm on age</li>',
      null,
      'Ask Priya Nair for an alarm on age',
    ],
  ])('takes a person for the owner in its %s only', (_, item, owner, text) => {
    const [document] = readPostmortems('a.html', `<h2>Action items</h2><ul>${item}</ul>`);

    expect(document?.actionItems).toMatchObject([{ owner, text }]);
  });
});

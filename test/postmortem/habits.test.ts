import { describe, expect, it } from 'vitest';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { readFixture, readFixtures, textsOf } from './read-fixture.ts';

describe('the habits of other templates', () => {
  it('reads a Norwegian table whose state stands in the reference column', () => {
    const document = readFixture('sre-norwegian.md');

    expect(document).toMatchObject({ incident: { startedAt: '2021-03-07' }, authors: ['Kari Moe'] });
    expect(document.title).toBe('07.03.2021 - Innsending av meldekort var nede');
    expect(
      document.actionItems.map(({ owner, done, category, links }) => ({ owner, done, category, links })),
    ).toEqual([
      { owner: '@karimoe', done: true, category: 'prevent', links: [] },
      {
        owner: 'Team meldekort',
        done: false,
        category: null,
        links: ['https://github.com/example/meldekort/issues/71'],
      },
      { owner: null, done: false, category: null, links: [] },
      { owner: 'Ola Berg', done: true, category: null, links: ['https://example.no/commit/9'] },
    ]);
  });

  it('reads a Japanese table and not the timeline beside it', () => {
    const document = readFixture('japanese-table.md');

    expect(document.incident).toMatchObject({ startedAt: '2026-04-09', severity: '高' });
    expect(document.actionItems).toMatchObject([
      { owner: '佐藤', due: '2026-04-30', done: false, category: 'prevent' },
      { owner: '開発担当者', due: '2026-05-15', done: true },
    ]);
  });

  it('finds items under a bold label in a list, and strips the ticket off their words', () => {
    const document = readFixture('bold-labels.html.md.erb');

    expect(textsOf(document)).toEqual([
      'Add a disk alarm to the log nodes',
      'Rotate shipper buffers by size.',
      "Pin the shipper's version",
      'Agree who watches the low-priority channel on weekends',
    ]);
    expect(document.actionItems[1]?.links).toEqual(['https://github.com/example/platform/issues/902']);
    expect(document.actionItems[2]?.done).toBe(true);
    expect(document.incident.startedAt).toBe('2023-04-02');
  });

  it('takes numbered headings for items, with their owner and kind', () => {
    expect(readFixture('headings-and-groups.md').actionItems).toMatchObject([
      { line: 9, text: 'Alarm on queue age', owner: '@runa', category: 'detect' },
      { line: 13, text: 'Second relay', done: false },
      { line: 17, text: 'Postmortem documented', owner: '@hale' },
    ]);
  });

  it('takes “Detection” among action items for a group of them, not for a part of the story', () => {
    const text = '# Outage\n\n## Action items\n\n### Detection\n\n- Alert on queue depth above 1000\n';

    const [document] = readPostmortems('outage.md', text);

    expect(document?.actionItems).toMatchObject([{ line: 7, category: 'detect' }]);
  });

  it('takes groups for groups, and nested promises for items of their own', () => {
    const document = readFixture('grouped.md');

    expect(document.actionItems.map(({ text, done, section }) => [text, done, section])).toEqual([
      ['Let two people approve quota changes', false, 'Action items > Process improvements'],
      ['Raise the quota to 40 nodes', true, 'Action items > Short term > Done'],
      ['Make sure that stuck builds end', false, 'Action items > Short term'],
      ['Kill builds after 60 minutes', false, 'Action items > Short term'],
      ['Show the age of each build on the dashboard', false, 'Action items > Short term'],
      ['Tell users what "queued" means', false, 'Action items > Short term'],
    ]);
    expect(document.actionItems[0]).toMatchObject({
      category: 'process',
      links: ['https://github.com/example/builds/issues/12'],
    });
  });

  it('takes the first promising sentence of prose under a heading that names measures', () => {
    const document = readFixture('prose.md');

    expect(document.actionItems).toMatchObject([
      { line: 9, text: expect.stringMatching(/^Going forward the web team/) },
    ]);
    expect(document.incident.startedAt).toBe('2021-05-26');
  });

  it('leaves out what was done at once, and lessons', () => {
    expect(readFixture('weak-headings.md').actionItems).toMatchObject([
      { text: 'Put a lock around cache fills', owner: null },
      { text: 'Jitter: Spread the expiry of hot keys.', owner: '@mio' },
    ]);
  });

  it('does not count measures again that the document repeats elsewhere', () => {
    expect(readFixture('repeated-measures.md').actionItems).toMatchObject([
      { text: 'Ignore plan files', done: true, due: null },
      { text: 'Scan commits for keys', done: false, due: '2025-12-05' },
    ]);
  });

  it('knows a table of action items by its header alone', () => {
    const document = readFixture('table-only.md');

    expect(document.actionItems).toMatchObject([
      {
        text: 'Alarm on a degraded array',
        owner: 'lee',
        done: true,
        links: ['https://linear.app/example/issue/BLOB-7'],
      },
      { text: 'Spread replicas over racks', owner: null, category: 'mitigate', links: [] },
    ]);
    expect(document.incident).toMatchObject({
      severity: 'High',
      services: ['blobs', 'thumbnails'],
      startedAt: '2026-03-03',
    });
  });

  it('reads an HTML fragment with front matter', () => {
    expect(readFixture('fragment.html').actionItems).toMatchObject([
      {
        line: 13,
        text: 'run data migrations on a copy of production first',
        links: ['https://github.com/example/app/issues/8'],
      },
      { line: 17, text: 'add a [migration] label to pull requests' },
    ]);
  });

  it('reads each incident of a log as a postmortem of its own', () => {
    const documents = readFixtures('incident-log.md');

    expect(
      documents.map(({ title, incident, actionItems }) => [
        title,
        incident.startedAt,
        incident.severity,
        actionItems.length,
      ]),
    ).toEqual([
      ['Incident on 2024-09-20 - Routes lost', '2024-09-20', 'SEV2', 1],
      ['Incident on 2024-07-25', '2024-07-25', null, 2],
      ['Incident on 2024-04-15 - Metrics missing', '2024-04-15', null, 0],
    ]);
  });
});

it.each([
  ['n/a **DONE**', true],
  ['Bug 7310442 **TODO**', false],
  ['✅ Done (PR #12)', true],
  ['Open – deferred', false],
  ['[Utført](https://example.no/commit/1)', true],
  ['', false],
])('understands the state “%s” in a column of tickets', (cell, done) => {
  const [document] = readPostmortems(
    'a.md',
    `# A\n\n## Action items\n\n| Action item | Bug |\n|-|-|\n| Add an alarm | ${cell} |\n`,
  );

  expect(document?.actionItems).toMatchObject([{ text: 'Add an alarm', done }]);
});

it('leaves out navigation and the anchors behind headings of an HTML page', () => {
  const page = `<!DOCTYPE html><html><body><nav><h2>Action items</h2><ul><li>Home page</li></ul></nav><main>
<h1>2017-05-09: Hub down<a class="headerlink" href="#x">#</a></h1>
<h2>Action items<a class="headerlink" href="#a">#</a></h2>
<ol><li><p>Write a runbook (<a href="https://github.com/a/b/issues/3">issue</a>)</p></li></ol></main></body></html>`;
  const [document] = readPostmortems('a.html', page);

  expect(document?.title).toBe('2017-05-09: Hub down');
  expect(document?.actionItems).toMatchObject([
    { line: 4, text: 'Write a runbook', section: 'Action items', links: ['https://github.com/a/b/issues/3'] },
  ]);
});

describe('a document without action items', () => {
  it('says what was looked for and which headings were seen on which lines', () => {
    const document = readFixture('runbook.md');

    expect(document.actionItems).toEqual([]);
    expect(document.problems).toHaveLength(1);
    expect(document.problems[0]?.message).toContain('“Recreate the cluster” (line 8)');
    expect(document.problems[0]?.hint).toContain('Action items');
  });

  it.each([
    ['an empty text', ''],
    ['nothing but white space', ' \n\n\t'],
    ['a text without headings', 'All was well.'],
  ])('has a problem on line 1 for %s', (_, text) => {
    const [document] = readPostmortems('note.md', text);

    expect(document?.actionItems).toEqual([]);
    expect(document?.problems).toMatchObject([{ line: 1 }]);
    expect(document?.title).toBe('Note');
  });

  it.each(['template.md', 'docs/postmortem-template.md', 'TEMPLATE.md', 'incident_report_template.md'])(
    'takes nothing from the form %s',
    (source) => {
      const [document] = readPostmortems(source, '# Title\n\n## Action items\n\n- Add an alarm\n');

      expect(document?.actionItems).toEqual([]);
      expect(document?.problems[0]?.message).toContain('template');
    },
  );

  it('does read a postmortem about templates', () => {
    const [document] = readPostmortems(
      '2026-01-02-template-rendering-outage.md',
      '# A\n\n## Action items\n\n- Add an alarm\n',
    );

    expect(document?.actionItems).toHaveLength(1);
  });
});

it('counts lines alike whatever the line ends', () => {
  const text = '---\ntitle: A\n---\n\n# A\n\n## Action items\n\n- one alarm\n- two alarms\n';
  const [unix] = readPostmortems('a.md', text);
  const [dos] = readPostmortems('a.md', `\uFEFF${text.replaceAll('\n', '\r\n')}`);

  expect(unix?.actionItems.map((item) => item.line)).toEqual([9, 10]);
  expect(dos).toEqual(unix);
});

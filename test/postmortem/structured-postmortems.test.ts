import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostmortemDocument } from '../../src/postmortem/document.ts';
import { locatedJson } from '../../src/postmortem/located-json.ts';
import type { Located } from '../../src/postmortem/located-value.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { readFixture } from './read-fixture.ts';
import { anyText } from '../support/any-text.ts';

const json = `[
  {
    "title": "Checkout refused cards",
    "incident": {
      "id": "INC-231", "severity": "SEV1", "startedAt": "2026-11-02T09:12:00Z",
      "services": ["checkout"], "causes": ["config-push"], "repeats": null
    },
    "publishedAt": "2026-11-03",
    "rootCause": "One currency was unknown to the gateway.",
    "timeline": [{ "time": "09:12 UTC", "event": "First card refused" }],
    "actionItems": [
      { "text": "Reject unknown currency codes", "owner": { "name": "Priya", "email": "priya@acme.example" },
        "due": "2026-11-20", "priority": "P1", "category": "prevent", "links": ["PAY-812"], "done": false },
      "Write the runbook (Owner: Sam)"
    ]
  },
  { "title": "Queue stuck", "incident": "INC-7", "severity": "sev2", "actions": [{ "title": "Drain it nightly", "status": "done" }] }
]`;

describe('JSON for programs', () => {
  it('may hold several postmortems, each item with its line', () => {
    const [first, second] = readPostmortems('a.json', json);

    expect(first).toMatchObject({
      title: 'Checkout refused cards',
      incident: {
        id: 'INC-231',
        severity: 'SEV1',
        startedAt: '2026-11-02T09:12:00Z',
        services: ['checkout'],
        causes: ['config-push'],
      },
      publishedAt: '2026-11-03',
      sections: { rootCause: { line: 9, text: 'One currency was unknown to the gateway.' } },
      timeline: [{ line: 10, at: '09:12 UTC', text: 'First card refused' }],
      problems: [],
    });
    expect(first?.actionItems).toMatchObject([
      {
        line: 12,
        owner: 'priya@acme.example',
        due: '2026-11-20',
        priority: 'high',
        category: 'prevent',
        links: ['PAY-812'],
        done: false,
      },
      { line: 14, text: 'Write the runbook', owner: 'Sam' },
    ]);
    expect(second).toMatchObject({
      title: 'Queue stuck',
      incident: { id: 'INC-7', severity: 'sev2' },
      actionItems: [{ line: 17, text: 'Drain it nightly', done: true }],
    });
  });

  it.each([
    [
      'an unknown key',
      '{"title": "A",\n"servces": ["x"],\n"actionItems": ["Fix b"]}',
      2,
      'servces: there is no such key',
      'Did you mean "services"?',
    ],
    [
      'a wrong type',
      '{"title": "A", "actionItems": [{\n"text": "Fix b",\n"due": true}]}',
      3,
      'actionItems[0].due: expected a text, found true or false',
      '',
    ],
    [
      'an object for a list',
      '{"title": "A",\n"actionItems": {"text": "Fix b"}}',
      2,
      'actionItems: expected a list, found an object',
      '',
    ],
    ['no title', '\n{"actionItems": ["Fix b"]}', 2, 'has no title', '"title"'],
    [
      'an impossible day',
      '{"title": "A",\n"publishedAt": "2026-02-30", "actionItems": ["Fix b"]}',
      2,
      '“2026-02-30” is no day',
      '',
    ],
    ['a missing comma', '{"title": "A"\n"actionItems": []}', 2, 'at line 2, column 1', 'JSON formatter'],
    ['a text without end', '{"title": "A', 1, 'a text is never closed', ''],
    [
      'nothing of a postmortem',
      '{"name": "x", "scripts": {}, "files": 3}',
      1,
      'not a postmortem',
      'actionItems',
    ],
    ['an empty list', '[]', 1, 'holds no postmortem', ''],
    ['no action items', '{"title": "A",\n"actionItems": []}', 2, 'holds no action items', ''],
  ])('says of %s on which line it is and what to do', (_, text, line, message, hint) => {
    const problems = readPostmortems('a.json', text).flatMap((document) => document.problems);

    expect(problems).toContainEqual({
      line,
      message: expect.stringContaining(message),
      hint: expect.stringContaining(hint),
    });
  });

  it('is known by its content where it has no name', () => {
    expect(readPostmortems('-', json).map(({ title }) => title)).toEqual([
      'Checkout refused cards',
      'Queue stuck',
    ]);
    expect(readPostmortems('-', '[Outage] of the queue\n').map(({ title }) => title)).toEqual([
      'Untitled postmortem',
    ]);
  });

  it('takes back what it printed', () => {
    for (const name of ['native-table.md', 'japanese-table.md', 'bold-labels.html.md.erb', 'grouped.md']) {
      const { source, problems, ...printed } = readFixture(name);
      const [again] = readPostmortems('again.json', JSON.stringify({ source, problems, ...printed }));

      expect(withoutLines(again)).toEqual(withoutLines({ source: 'again.json', problems: [], ...printed }));
    }
  });

  it('has the values that JSON.parse finds, whatever they are', () => {
    assert(
      property(jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        const read = locatedJson(text);

        expect('values' in read && read.values.map(plainValue)).toEqual([JSON.parse(text)]);
      }),
    );
  });

  it('is refused with a line or read, whatever the text', () => {
    assert(
      property(anyText(), (text) => {
        const read = locatedJson(`{"a":${text}`);

        const line = 'problem' in read ? read.problem.line : 1;
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
  });
});

const yaml = `title: Queue stuck
incident: INC-7
severity: sev2
services: [queue, mailer]
started: 2026-11-02 09:12 UTC
action_items:
  - text: Drain the queue nightly
    owner: "@hale"
    due: 2026-11-30
  - Tell users what happened
---
title: Mail late
actionItems: []
`;

describe('YAML for programs', () => {
  it.each(['a.yaml', 'a.yml', '-'])('may hold several documents (%s)', (source) => {
    const [first, second] = readPostmortems(source, yaml);

    expect(first).toMatchObject({
      title: 'Queue stuck',
      incident: {
        id: 'INC-7',
        severity: 'sev2',
        startedAt: '2026-11-02T09:12:00Z',
        services: ['queue', 'mailer'],
      },
      actionItems: [
        { line: 7, text: 'Drain the queue nightly', owner: '@hale', due: '2026-11-30' },
        { line: 10, text: 'Tell users what happened' },
      ],
    });
    expect(second).toMatchObject({ title: 'Mail late', problems: [{ line: 13 }] });
  });

  it.each([
    ['a tab', 'title: A\nactionItems:\n\t- x\n', 3],
    ['a key twice', 'title: A\ntitle: B\nactionItems: [Fix c]\n', 2],
    ['an issue form', 'name: Incident\nbody:\n  - type: input\n', 1],
    ['more brackets than anybody closes', `title: ${'['.repeat(5000)}`, 1],
    ['lists within lists within lists', '- '.repeat(60_000), 1],
    ['one value a thousand times', `a: &a [1]\nb: [${'*a,'.repeat(2000)}]`, 1],
  ])('says on which line it holds %s', (_, text, line) => {
    expect(readPostmortems('a.yaml', text)[0]?.problems[0]).toMatchObject({ line });
  });

  it('is no front matter with a text for people below it', () => {
    const [document] = readPostmortems(
      '-',
      '---\ntitle: A\n---\n\n# A\n\n## Action items\n\n- Fix the queue\n',
    );

    expect(document?.actionItems).toMatchObject([{ line: 9, text: 'Fix the queue' }]);
  });
});

function plainValue(value: Located): unknown {
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plainValue);
  return Object.fromEntries(value.entries.map((entry) => [entry.key, plainValue(entry.value)]));
}

function withoutLines(document: PostmortemDocument | undefined): unknown {
  return JSON.parse(
    JSON.stringify({ ...document, source: '' }, (key, value: unknown) => (key === 'line' ? 0 : value)),
  );
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeConfigProblem } from '../../src/config/config-problem.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { mappedDocument } from '../../src/intake/mapped-document.ts';
import { environment, smallest } from './examples.ts';

const read = (text: string) => readConfig(smallest + text, 'ft.yaml', environment);
const problems = (...lines: string[]) => {
  const result = read(`intake:\n  mappings:\n    mine:\n${lines.map((line) => `      ${line}\n`).join('')}`);
  return 'problems' in result ? result.problems.map(describeConfigProblem) : [];
};

describe('a mapping of the configuration', () => {
  it.each<[string, readonly string[], string]>([
    ['without a title', ['items: a[]', 'text: t'], 'intake.mappings.mine.title is missing'],
    ['without items', ['title: a', 'text: t'], 'intake.mappings.mine.items is missing'],
    ['with a key nobody knows', ['title: a', 'items: a[]', 'text: t', 'ownr: o'], 'did you mean owner?'],
    ['with a path that is none', ['title: a..b', 'items: a[]', 'text: t'], 'title is not a path such as'],
    ['with items that are no list', ['title: a', 'items: a.b', 'text: t'], 'items does not end in []'],
  ])('%s is reported with its place', (_what, lines, told) => {
    expect(problems(...lines).join('\n')).toContain(told);
    expect(problems(...lines).join('\n')).toMatch(/^ft\.yaml:\d+: intake/);
  });
});

const page = readFileSync(new URL('../../docs/platforms.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, block]) => block ?? '');
const incident = {
  name: 'Cards refused',
  title: 'Cards refused',
  id: 'Q1',
  reference: 'INC-7',
  created_at: '2026-11-02T09:12:00Z',
};
const samples: Readonly<Record<string, unknown>> = {
  'incident-io': {
    incident,
    follow_ups: [{ title: 'Page on-call', status: 'outstanding', assignee: { email: 'tom@acme.example' } }],
  },
  rootly: {
    incident: { data: { attributes: incident } },
    action_items: { data: [{ attributes: { summary: 'Page on-call', status: 'open' } }] },
  },
  pagerduty: { incident: { ...incident, follow_ups: [{ title: 'Page on-call' }] } },
  firehydrant: {
    incident,
    tickets: [{ summary: 'Page on-call', assignees: [{ email: 'tom@acme.example' }] }],
  },
};

it('the mappings of the documentation are good configuration and read what they describe', () => {
  const names = blocks.map((block) => {
    const result = read(block);
    const mappings = 'config' in result ? (result.config.intake.mappings ?? {}) : {};
    const [name = '', mapping] = Object.entries(mappings)[0] ?? [];
    const mapped = mapping && mappedDocument(samples[name], mapping);
    expect(mapped && 'text' in mapped ? JSON.parse(mapped.text) : mapped).toMatchObject({
      title: 'Cards refused',
      actionItems: [{ text: 'Page on-call', done: false }],
    });
    return name;
  });
  expect(names).toEqual(['incident-io', 'rootly', 'pagerduty', 'firehydrant']);
});

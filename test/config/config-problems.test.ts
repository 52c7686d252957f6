import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeConfigProblem } from '../../src/config/config-problem.ts';
import { loadConfig, readConfig } from '../../src/config/load-config.ts';
import { environment, smallest, whole } from './examples.ts';

function read(text: string, given: Record<string, string> = environment) {
  return readConfig(text, 'ft.yaml', given);
}

function problemsOf(text: string, given?: Record<string, string>): string[] {
  const result = read(text, given);
  return 'problems' in result ? result.problems.map(describeConfigProblem) : [];
}

const base = smallest.split('\n');
const withLine = (line: number, text: string) => base.toSpliced(line - 1, 1, text).join('\n');
const withMore = (...lines: string[]) => `${smallest}${lines.join('\n')}\n`;

describe('every wrong value is reported with its line, its key and what to do', () => {
  it.each<[string, string, string]>([
    [
      'unknown section',
      withMore('polcy: {}'),
      'ft.yaml:6: polcy is no key that Followthrough knows; did you mean policy? Write policy.',
    ],
    [
      'unknown key, nothing near',
      withMore('http: { verbose: 1 }'),
      'ft.yaml:6: http.verbose is no key that Followthrough knows. Remove it; the keys here are host, port.',
    ],
    [
      'unknown key in a list',
      withMore('people:', '  - name: Priya', '    mails: [a@b.example]'),
      'ft.yaml:8: people[0].mails is no key',
    ],
    [
      'missing variable',
      withMore('mail:', '  from: ft@acme.example', '  smtp: "${NO_SUCH}"'),
      'ft.yaml:8: mail.smtp needs the environment variable NO_SUCH, which is not set. Set NO_SUCH',
    ],
    [
      'empty variable',
      withMore('database: { url: "${BLANK}" }'),
      'ft.yaml:6: database.url needs the environment variable BLANK, which is empty',
    ],
    [
      'default in a variable',
      withMore('http: { host: "${HOST:-x}" }'),
      'ft.yaml:6: http.host has a ${…} that names no variable',
    ],
    [
      'organisation missing',
      base.slice(1).join('\n'),
      'ft.yaml:1: organisation is missing. Add organisation',
    ],
    [
      'time zone',
      withLine(1, 'organisation: { name: A, timeZone: Europe/Bärlin, url: "https://a.example" }'),
      'ft.yaml:1: organisation.timeZone is not a time zone. Give an IANA name',
    ],
    [
      'time zone missing',
      withLine(1, 'organisation: { name: A, url: "https://a.example" }'),
      'ft.yaml:1: organisation.timeZone is missing.',
    ],
    [
      'own address',
      withLine(1, 'organisation: { name: A, timeZone: UTC, url: ft.acme.example }'),
      'ft.yaml:1: organisation.url is not an http:// or https:// address. Give the address',
    ],
    [
      'name that YAML reads as a number',
      withLine(1, 'organisation: { name: 42, timeZone: UTC, url: "https://a.example" }'),
      'ft.yaml:1: organisation.name should be text but is a number.',
    ],
    [
      'no trackers',
      withLine(2, 'trackers: []').replace(base[2] ?? '', ''),
      'ft.yaml:2: trackers is empty. Add at least one tracker',
    ],
    [
      'no teams',
      withLine(4, 'teams:').replace(base[4] ?? '', ''),
      'ft.yaml:4: teams is missing. Add at least one team',
    ],
    [
      'kind',
      withLine(3, '  - { id: a, kind: jira-clowd, url: "https://a.example" }'),
      'ft.yaml:3: trackers[0].kind is no kind of tracker that Followthrough knows; did you mean jira-cloud?',
    ],
    [
      'kind missing',
      withLine(3, '  - { id: a, apiKey: k }'),
      'ft.yaml:3: trackers[0].kind is missing. Use linear, jira-cloud or jira-data-center.',
    ],
    [
      'credential missing',
      withLine(3, '  - { id: a, kind: jira-data-center, url: "https://a.example" }'),
      'ft.yaml:3: trackers[0].token is missing. Give a Jira personal access token',
    ],
    [
      'mixed credentials',
      withLine(
        3,
        '  - { id: a, kind: jira-cloud, url: "https://a.example", email: a@b.example, apiToken: t, token: u }',
      ),
      'ft.yaml:3: trackers[0].token belongs to a tracker of kind jira-data-center, and this one is jira-cloud. Remove it',
    ],
    [
      'key of another vendor',
      withLine(3, '  - { id: a, kind: linear, apiKey: k, url: "https://a.example" }'),
      'ft.yaml:3: trackers[0].url belongs to a tracker of kind jira-cloud',
    ],
    [
      'tracker address',
      withLine(3, '  - { id: a, kind: linear, apiKey: k, apiUrl: "ftp://a.example" }'),
      'ft.yaml:3: trackers[0].apiUrl is not an http:// or https:// address.',
    ],
    [
      'id with a slash',
      withLine(3, '  - { id: a/b, kind: linear, apiKey: k }'),
      'ft.yaml:3: trackers[0].id may only have letters',
    ],
    [
      'tracker twice',
      withLine(3, '  - { id: a, kind: linear, apiKey: k }\n  - { id: a, kind: linear, apiKey: l }').replace(
        'project',
        'tracker: a, project',
      ),
      'ft.yaml:4: trackers[1].id gives a a second time',
    ],
    [
      'team twice',
      withLine(5, '  - { id: pay, project: PAY }\n  - { id: pay, project: PAY }\ndefaultTeam: pay'),
      'ft.yaml:6: teams[1].id gives pay a second time',
    ],
    [
      'unknown tracker',
      withLine(5, '  - { id: pay, project: PAY, tracker: linear-mian }'),
      'ft.yaml:5: teams[0].tracker names the tracker linear-mian, which is not in trackers; did you mean linear-main? Use one of linear-main.',
    ],
    [
      'tracker left out among several',
      withLine(3, '  - { id: a, kind: linear, apiKey: k }\n  - { id: b, kind: linear, apiKey: k }'),
      'ft.yaml:6: teams[0].tracker is missing, and there are several trackers.',
    ],
    [
      'default team left out among several',
      withLine(5, '  - { id: a, project: A }\n  - { id: b, project: B }'),
      'ft.yaml:1: defaultTeam is missing, and there are several teams.',
    ],
    [
      'unknown default team',
      withMore('defaultTeam: paymints'),
      'ft.yaml:6: defaultTeam names the team paymints, which is not in teams; did you mean payments?',
    ],
    [
      'unknown team of a digest',
      withMore('digests:', '  - to: [a@b.example]', '    teams: [web]'),
      'ft.yaml:8: digests[0].teams[0] names the team web',
    ],
    [
      'account in an unknown tracker',
      withMore('people:', '  - name: P', '    accounts:', '      jira-main: "5"'),
      'ft.yaml:9: people[0].accounts.jira-main names the tracker jira-main',
    ],
    [
      'service of two teams',
      withLine(
        5,
        '  - { id: a, project: A, services: [web] }\n  - { id: b, project: B, services: [Web] }\ndefaultTeam: a',
      ),
      'ft.yaml:6: teams[1].services[0] gives Web a second time. A service leads to one team',
    ],
    [
      'address of two people',
      withMore('people:', '  - { name: A, emails: [a@b.example] }', '  - { name: B, emails: [a@b.example] }'),
      'ft.yaml:8: people[1].emails[0] gives a@b.example a second time.',
    ],
    [
      'e-mail of a person',
      withMore('people:', '  - { name: A, emails: [a-at-b.example] }'),
      'ft.yaml:7: people[0].emails[0] is not an e-mail address. Give an address',
    ],
    [
      'e-mail of a manager',
      withLine(5, '  - { id: a, project: A, managers: ["dana@"] }'),
      'ft.yaml:5: teams[0].managers[0] is not an e-mail address.',
    ],
    [
      'list expected',
      withLine(5, '  - { id: a, project: A, services: web }'),
      'ft.yaml:5: teams[0].services should be a list but is text.',
    ],
    [
      'due days',
      withMore('policy: { dueInDays: { SEV1: soon } }'),
      'ft.yaml:6: policy.dueInDays.SEV1 should be a whole number but is text. Give whole days, or null',
    ],
    [
      'fraction',
      withMore('policy: { atRiskDays: 1.5 }'),
      'ft.yaml:6: policy.atRiskDays should be a whole number but is a number with a fraction.',
    ],
    [
      'too small',
      withMore('policy: { repeatWindowDays: 0 }'),
      'ft.yaml:6: policy.repeatWindowDays is too small: 1 is the least.',
    ],
    [
      'slipping',
      withMore('policy:', '  slipping: { move: 2 }'),
      'ft.yaml:7: policy.slipping.move is no key that Followthrough knows; did you mean moves?',
    ],
    [
      'cron',
      withMore('schedule:', '  drain: "* * * * *"', '  sweep: every minute'),
      'ft.yaml:8: schedule.sweep is not a cron expression. Give five fields',
    ],
    [
      'cron out of range',
      withMore('schedule: { digest: "0 25 * * 1" }'),
      'ft.yaml:6: schedule.digest is not a cron expression.',
    ],
    [
      'database address',
      withMore('database: { url: mysql://a/b }'),
      'ft.yaml:6: database.url is not a postgres:// address.',
    ],
    [
      'mail server',
      withMore('mail: { smtp: mail.acme.example, from: a@b.example }'),
      'ft.yaml:6: mail.smtp is not an smtp:// or smtps:// address.',
    ],
    [
      'sender',
      withMore('mail: { smtp: "smtp://a", from: Followthrough }'),
      'ft.yaml:6: mail.from is neither an e-mail address nor NAME <address>.',
    ],
    ['sender missing', withMore('mail: { smtp: "smtp://a" }'), 'ft.yaml:6: mail.from is missing.'],
    ['digest to nobody', withMore('digests: [{ to: [], teams: all }]'), 'ft.yaml:6: digests[0].to is empty.'],
    [
      'digest teams',
      withMore('digests: [{ to: [a@b.example], teams: every }]'),
      'ft.yaml:6: digests[0].teams is neither all nor a list of team ids.',
    ],
    ['port', withMore('http: { port: 70000 }'), 'ft.yaml:6: http.port is too big: 65535 is the most.'],
    ['empty file', '', 'ft.yaml:1: is empty. Start from config/followthrough.example.yaml.'],
    ['only comments', '# nothing yet\n', 'ft.yaml:1: is empty.'],
    ['a list', '- a\n', 'ft.yaml:1: does not hold keys at its top level.'],
    [
      'YAML syntax',
      withMore('people:', '  - { name: P, aliases: [@p] }'),
      'ft.yaml:7: cannot be read as YAML: Plain value cannot start with reserved character @. Mend this line',
    ],
    [
      'key twice',
      withMore('http: { port: 1 }', 'http: { port: 2 }'),
      'ft.yaml:7: cannot be read as YAML: Map keys must be unique.',
    ],
    [
      'tab',
      withMore('http:', '\tport: 1'),
      'ft.yaml:7: cannot be read as YAML: Tabs are not allowed as indentation.',
    ],
    ['anchor missing', withMore('people: *crew'), 'ft.yaml:1: cannot be read as YAML: Unresolved alias'],
  ])('%s', (_, text, expected) => {
    const problems = problemsOf(text, { ...environment, BLANK: '' });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it('reports all problems at once, in order of lines', () => {
    const text = withMore(
      'defaultTeam: web',
      'http: { port: x, hots: y }',
      'mail: { smtp: "${NOPE}", from: x }',
    ).replace('Europe/Berlin', 'Mars');

    expect(problemsOf(text).map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'ft.yaml:1: organisation.timeZone',
      'ft.yaml:6: defaultTeam',
      'ft.yaml:7: http.port',
      'ft.yaml:7: http.hots',
      'ft.yaml:8: mail.smtp',
      'ft.yaml:8: mail.from',
    ]);
  });

  it('never repeats a secret, whatever is wrong around it', () => {
    const given = {
      ...environment,
      LINEAR_API_KEY: 's3cret',
      SMTP_URL: 's3cret://x',
      DATABASE_URL: 's3cret',
    };
    const texts = [
      whole,
      whole.replace('apiKey: ${LINEAR_API_KEY}', 'apiKey: [s3cret]'),
      whole.replace('apiKey: ${LINEAR_API_KEY}', 'apiKey: "s3cret" "s3cret"'),
    ];

    for (const text of texts) {
      expect(problemsOf(text, given).length).toBeGreaterThan(0);
      expect(problemsOf(text, given).join('\n')).not.toContain('s3cret');
    }
  });

  it('finds no file, reads no folder, and says how to get one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    try {
      const path = join(folder, 'followthrough.yaml');
      const absent = loadConfig({ path, environment });
      const isFolder = loadConfig({ path: folder, environment });
      writeFileSync(path, smallest);

      expect('problems' in absent && absent.problems.map(describeConfigProblem)[0]).toContain(
        `${path}: does not exist. Copy config/followthrough.example.yaml there`,
      );
      expect('problems' in isFolder && isFolder.problems[0]?.what).toContain('cannot be read');
      expect('config' in loadConfig({ path, environment })).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('answers any text with a configuration or problems, and never throws', () => {
    const piece = fc.constantFrom(...whole.split(/(?<=[\s,{}[\]:])/), '\t', '*a', '&a', '"', '- ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const result = read(pieces.join(''));

        expect('config' in result || result.problems.length > 0).toBe(true);
      }),
    );
  });
});

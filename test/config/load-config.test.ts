import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { describeConfigProblem } from '../../src/config/config-problem.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { environment, smallest, whole } from './examples.ts';

function read(text: string, given: Record<string, string> = environment) {
  return readConfig(text, 'ft.yaml', given);
}

function configOf(text: string, given?: Record<string, string>): Config {
  const result = read(text, given);
  if ('problems' in result) throw new Error(result.problems.map(describeConfigProblem).join('\n'));
  return result.config;
}

describe('a configuration in which nothing is wrong', () => {
  it('is read whole from the form the documentation shows, flow maps with variables included', () => {
    const config = configOf(whole);

    expect(config.database.url).toBe('postgres://ft:secret@db:5432/ft');
    expect(config.trackers).toEqual([
      {
        id: 'linear-main',
        kind: 'linear',
        url: 'https://api.linear.app/graphql',
        credential: { type: 'api-key', key: 'lin_api_1' },
        webhookSecrets: ['hook-1'],
      },
      {
        id: 'jira-main',
        kind: 'jira-cloud',
        url: 'https://acme.atlassian.net',
        credential: { type: 'basic', email: 'bot@acme.example', token: 'token-1' },
        webhookSecrets: ['hook-2'],
      },
      {
        id: 'jira-dc',
        kind: 'jira-data-center',
        url: 'https://jira.acme.example/jira',
        credential: { type: 'bearer', token: 'token-2' },
        webhookSecrets: [],
      },
    ]);
    expect(config.people[0]?.accounts).toEqual({ 'jira-main': '5b10ac8d82e05b22cc7d4ef5' });
    expect(config.mail?.smtp).toBe('smtps://user:pass@mail.acme.example');
    expect(config.digests[1]).toEqual({ to: ['cto@acme.example'], teams: 'all' });
  });

  it('has the documented default everywhere but in organisation, tracker and team', () => {
    expect(configOf(smallest)).toEqual({
      organisation: { name: 'Acme', timeZone: 'Europe/Berlin', url: 'https://ft.acme.example' },
      database: { url: null, directory: './data' },
      trackers: [
        {
          id: 'linear-main',
          kind: 'linear',
          url: 'https://api.linear.app/graphql',
          credential: { type: 'api-key', key: 'lin_api_1' },
          webhookSecrets: [],
        },
      ],
      people: [],
      teams: [
        {
          id: 'payments',
          name: 'payments',
          managers: [],
          services: [],
          tracker: 'linear-main',
          project: 'PAY',
          issueType: null,
          labels: [],
          fields: {},
        },
      ],
      defaultTeam: 'payments',
      policy: {
        label: 'postmortem',
        maxActionItems: 5,
        qualityRules: {
          vague: 'error',
          feeling: 'error',
          blame: 'warning',
          'no-test': 'warning',
          'no-owner': 'error',
          'team-owner': 'error',
          'several-owners': 'error',
          'no-due-date': 'warning',
          'past-due-date': 'error',
          'only-monitoring': 'warning',
          'too-many': 'warning',
          'already-open': 'warning',
        },
        dueInDays: { SEV1: 15, SEV2: 30, default: 60 },
        requirePostmortemFor: ['SEV1', 'SEV2'],
        postmortemWithinHours: 72,
        repeatWindowDays: 90,
        slipping: { moves: 2, days: 14 },
        atRiskDays: 7,
        staleAfterDays: 21,
        verifyAfterDays: 30,
        unlinkedAfterHours: 1,
        droppedResolutions: ["Won't Do", "Won't Fix", 'Duplicate', 'Cannot Reproduce', 'Declined'],
      },
      intake: { folders: [], mappings: {} },
      schedule: { drain: '* * * * *', sweep: '*/10 * * * *', fullSweep: '0 3 * * *', digest: '0 8 * * 1' },
      mail: null,
      digests: [],
      http: { host: '127.0.0.1', port: 4680 },
    });
  });

  it('files Jira issues as Task with the custom fields as given, and asks Linear for neither', () => {
    const config = configOf(whole);

    expect(config.teams.map((team) => [team.id, team.issueType, team.fields])).toEqual([
      ['payments', null, {}],
      ['data', 'Task', { customfield_10042: { value: 'Platform' } }],
    ]);
  });

  it('keeps the other severities when one due day is changed, and null leaves items undated', () => {
    const { policy } = configOf(`${smallest}policy: { dueInDays: { SEV1: 7, SEV3: null } }\n`);

    expect(policy.dueInDays).toEqual({ SEV1: 7, SEV2: 30, SEV3: null, default: 60 });
  });

  it.each(['http://127.0.0.1:4681/graphql', 'http://localhost:9/graphql', 'http://[::1]:9/graphql'])(
    'may have its tracker at the loopback address %s',
    (url) => {
      expect(
        configOf(smallest.replace('kind: linear', `kind: linear, apiUrl: "${url}"`)).trackers[0]?.url,
      ).toBe(url);
    },
  );

  it('takes a port from the environment, which only knows text', () => {
    expect(configOf(`${smallest}http: { port: "\${PORT}" }\n`, { ...environment, PORT: '0' }).http.port).toBe(
      0,
    );
  });

  it('treats a section whose lines are all commented out as left out', () => {
    expect(configOf(`${smallest}people:\n#  - { name: Priya }\n`).people).toEqual([]);
  });

  it('cannot be changed by anybody, however deep', () => {
    const { teams, policy } = configOf(whole);

    expect(() => Object.assign(policy.slipping, { moves: 99 })).toThrow(TypeError);
    expect(() => Object.assign(teams[1]?.fields['customfield_10042'] ?? {}, { value: 'x' })).toThrow(
      TypeError,
    );
  });

  it('is never changed in structure by what a variable holds', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((key) => key.trim() !== ''),
        (key) => {
          expect(configOf(smallest, { LINEAR_API_KEY: key })).toEqual({
            ...configOf(smallest),
            trackers: [
              { ...configOf(smallest).trackers[0], credential: { type: 'api-key', key: key.trim() } },
            ],
          });
        },
      ),
    );
  });
});

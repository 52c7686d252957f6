import { describe, expect, it } from 'vitest';
import { describeConfigProblem } from '../../src/config/config-problem.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { smallest } from './examples.ts';

const environment = { CLIENT_SECRET: 'client-secret', REFRESH_TOKEN: 'refresh-token' };
const trackers = (...lines: string[]): string =>
  smallest
    .split('\n')
    .toSpliced(2, 1, ...lines)
    .join('\n');

function problemsOf(...lines: string[]): string[] {
  const result = readConfig(trackers(...lines), 'ft.yaml', environment);
  return 'problems' in result ? result.problems.map(describeConfigProblem) : [];
}

function trackerOf(...lines: string[]) {
  const result = readConfig(trackers(...lines), 'ft.yaml', environment);
  if ('problems' in result) throw new Error(result.problems.map(describeConfigProblem).join('\n'));
  return result.config.trackers[0];
}

describe('an OAuth application in place of a key', () => {
  it('is all that Linear needs, by the credentials of the client', () => {
    expect(
      trackerOf(
        '  - { id: linear-main, kind: linear, oauth: { clientId: c-1, clientSecret: ${CLIENT_SECRET} } }',
      ),
    ).toMatchObject({
      url: 'https://api.linear.app/graphql',
      credential: {
        type: 'oauth',
        clientId: 'c-1',
        clientSecret: 'client-secret',
        refreshToken: null,
        tokenUrl: 'https://api.linear.app/oauth/token',
      },
    });
  });

  it('may bring the first refresh token of a chain to Linear', () => {
    expect(
      trackerOf(
        '  - id: linear-main',
        '    kind: linear',
        '    oauth: { clientId: c-1, clientSecret: ${CLIENT_SECRET}, refreshToken: ${REFRESH_TOKEN} }',
      )?.credential,
    ).toMatchObject({ type: 'oauth', refreshToken: 'refresh-token' });
  });

  it('speaks to Jira through the gateway, and the address stays the site’s', () => {
    expect(
      trackerOf(
        '  - id: jira-main',
        '    kind: jira-cloud',
        '    url: https://acme.atlassian.net/',
        '    oauth: { clientId: c-1, clientSecret: ${CLIENT_SECRET}, refreshToken: ${REFRESH_TOKEN} }',
      ),
    ).toMatchObject({
      url: 'https://acme.atlassian.net',
      credential: {
        type: 'oauth',
        refreshToken: 'refresh-token',
        tokenUrl: 'https://auth.atlassian.com/oauth/token',
        gateway: { url: 'https://api.atlassian.com', cloudId: null },
      },
    });
  });
});

describe('every tracker has exactly one credential', () => {
  const jira = ['  - id: jira-main', '    kind: jira-cloud', '    url: "https://acme.atlassian.net"'];
  const oauth = '    oauth: { clientId: c, clientSecret: s, refreshToken: r }';
  it.each<[string, string[], string[]]>([
    [
      'none, at Linear',
      ['  - { id: a, kind: linear }'],
      ['ft.yaml:3: trackers[0].apiKey is missing. Give a Linear API key'],
    ],
    [
      'none, at Jira',
      jira,
      ['ft.yaml:3: trackers[0].email is missing.', 'ft.yaml:3: trackers[0].apiToken is missing.'],
    ],
    [
      'half of one, at Jira',
      [...jira, '    email: bot@acme.example'],
      ['ft.yaml:3: trackers[0].apiToken is missing.'],
    ],
    [
      'two, at Linear',
      ['  - id: a', '    kind: linear', '    apiKey: k', '    oauth: { clientId: c, clientSecret: s }'],
      [
        'ft.yaml:6: trackers[0].oauth stands beside apiKey, and a tracker has one credential. Remove apiKey, or oauth.',
      ],
    ],
    [
      'two, at Jira',
      [...jira, '    email: bot@acme.example', '    apiToken: t', oauth],
      ['ft.yaml:8: trackers[0].oauth stands beside email and apiToken'],
    ],
    [
      'an application at Jira without a refresh token',
      [...jira, '    oauth: { clientId: c, clientSecret: s }'],
      ['ft.yaml:6: trackers[0].oauth.refreshToken is missing. Give the refresh token that came'],
    ],
    [
      'a section without anything in it',
      ['  - id: a', '    kind: linear', '    oauth: {}'],
      [
        'ft.yaml:5: trackers[0].oauth.clientId is missing. Give the client id',
        'ft.yaml:5: trackers[0].oauth.clientSecret is missing. Give its client secret',
      ],
    ],
    [
      'a key of the other vendor',
      ['  - { id: a, kind: linear, oauth: { clientId: c, clientSecret: s, cloudId: x } }'],
      [
        'ft.yaml:3: trackers[0].oauth.cloudId is no key that Followthrough knows. Remove it; the keys here are clientId, clientSecret, refreshToken, tokenUrl.',
      ],
    ],
    [
      'an address of tokens that is none',
      ['  - { id: a, kind: linear, oauth: { clientId: c, clientSecret: s, tokenUrl: here } }'],
      ['ft.yaml:3: trackers[0].oauth.tokenUrl is not an http:// or https:// address. Leave it out'],
    ],
    [
      'an application at a Data Center',
      ['  - { id: a, kind: jira-data-center, url: "https://a.example", token: t, oauth: { clientId: c } }'],
      ['ft.yaml:3: trackers[0].oauth belongs to a tracker of kind linear'],
    ],
  ])('%s', (_, lines, expected) => {
    const problems = problemsOf(...lines);

    expect(problems).toHaveLength(expected.length);
    for (const [at, start] of expected.entries()) expect(problems[at]).toContain(start);
  });

  it('says so without repeating a secret', () => {
    const problems = problemsOf(
      '  - id: a',
      '    kind: linear',
      '    apiKey: ${CLIENT_SECRET}',
      '    oauth: { clientId: c, clientSecret: ${CLIENT_SECRET}, refreshToken: [ "${REFRESH_TOKEN}" ] }',
    );

    expect(problems).toHaveLength(2);
    expect(problems.join('\n')).not.toMatch(/client-secret|refresh-token/);
  });
});

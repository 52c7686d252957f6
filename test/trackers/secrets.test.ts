import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { createHiddenSecrets } from '../../src/trackers/hidden-secrets.ts';
import { createJiraTracker } from '../../src/trackers/jira/jira-tracker.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear-tracker.ts';
import type { TrackerContext, TrackerSettings } from '../../src/trackers/settings.ts';
import type { Tracker } from '../../src/trackers/tracker.ts';
import { sharedLimits, sharedTokens } from '../support/shared-in-memory.ts';
import { newIdentity } from './contract/drafts.ts';

/** An answer in which the secrets stand wherever an answer has room for words. */
interface Indiscretion {
  readonly status: number;
  readonly type: string;
  readonly body: (secrets: string) => string;
}

/** As a serialiser writes it that escapes every character. */
function escaped(words: string): string {
  return words.replaceAll(/[\s\S]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const indiscretions: readonly Indiscretion[] = [400, 401, 403, 404, 429, 500, 503, 200, 302].flatMap(
  (status): Indiscretion[] => [
    {
      status,
      type: 'application/json',
      body: (words) => JSON.stringify({ errorMessages: [words], message: words }),
    },
    { status, type: 'application/json', body: (words) => JSON.stringify({ errors: { [words]: words } }) },
    {
      status,
      type: 'application/json',
      body: (words) =>
        JSON.stringify({
          errors: [
            {
              message: words,
              path: [words],
              extensions: { type: words, code: words, userPresentableMessage: words },
            },
          ],
          data: null,
        }),
    },
    {
      status,
      type: 'application/json',
      body: (words) =>
        JSON.stringify({
          errors: [{ message: words, extensions: { code: 'INPUT_ERROR', userPresentableMessage: words } }],
        }),
    },
    {
      status,
      type: 'application/json',
      body: (words) => JSON.stringify({ error: words, error_description: words }),
    },
    { status, type: 'application/json', body: (words) => `{"${words}": ` },
    { status, type: 'application/json', body: (words) => `{"message":"${escaped(words)}"}` },
    {
      status,
      type: 'application/json',
      body: (words) => `{"errors":[{"message":"${escaped(words)}","extensions":{"code":"INPUT_ERROR"}}]}`,
    },
    { status, type: 'text/html', body: (words) => `<html>${words}</html>` },
  ],
);

const secret = fc.string({ minLength: 8, maxLength: 40, unit: 'grapheme-ascii' }).filter((text) => {
  // What a configuration file gives is trimmed; and a "secret" that is a word of ours would be found in any sentence.
  return text.trim() === text && new Set(text).size > 5;
});

let server: Server;
let origin = '';
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => void server.close());

const identity = newIdentity();
const draft = {
  destination: { project: 'PAY', issueType: 'Task', fields: {} },
  title: 'Reject unknown currency codes',
  description: '',
  assignee: null,
  due: null,
  priority: null,
  labels: [],
  backlink: { url: 'https://followthrough.example/1', title: 'x', subtitle: 'y' },
};

/** Everything a tracker can be made to say: outcomes, findings, errors, and the log lines of those. */
async function everythingSaid(tracker: Tracker): Promise<string> {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const keep = (said: unknown): void => {
    log.error({ err: said }, 'It failed');
    const isError = said instanceof Error;
    lines.push(isError ? `${said.message}\n${said.stack}` : '', JSON.stringify(said));
  };
  const calls: readonly (() => Promise<unknown>)[] = [
    () => tracker.findIssue('PAY-1'),
    () => tracker.fetchIssues(['10001', identity.uuid]),
    () => tracker.ensureIssues([{ identity, draft }]),
    () => tracker.updateIssue('10001', { title: 'Another' }),
    () => tracker.check({ destinations: [draft.destination], labels: [], people: [] }),
  ];
  for (const call of calls) await call().then(keep, keep);
  return lines.join('\n');
}

function formsOf(text: string): string[] {
  return [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text)];
}

const context = (): TrackerContext => ({
  clock: () => new Date('2026-11-10T09:00:00Z'),
  timeoutMs: 2_000,
  droppedResolutions: [],
  limits: { ...sharedLimits(), pauseOf: async () => null },
  tokens: sharedTokens(),
});

/** What each way of signing in keeps secret, of what was planted: two configured, one of webhooks, two given out. */
interface Way {
  readonly kind: 'linear' | 'jira-cloud';
  readonly credential: (one: string, two: string) => TrackerSettings['credential'];
  readonly secrets: (one: string, two: string, given: readonly string[]) => readonly string[];
}

const application = (one: string, two: string): TrackerSettings['credential'] => ({
  type: 'oauth',
  clientId: 'client-1',
  clientSecret: one,
  refreshToken: two,
  tokenUrl: `${origin}/oauth/token`,
  gateway: { url: origin, cloudId: 'cloud-1' },
});
const basicOf = (token: string): string => Buffer.from(`bot@acme.example:${token}`).toString('base64');

const ways: Readonly<Record<string, Way>> = {
  'Linear with a key': {
    kind: 'linear',
    credential: (one) => ({ type: 'api-key', key: one }),
    secrets: (one) => [one],
  },
  'Linear with OAuth': {
    kind: 'linear',
    credential: application,
    secrets: (one, two, given) => [one, two, ...given],
  },
  'Jira with a token': {
    kind: 'jira-cloud',
    credential: (one) => ({ type: 'basic', email: 'bot@acme.example', token: one }),
    secrets: (one) => [one, basicOf(one)],
  },
  'Jira with OAuth': {
    kind: 'jira-cloud',
    credential: application,
    secrets: (one, two, given) => [one, two, ...given],
  },
};

function connect({ kind, credential }: Way, one: string, two: string, hook: string): Tracker {
  const settings: TrackerSettings = {
    id: 'the-tracker',
    kind,
    url: kind === 'linear' ? `${origin}/graphql` : origin,
    webhookSecrets: [hook],
    credential: credential(one, two),
  };
  return kind === 'linear'
    ? createLinearTracker(settings, context())
    : createJiraTracker(settings, context());
}

describe('no secret is ever in a message or a log line', () => {
  it.each(Object.entries(ways))('%s, whatever an answer repeats of it', async (_name, way) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(secret, { minLength: 5, maxLength: 5 }),
        fc.constantFrom(...indiscretions),
        fc.boolean(),
        async ([one = '', two = '', hook = '', access = '', refresh = ''], indiscretion, givesTokens) => {
          const given = givesTokens ? [access, refresh] : [];
          const secrets = [hook, ...way.secrets(one, two, given)];
          const header = encodeURIComponent(secrets.join(' '));
          answer = (request, response) => {
            if (givesTokens && request.url === '/oauth/token') {
              response.setHeader('Content-Type', 'application/json');
              response.end(
                JSON.stringify({ access_token: access, refresh_token: refresh, expires_in: 3600 }),
              );
              return;
            }
            response.writeHead(indiscretion.status, {
              'Content-Type': indiscretion.type,
              'RateLimit-Reason': header,
              'X-RateLimit-Endpoint-Name': header,
              Location: `/${header}`,
            });
            response.end(indiscretion.body([...secrets, request.headers.authorization].join(' ')));
          };
          const said = await everythingSaid(connect(way, one, two, hook));
          for (const text of secrets.flatMap(formsOf)) expect(said).not.toContain(text);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a log line', () => {
  it('holds none of the settings’ secrets, whoever logs them', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(line) });
    for (const { kind, credential } of Object.values(ways)) {
      const settings = {
        kind,
        credential: credential('planted-1', 'planted-2'),
        webhookSecrets: ['planted-3'],
      };
      log.info(settings, 'A tracker');
      log.info({ settings, mail: { smtp: 'smtp://planted-4' } }, 'Another');
    }

    expect(lines).toHaveLength(8);
    expect(lines.join('')).not.toContain('planted');
  });
});

describe('text without secrets', () => {
  it('holds none in any form it travels in', () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (text, before, after) => {
        const hidden = createHiddenSecrets([text]);
        for (const form of formsOf(text)) {
          expect(hidden.hide(`${before}${form}${after}`)).not.toContain(form);
        }
      }),
    );
  });

  it('is left as it is where there is nothing to hide', () => {
    expect(createHiddenSecrets([null, 'short', 'a long secret']).hide('a short text')).toBe('a short text');
  });
});

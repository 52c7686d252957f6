import type { Client, SendRequestOptions } from 'jira.js/core';
import type { z } from 'zod';
import { cappedText } from '../capped-text.ts';
import { type Credential, fixedCredential } from '../credential.ts';
import { createGate } from '../gate.ts';
import { createHiddenSecrets, type HiddenSecrets, secretsOf } from '../hidden-secrets.ts';
import { createOAuthCredential } from '../oauth-credential.ts';
import type { TrackerContext, TrackerSettings } from '../settings.ts';
import type { Grant } from '../token-request.ts';
import { JiraError } from './jira-error.ts';
import { jiraGrant } from './jira-grant.ts';
import { isRejected, type JiraReply, refusalOf, silenceOf, unreadable } from './jira-refusal.ts';
import { limitNews, scopesOf } from './limit-news.ts';
import { siteAddress } from './site-address.ts';

/** jira.js speaks through this: it builds the requests, the answers come back as Jira wrote them, for our schemas to read. */
export interface JiraTransport extends Client {
  requestCount(): number;
}

const mostBytes = 20_000_000;
const safePath = /^\/rest\/api\/3(?:\/[\w.-]+)+$/;

/**
 * Sends each request once: with a time-out, no redirects (a login page is not an answer), a cap on the body and strict JSON. Keeps to
 * the limits the headers tell, and renews an OAuth token. Throws TrackerError. jira.js's own transport hides the headers and does
 * none of this.
 */
export function createJiraTransport(settings: TrackerSettings, context: TrackerContext): JiraTransport {
  const { id } = settings;
  const secrets = createHiddenSecrets(secretsOf(settings));
  const credential = credentialOf(settings, context, secrets);
  const siteOf = siteAddress(settings, context, credential);
  const gate = createGate(id, context);
  let count = 0;

  async function sendAs(
    authorization: string,
    address: string,
    method: string,
    body: unknown,
  ): Promise<JiraReply> {
    count += 1;
    try {
      const response = await fetch(address, {
        method,
        headers: {
          Accept: 'application/json',
          Authorization: authorization,
          'User-Agent': 'followthrough',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(context.timeoutMs),
      });
      const text = await cappedText(response, mostBytes);
      if (text === null) throw unreadable(settings, `answered with more than ${mostBytes / 1e6} MB`);
      const { status } = response;
      return { status, headers: secrets.hideIn(response.headers), text: secrets.hideInAnswer(text) };
    } catch (error) {
      throw error instanceof JiraError ? error : silenceOf(settings, context.timeoutMs, address, error);
    }
  }

  async function sendRequest<T>(options: SendRequestOptions<T>): Promise<T> {
    const path = pathOf(id, options);
    const { method = 'GET', body } = options;
    const call = { method, path: options.url };
    await gate.enter(scopesOf(call));
    const authorization = await credential.authorization();
    const address = `${await siteOf()}${path}`;
    let reply = await sendAs(authorization, address, method, body);
    if (isTurnedAway(reply)) {
      // Nothing was carried out, so it may be sent again.
      const renewed = await credential.renewed(authorization);
      if (renewed !== null) reply = await sendAs(renewed, address, method, body);
    }
    const now = context.clock();
    await gate.note(limitNews(reply, call, now));
    if (reply.status < 200 || reply.status > 299 || isRejected(reply)) throw refusalOf(settings, reply, now);
    const type = reply.headers.get('content-type') ?? '';
    if (reply.text !== '' && !type.includes('json')) {
      throw unreadable(settings, 'answered with a page instead of JSON (a login page or a proxy?)');
    }
    try {
      return JSON.parse(reply.text === '' ? 'null' : reply.text);
    } catch {
      throw unreadable(settings, 'answered with broken JSON');
    }
  }
  return { sendRequest, requestCount: () => count };
}

/** What Jira answered, in the shape we need of it; anything else is unreadable. */
export function readAnswer<T>(trackerId: string, what: string, schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const [problem] = read.error.issues;
  const message = `${trackerId} answered ${what} in a form that cannot be read (at ${problem?.path.join('.') || 'its start'}).`;
  throw new JiraError(trackerId, { kind: 'unreadable', message });
}

/** A token that is too old is renewed; one that lacks a permission is not. */
function isTurnedAway(reply: JiraReply): boolean {
  if (isRejected(reply)) return true;
  return reply.status === 401 && !/scope does not match/i.test(reply.text);
}

/** Path and query, below the address of the site. */
function pathOf<T>(trackerId: string, options: SendRequestOptions<T>): string {
  if (!safePath.test(options.url) || options.url.includes('..')) {
    throw new JiraError(trackerId, {
      kind: 'refused',
      message: `${trackerId} cannot be asked for this: a project or issue key holds characters that no key has.`,
    });
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.searchParams ?? {})) {
    if (value === undefined || value === null) continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each));
  }
  return query.size === 0 ? options.url : `${options.url}?${query.toString()}`;
}

function credentialOf(
  { id, credential }: TrackerSettings,
  context: TrackerContext,
  secrets: HiddenSecrets,
): Credential {
  switch (credential.type) {
    case 'basic': {
      const { email, token } = credential;
      return fixedCredential(`Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`);
    }
    case 'bearer':
      return fixedCredential(`Bearer ${credential.token}`);
    case 'oauth': {
      const grantFor = (refreshToken: string | null): Grant => jiraGrant(credential, refreshToken);
      return createOAuthCredential({ trackerId: id, credential, context, secrets, grantFor });
    }
    case 'api-key':
      throw new Error(`Tracker ${id}: Jira needs an e-mail with an API token, or OAuth, not an API key.`);
  }
}

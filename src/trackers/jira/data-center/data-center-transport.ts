import { createGate } from '../../gate.ts';
import { createHiddenSecrets } from '../../hidden-secrets.ts';
import type { TrackerContext, TrackerSettings } from '../../settings.ts';
import { whyUnsent } from '../../unsent.ts';
import { JiraError } from '../jira-error.ts';
import { limitsOf } from './limits-of.ts';
import { isLockout, refusalOf, unreadable } from './refusal-of.ts';
import type { Reply } from './reply.ts';

/** One question to a Data Center. */
export interface DataCenterCall {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** The parts of the path below `/rest/api/2`, as they are; they are encoded on the way. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
}

export interface DataCenterAnswer {
  /** Null when there is none. */
  readonly body: unknown;
  /** Whom Jira took us for; null when it does not say, or a proxy took it away. A stranger gets an error instead. */
  readonly userName: string | null;
}

export interface DataCenterTransport {
  send(call: DataCenterCall): Promise<DataCenterAnswer>;
  requestCount(): number;
}

const mostBytes = 50_000_000;
/** Data Center has one limit for each account, whatever the endpoint. */
const scopes = ['*'];

/**
 * Sends each request once: with a time-out, no redirects, a cap on the body and strict JSON. Throws JiraError. A password that was
 * turned away is never sent again by this process: three wrong ones lock the account until a person has signed in.
 */
export function createDataCenterTransport(
  settings: TrackerSettings,
  context: TrackerContext,
): DataCenterTransport {
  const { credential } = settings;
  const authorization = authorizationOf(credential);
  const gate = createGate(settings.id, context);
  const hidden = createHiddenSecrets('token' in credential ? [credential.token] : []);
  let count = 0;
  let lockout: JiraError | null = null;

  async function exchange(call: DataCenterCall): Promise<Reply> {
    const address = addressOf(settings, call);
    count += 1;
    try {
      const response = await fetch(address, {
        method: call.method ?? 'GET',
        headers: {
          Accept: 'application/json',
          Authorization: authorization,
          'User-Agent': 'followthrough',
          ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(context.timeoutMs),
      });
      const text = hidden.hide(await readText(settings, response));
      return { status: response.status, headers: hidden.hideIn(response.headers), text };
    } catch (error) {
      throw error instanceof JiraError ? error : silenceOf(settings, context, error);
    }
  }

  return {
    async send(call) {
      if (lockout !== null) throw lockout;
      await gate.enter(scopes);
      const reply = await exchange(call);
      const now = context.clock();
      await gate.note({ readings: limitsOf(reply, now) });
      const refusal = refusalOf(settings, reply, now);
      if (refusal === null) return answerOf(settings, reply);
      if (isLockout(settings, refusal)) lockout = refusal;
      throw refusal;
    },
    requestCount: () => count,
  };
}

function answerOf(settings: TrackerSettings, { headers, text }: Reply): DataCenterAnswer {
  const userName = headers.get('x-ausername');
  if (text === '') return { body: null, userName };
  if (!(headers.get('content-type') ?? '').includes('json')) {
    throw unreadable(settings, 'answered with a page instead of JSON (a login page or a proxy?)');
  }
  try {
    const body: unknown = JSON.parse(text);
    return { body, userName };
  } catch {
    throw unreadable(settings, 'answered with broken JSON');
  }
}

function addressOf(settings: TrackerSettings, { path, query = {} }: DataCenterCall): string {
  if (path.some((part) => part === '' || part === '.' || part === '..')) {
    const message = `${settings.id} cannot be asked for this: a project or issue key holds characters that no key has.`;
    throw new JiraError(settings.id, { kind: 'refused', message });
  }
  const address = new URL(
    `${settings.url}/rest/api/2/${path.map((part) => encodeURIComponent(part)).join('/')}`,
  );
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
  return address.href;
}

async function readText(settings: TrackerSettings, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw unreadable(settings, `answered with more than ${mostBytes / 1e6} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function silenceOf(settings: TrackerSettings, context: TrackerContext, error: unknown): JiraError {
  const unsent = whyUnsent(error, settings.url);
  if (unsent !== null) {
    const message = `${settings.id} at ${unsent}. Check its address and the network.`;
    return new JiraError(settings.id, { kind: 'unreachable', message, unsent: true });
  }
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const message = isLate
    ? `${settings.id} did not answer within ${context.timeoutMs / 1000} s.`
    : `${settings.id} did not answer. Check its address and the network.`;
  return new JiraError(settings.id, { kind: 'unreachable', message });
}

function authorizationOf(credential: TrackerSettings['credential']): string {
  switch (credential.type) {
    case 'bearer':
      return `Bearer ${credential.token}`;
    case 'basic':
      return `Basic ${Buffer.from(`${credential.email}:${credential.token}`).toString('base64')}`;
    case 'api-key':
    case 'oauth':
      throw new Error('Jira Data Center needs a personal access token, or a user name with a password.');
  }
}

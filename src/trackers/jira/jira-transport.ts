import type { Client, SendRequestOptions } from 'jira.js/core';
import { z } from 'zod';
import type { TrackerContext, TrackerSettings } from '../settings.ts';
import { whyUnsent } from '../unsent.ts';
import { type FailedElement, failedElementsOf } from './failed-elements.ts';
import { JiraError } from './jira-error.ts';
import { retryAfterOf } from './retry-after.ts';

/** jira.js speaks through this: it builds the requests, the answers come back as Jira wrote them, for our schemas to read. */
export interface JiraTransport extends Client {
  requestCount(): number;
}

const mostBytes = 20_000_000;
const defaultWaitMs = 30_000;
const safePath = /^\/rest\/api\/3(?:\/[\w.-]+)+$/;
const failure = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.unknown()).optional(),
  message: z.string().optional(),
});

/**
 * Sends each request once: with a time-out, no redirects (a login page is not an answer), a cap on the body and strict JSON.
 * Throws JiraError. jira.js's own transport does none of this and hides the headers.
 */
export function createJiraTransport(settings: TrackerSettings, context: TrackerContext): JiraTransport {
  const authorization = authorizationOf(settings.credential);
  let count = 0;

  async function sendRequest<T>(options: SendRequestOptions<T>): Promise<T> {
    const address = addressOf(settings, options);
    count += 1;
    try {
      const response = await fetch(address, {
        method: options.method ?? 'GET',
        headers: {
          Accept: 'application/json',
          Authorization: authorization,
          'User-Agent': 'followthrough',
          ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(context.timeoutMs),
      });
      const text = await readText(settings, response);
      if (!response.ok || isRejected(response)) throw refusalOf(settings, context, response, text);
      const type = response.headers.get('content-type') ?? '';
      if (text !== '' && !type.includes('json')) {
        throw unreadable(settings, 'answered with a page instead of JSON (a login page or a proxy?)');
      }
      return JSON.parse(text === '' ? 'null' : text);
    } catch (error) {
      throw error instanceof JiraError ? error : silenceOf(settings, context, error);
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

function addressOf(settings: TrackerSettings, options: SendRequestOptions): string {
  if (!safePath.test(options.url) || options.url.includes('..')) {
    throw new JiraError(settings.id, {
      kind: 'refused',
      message: `${settings.id} cannot be asked for this: a project or issue key holds characters that no key has.`,
    });
  }
  const address = new URL(`${settings.url}${options.url}`);
  for (const [name, value] of Object.entries(options.searchParams ?? {})) {
    if (value === undefined || value === null) continue;
    for (const each of Array.isArray(value) ? value : [value])
      address.searchParams.append(name, String(each));
  }
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

/** Jira treats a rejected credential as a stranger, whatever the status; only this header tells. Its absence proves nothing. */
function isRejected(response: Response): boolean {
  return /FAILED|DENIED/.test(response.headers.get('x-seraph-loginreason') ?? '');
}

function refusalOf(
  settings: TrackerSettings,
  context: TrackerContext,
  response: Response,
  text: string,
): JiraError {
  const { status } = response;
  const name = settings.id;
  const now = context.clock();
  const retryAfter = retryAfterOf(response.headers, now);
  if (status === 401 || isRejected(response)) {
    const message = `${name} does not accept the credential. Check e-mail and API token in the configuration.`;
    return new JiraError(name, { kind: 'unauthorised', status, message });
  }
  if (status >= 300 && status < 400) {
    return unreadable(
      settings,
      `redirects to another page (${status}; a login page or a proxy?). Check its address`,
    );
  }
  if (status === 429) {
    const cause = response.headers.get('ratelimit-reason');
    const message = `${name} limits our requests${cause === null ? '' : ` (${cause})`}.`;
    const wait = retryAfter ?? new Date(now.getTime() + defaultWaitMs);
    return new JiraError(name, { kind: 'rate-limited', status, message, retryAfter: wait });
  }
  if (status >= 500 || status === 408) {
    return new JiraError(name, {
      kind: 'unreachable',
      status,
      message: `${name} is down (${status}).`,
      retryAfter,
    });
  }
  const { objections, fieldErrors, elements } = objectionsOf(text);
  const words = [
    ...objections,
    ...Object.entries(fieldErrors).map(([field, problem]) => `${field}: ${problem}`),
  ];
  const said = words.join(' ').slice(0, 500);
  const kind = status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'refused';
  const message = said === '' ? `${name} refused (${status}).` : `${name} refused (${status}): ${said}`;
  return new JiraError(name, { kind, status, message, objections, fieldErrors, elements });
}

function objectionsOf(text: string): {
  readonly objections: readonly string[];
  readonly fieldErrors: Readonly<Record<string, string>>;
  readonly elements: readonly FailedElement[];
} {
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // A page, not Jira's error collection: its status says what is to be said.
  }
  const { errorMessages = [], errors = {}, message } = failure.safeParse(json).data ?? {};
  const fieldErrors = Object.entries(errors).flatMap(([field, problem]) =>
    typeof problem === 'string' ? [[field, problem] as const] : [],
  );
  return {
    objections: message === undefined ? errorMessages : [...errorMessages, message],
    fieldErrors: Object.fromEntries(fieldErrors),
    elements: failedElementsOf(json),
  };
}

function silenceOf(settings: TrackerSettings, context: TrackerContext, error: unknown): JiraError {
  if (error instanceof SyntaxError) return unreadable(settings, 'answered with broken JSON');
  const unsent = whyUnsent(error, settings.url);
  if (unsent !== null) {
    const message = `${settings.id} at ${unsent}. Check its address and the network.`;
    return new JiraError(settings.id, { kind: 'unreachable', message, unsent: true });
  }
  const name = error instanceof Error ? error.name : '';
  const message =
    name === 'TimeoutError'
      ? `${settings.id} did not answer within ${context.timeoutMs / 1000} s.`
      : `${settings.id} did not answer. Check its address and the network.`;
  return new JiraError(settings.id, { kind: 'unreachable', message });
}

function unreadable(settings: TrackerSettings, what: string): JiraError {
  return new JiraError(settings.id, { kind: 'unreadable', message: `${settings.id} ${what}.` });
}

function authorizationOf(credential: TrackerSettings['credential']): string {
  switch (credential.type) {
    case 'basic':
      return `Basic ${Buffer.from(`${credential.email}:${credential.token}`).toString('base64')}`;
    case 'bearer':
      return `Bearer ${credential.token}`;
    case 'api-key':
    case 'oauth':
      throw new Error('Jira needs an e-mail with an API token, or a bearer token, not an API key.');
  }
}

import { z } from 'zod';
import type { TrackerSettings } from '../settings.ts';
import { whyUnsent } from '../unsent.ts';
import { type FailedElement, failedElementsOf } from './failed-elements.ts';
import { JiraError } from './jira-error.ts';
import { usualWaitMs } from './limit-news.ts';
import { retryAfterOf } from './retry-after.ts';

/** An answer as it came, without secrets in it. */
export interface JiraReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const failure = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.unknown()).optional(),
  message: z.string().optional(),
});

/** Jira treats a rejected credential as a stranger, whatever the status; only this header tells. Its absence proves nothing. */
export function isRejected({ headers }: Pick<JiraReply, 'headers'>): boolean {
  return /FAILED|DENIED/.test(headers.get('x-seraph-loginreason') ?? '');
}

/** What an answer that is no success means. */
export function refusalOf(settings: TrackerSettings, reply: JiraReply, now: Date): JiraError {
  const { status, headers, text } = reply;
  const name = settings.id;
  const retryAfter = retryAfterOf(headers, now);
  if (status === 401 || isRejected(reply)) {
    const message = `${name} does not accept the credential. ${adviceFor(settings)}`;
    return new JiraError(name, { kind: 'unauthorised', status, message });
  }
  if (status >= 300 && status < 400) {
    return unreadable(
      settings,
      `redirects to another page (${status}; a login page or a proxy?). Check its address`,
    );
  }
  if (status === 429) {
    const cause = headers.get('ratelimit-reason');
    const message = `${name} limits our requests${cause === null ? '' : ` (${cause})`}.`;
    const wait = retryAfter ?? new Date(now.getTime() + usualWaitMs);
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

/** What to mend when the credential is turned away. */
function adviceFor({ credential }: TrackerSettings): string {
  switch (credential.type) {
    case 'oauth':
      return 'Authorise the application again and set the new token as oauth.refreshToken.';
    case 'basic':
      return 'Check e-mail and API token in the configuration.';
    case 'api-key':
    case 'bearer':
      return 'Check the token in the configuration.';
  }
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

/** What it means that no answer came, or none that can be read. `address` is where the request was to go. */
export function silenceOf(
  settings: TrackerSettings,
  timeoutMs: number,
  address: string,
  error: unknown,
): JiraError {
  if (error instanceof SyntaxError) return unreadable(settings, 'answered with broken JSON');
  const unsent = whyUnsent(error, address);
  if (unsent !== null) {
    const message = `${settings.id} at ${unsent}. Check its address and the network.`;
    return new JiraError(settings.id, { kind: 'unreachable', message, unsent: true });
  }
  const name = error instanceof Error ? error.name : '';
  const message =
    name === 'TimeoutError'
      ? `${settings.id} did not answer within ${timeoutMs / 1000} s.`
      : `${settings.id} did not answer. Check its address and the network.`;
  return new JiraError(settings.id, { kind: 'unreachable', message });
}

/** An answer that is not what Jira documents. */
export function unreadable(settings: TrackerSettings, what: string): JiraError {
  return new JiraError(settings.id, { kind: 'unreadable', message: `${settings.id} ${what}.` });
}

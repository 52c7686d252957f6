import { z } from 'zod';
import type { TrackerSettings } from '../../settings.ts';
import { failedElementsOf } from '../failed-elements.ts';
import { JiraError } from '../jira-error.ts';
import { retryAfterOf } from '../retry-after.ts';
import { isBlocked, waitOf } from './limits-of.ts';
import type { Reply } from './reply.ts';

const objectionsSchema = z.object({
  errorMessages: z.array(z.string()).default([]),
  errors: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
  message: z.string().optional(),
});

/** What the answer refuses; null when it is an answer. */
export function refusalOf(settings: TrackerSettings, reply: Reply, now: Date): JiraError | null {
  const { status, headers } = reply;
  if (status >= 300 && status < 400) return sentOn(settings, reply);
  const login = loginRefusal(settings, reply);
  if (login !== null) return login;
  if (status < 300) return null;
  if (status === 429) {
    const message = isBlocked(headers)
      ? `${settings.id} has blocked this account from its REST API. Ask the administrator of Jira for an allowance (Rate limiting).`
      : `${settings.id} limits our requests.`;
    const retryAfter = waitOf(headers, now);
    return new JiraError(settings.id, { kind: 'rate-limited', status, message, retryAfter });
  }
  if (status >= 500 || status === 408) {
    const message = `${settings.id} is down (${status}).`;
    const retryAfter = retryAfterOf(headers, now);
    return new JiraError(settings.id, { kind: 'unreachable', status, message, retryAfter });
  }
  return objection(settings, reply);
}

/** Whether the error forbids sending the password again: Jira counts wrong ones and then locks the account. */
export function isLockout({ credential }: TrackerSettings, error: JiraError): boolean {
  return credential.type === 'basic' && error.kind === 'unauthorised';
}

/** An answer that is not what Jira documents. */
export function unreadable({ id }: TrackerSettings, what: string): JiraError {
  return new JiraError(id, { kind: 'unreadable', message: `${id} ${what}.` });
}

/**
 * A redirect is never followed: a POST would become a GET on the way. Whoever sends it took nothing, so nothing was done.
 */
function sentOn({ id, url }: TrackerSettings, { status, headers }: Reply): JiraError {
  const location = headers.get('location') ?? '';
  const target = URL.canParse(location, url) ? new URL(location, url) : null;
  const place = target === null ? 'elsewhere' : `to ${target.origin}${target.pathname.split('/rest/')[0]}`;
  const message = `${id} sends us on ${place} (${status}). Nothing was sent there. If that is where Jira lives, give it as “url”, with the path it lies under.`;
  return new JiraError(id, { kind: 'unreachable', status, message, unsent: true });
}

function loginRefusal(
  { id, credential }: TrackerSettings,
  { status, headers, text }: Reply,
): JiraError | null {
  const reason = headers.get('x-seraph-loginreason') ?? '';
  const say = (message: string): JiraError => new JiraError(id, { kind: 'unauthorised', status, message });
  if (/DENIED/.test(reason)) {
    return say(
      `${id} wants a CAPTCHA for this account, after too many wrong passwords. Sign in to Jira once with a browser as that user, or better use a personal access token, then start Followthrough again; until then nothing is sent.`,
    );
  }
  if (status === 403 && /basic authentication has been disabled/i.test(text)) {
    return say(
      `${id} takes no user name and password (Basic authentication is disabled there). Make a personal access token in Jira and give it as “token”, then start Followthrough again; until then nothing is sent.`,
    );
  }
  if (status === 401 || /FAILED/.test(reason)) {
    return say(
      credential.type === 'basic'
        ? `${id} does not accept user name and password. Correct them and start Followthrough again; until then nothing is sent, because Jira locks an account after a few wrong passwords.`
        : `${id} does not accept the personal access token: it has expired, was revoked or is not one of this Jira. Make a new one.`,
    );
  }
  if (headers.get('x-ausername') === 'anonymous') {
    return say(
      `${id} takes us for a stranger: the personal access token has expired, was revoked or is not one of this Jira. Make a new one.`,
    );
  }
  return null;
}

function objection(settings: TrackerSettings, { status, text }: Reply): JiraError {
  const { id } = settings;
  const json = parsed(text);
  const read = objectionsSchema.safeParse(json).data;
  if (status === 404 && (read?.errorMessages.length ?? 0) === 0) {
    const message = `${id} has no Jira at this address (404). Check “url”: it has to end with the path Jira lies under, such as /jira.`;
    return new JiraError(id, { kind: 'unreachable', status, message, unsent: true });
  }
  const { errorMessages = [], errors = {}, message } = read ?? {};
  const objections = message === undefined ? errorMessages : [...errorMessages, message];
  const fieldErrors = Object.fromEntries(
    Object.entries(Array.isArray(errors) ? {} : errors).flatMap(([field, words]) =>
      typeof words === 'string' ? [[field, words] as const] : [],
    ),
  );
  return saying(settings, status, { objections, fieldErrors, elements: failedElementsOf(json) });
}

/** A refusal in Jira's own words. */
export function saying(
  { id }: TrackerSettings,
  status: number,
  words: Pick<JiraError, 'objections' | 'fieldErrors'> & Partial<Pick<JiraError, 'elements'>>,
): JiraError {
  const said = [
    ...words.objections,
    ...Object.entries(words.fieldErrors).map(([field, problem]) => `${field}: ${problem}`),
  ].join(' ');
  const message =
    said === '' ? `${id} refused (${status}).` : `${id} refused (${status}): ${said.slice(0, 500)}`;
  const kind = status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'refused';
  return new JiraError(id, { kind, status, message, ...words });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { cappedText } from '../capped-text.ts';
import type { Credential } from '../credential.ts';
import { TrackerError } from '../errors.ts';
import type { TrackerContext, TrackerSettings } from '../settings.ts';

const mostBytes = 1_000_000;
const sites = z.array(z.object({ id: z.string().regex(/^[\w-]+$/), url: z.string() }));

/**
 * Where the site's API is: at the site itself, or, for an OAuth application, at Atlassian's gateway under the site's cloud id, which
 * is asked for once when the configuration does not give it. The function it returns throws TrackerError.
 */
export function siteAddress(
  settings: TrackerSettings,
  context: Pick<TrackerContext, 'timeoutMs'>,
  credential: Credential,
): () => Promise<string> {
  const { url } = settings;
  const gateway = settings.credential.type === 'oauth' ? settings.credential.gateway : undefined;
  if (gateway === undefined || url.includes('/ex/jira/')) return async () => url;
  let cloudId = gateway.cloudId;
  return async () => {
    cloudId ??= await askForCloudId(settings, gateway.url, context.timeoutMs, credential);
    return `${gateway.url}/ex/jira/${cloudId}`;
  };
}

async function askForCloudId(
  { id, url }: TrackerSettings,
  gateway: string,
  timeoutMs: number,
  credential: Credential,
): Promise<string> {
  const { host } = new URL(gateway);
  const authorization = await credential.authorization();
  let answer = await ask(gateway, authorization, timeoutMs);
  if (answer?.status === 401) {
    const renewed = await credential.renewed(authorization);
    if (renewed !== null) answer = await ask(gateway, renewed, timeoutMs);
  }
  if (answer?.status === 401 || answer?.status === 403) {
    const message = `${id}: ${host} does not accept the OAuth token. Authorise the application again and set the new token as oauth.refreshToken.`;
    throw new TrackerError(id, 'unauthorised', message);
  }
  const found = answer?.status === 200 ? sites.safeParse(answer.json).data : undefined;
  if (found === undefined) {
    const message = `${id}: ${host} does not say which sites the OAuth application may use. It is tried again; oauth.cloudId saves the question.`;
    throw new TrackerError(id, 'unreachable', message, null, true);
  }
  const site = found.find((one) => one.url.replace(/\/+$/, '') === url);
  if (site !== undefined) return site.id;
  const message = `${id}: the OAuth application may not use ${url}. Authorise it for this site, or correct url.`;
  throw new TrackerError(id, 'unauthorised', message);
}

async function ask(
  gateway: string,
  authorization: string,
  timeoutMs: number,
): Promise<{ readonly status: number; readonly json: unknown } | null> {
  try {
    const response = await fetch(`${gateway}/oauth/token/accessible-resources`, {
      headers: { Accept: 'application/json', Authorization: authorization },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await cappedText(response, mostBytes);
    return { status: response.status, json: response.ok ? JSON.parse(text ?? 'null') : null };
  } catch {
    return null;
  }
}

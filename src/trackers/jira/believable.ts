import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';

/** How Jira turns a stranger away: it calls what they may not see not found, or their project unknown. */
const saidToStrangers: readonly (number | null)[] = [400, 403, 404];

/**
 * A dead token makes us a stranger: the error itself once Jira has said who we are, else the reason it could not. A “not found” or
 * “forbidden” without a word is no refusal of Jira's but a page of something in between, and what that did nobody knows.
 */
export async function believable(session: JiraSession, error: unknown): Promise<unknown> {
  if (!(error instanceof JiraError) || !saidToStrangers.includes(error.status)) return error;
  try {
    await session.proveIdentity();
    return isWordless(error) ? notJira(session, error) : error;
  } catch (doubt) {
    return doubt;
  }
}

function isWordless({ status, objections, fieldErrors, elements }: JiraError): boolean {
  const words = objections.length + Object.keys(fieldErrors).length + elements.length;
  return status !== 400 && words === 0;
}

function notJira({ settings }: JiraSession, { status }: JiraError): JiraError {
  const message = `${settings.id} answered ${status} without Jira's reasons (a proxy, or maintenance?).`;
  return new JiraError(settings.id, { kind: 'unreadable', message });
}

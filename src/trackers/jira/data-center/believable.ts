import { JiraError } from '../jira-error.ts';
import type { DataCenterSession } from './data-center-session.ts';

/** How Jira turns a stranger away: it calls what they may not see not found, or their project unknown. */
const saidToStrangers: readonly (number | null)[] = [400, 403, 404];

/** A dead token makes us a stranger: the error itself once Jira has said who we are, else the reason it could not. */
export async function believable(session: DataCenterSession, error: unknown): Promise<unknown> {
  if (!(error instanceof JiraError) || !saidToStrangers.includes(error.status)) return error;
  try {
    await session.proveIdentity();
    return error;
  } catch (doubt) {
    return doubt;
  }
}

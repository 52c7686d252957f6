import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';

/** To a stranger Jira says “not found”: the error itself once Jira has said who we are, else the reason it could not. */
export async function believable(session: JiraSession, error: unknown): Promise<unknown> {
  if (!(error instanceof JiraError) || error.status !== 404) return error;
  try {
    await session.proveIdentity();
    return error;
  } catch (doubt) {
    return doubt;
  }
}

import { TrackerError } from '../errors.ts';
import type { JiraSession } from './jira-session.ts';

/** To a stranger Jira says “not found”: the error itself once Jira has said who we are, else the reason it could not. */
export async function believable(session: JiraSession, error: unknown): Promise<unknown> {
  if (!(error instanceof TrackerError) || error.kind !== 'not-found') return error;
  try {
    await session.proveIdentity();
    return error;
  } catch (doubt) {
    return doubt;
  }
}

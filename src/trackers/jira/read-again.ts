import { TrackerError } from '../errors.ts';
import { isUnknown } from './jira-error.ts';

const tries = 3;

/**
 * Asks up to three times when a read goes unanswered: for long looks, of which every part must succeed. What Jira refuses or limits, and
 * what nobody was there to take, is not asked again.
 */
export async function readAgain<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let left = tries; ; left -= 1) {
    try {
      return await read();
    } catch (error) {
      if (left <= 1 || !(error instanceof TrackerError) || error.unsent || !isUnknown(error)) throw error;
    }
  }
}

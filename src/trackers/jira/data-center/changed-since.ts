import type { Issue } from '../../tracker.ts';
import { quoted } from '../search-issues.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { inOurWords, view } from './fetch-issues.ts';
import { searchAll } from './search.ts';

const overlapMinutes = 5;
const minuteMs = 60_000;

/**
 * Tracker.changedSince. The period is relative, because a JQL date is read in the zone of the user's profile. The index may lag
 * behind by minutes; the reading by id catches what is missed here.
 */
export async function changedSince(
  session: DataCenterSession,
  label: string,
  since: Date,
): Promise<readonly Issue[]> {
  const elapsed = session.context.clock().getTime() - since.getTime();
  const minutes = Math.max(1, Math.ceil(elapsed / minuteMs) + overlapMinutes);
  const jql = `labels = ${quoted(label)} AND updated >= "-${minutes}m" ORDER BY id ASC`;
  const found = await searchAll(session, jql, view);
  return found.map((raw) => inOurWords(session, raw));
}

import type { IssueRequest } from '../../tracker.ts';
import { JiraError } from '../jira-error.ts';
import { settleWindowMs } from '../probe-issues.ts';
import { readAgain } from '../read-again.ts';
import { quoted } from '../search-issues.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { readOne } from './read-by-id.ts';
import { type RawIssue, searchAll, searchPage } from './search.ts';

/** What tells whose an issue is. */
export const view = { fields: ['labels', 'creator', 'created'] };

/** So many keys in a row that lead nowhere are the end of the project: nobody deletes that many within minutes. */
const mostMisses = 25;
const mostReads = 500;
const minuteMs = 60_000;
/** The process that noted the attempt may have had another clock. */
const clockSkewMinutes = 5;

/**
 * Reads from the database, one by one, the keys that the project can have handed out while these creates were under way and that the
 * index does not show, until all are found. False when they were too many to say that nothing is there. Whoever got a key since then
 * was touched since then, by its creation or its move into the project, and keys are handed out in order.
 */
export async function walkKeys(
  session: DataCenterSession,
  project: string,
  group: readonly IssueRequest[],
  { look, isDone }: { readonly look: (raw: RawIssue) => Promise<void>; readonly isDone: () => boolean },
): Promise<boolean> {
  const { before, after, shown } = await boundsOf(session, project, group);
  const highest = Math.max(before, ...shown);
  let misses = 0;
  let reads = 0;
  for (let number = before + 1; number < after && !isDone(); number += 1) {
    if (shown.has(number)) continue;
    if (reads >= mostReads) return false;
    reads += 1;
    const raw = await readAgain(() => readOne(session, `${project}-${number}`, view));
    if (raw !== null) await look(raw);
    misses = raw === null ? misses + 1 : 0;
    if (misses >= mostMisses && number > highest + mostMisses) return true;
  }
  return true;
}

interface Bounds {
  /** A number handed out before the creates. */
  readonly before: number;
  /** One handed out after them; infinite when none is known. */
  readonly after: number;
  /** Those between them that the index shows, and that need no reading. */
  readonly shown: ReadonlySet<number>;
}

async function boundsOf(
  session: DataCenterSession,
  project: string,
  group: readonly IssueRequest[],
): Promise<Bounds> {
  const now = session.context.clock().getTime();
  const attempts = group.map(({ identity }) => identity.attemptedAt?.getTime() ?? now);
  const since = Math.ceil((now - Math.min(...attempts)) / minuteMs) + clockSkewMinutes;
  const until = Math.floor((now - Math.max(...attempts) - settleWindowMs) / minuteMs) - clockSkewMinutes;
  const within = `project = ${quoted(project)} AND`;
  try {
    const before = await firstNumber(session, `${within} updated <= "-${since}m" ORDER BY key DESC`);
    const after =
      until > 0 ? await firstNumber(session, `${within} created >= "-${until}m" ORDER BY key ASC`) : null;
    const touched = await searchAll(session, `${within} updated >= "-${since}m" ORDER BY id ASC`, {
      fields: ['created'],
    });
    const shown = new Set(touched.map(({ key }) => numberIn(key)));
    return { before: before ?? 0, after: after ?? Infinity, shown };
  } catch (error) {
    // The query names a project that is gone or never was: then its keys tell as much, from the first one on.
    if (error instanceof JiraError && error.status === 400) {
      return { before: 0, after: Infinity, shown: new Set() };
    }
    throw error;
  }
}

/** The number of the first key that a query finds; null when there is none. */
async function firstNumber(session: DataCenterSession, jql: string): Promise<number | null> {
  const { issues } = await searchPage(session, jql, { fields: ['created'] }, { most: 1 });
  const [first] = issues;
  return first === undefined ? null : numberIn(first.key);
}

function numberIn(key: string): number {
  return Number(/-(\d+)$/.exec(key)?.[1] ?? 0);
}

import { z } from 'zod';
import type { IssueRequest } from '../../tracker.ts';
import { markerLabel } from '../issue-words.ts';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import { settleWindowMs } from '../probe-issues.ts';
import { quoted } from '../search-issues.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { readMarker, writeMarker } from './marker-property.ts';
import { readByIds, readOne } from './read-by-id.ts';
import { type RawIssue, searchAll, searchPage } from './search.ts';

/** What became of unanswered creates, by identity key. */
export interface Probed {
  /** All issues that are ours, oldest first; several when a gateway sent the create twice. */
  readonly found: ReadonlyMap<string, readonly RawIssue[]>;
  /** Keys of those that are certainly not there: only they may be made again. */
  readonly absent: ReadonlySet<string>;
}

const view = { fields: ['labels', 'creator', 'created'] };
const tracesSchema = z.object({
  fields: z.object({
    labels: z.array(z.string()).nullish(),
    creator: z.object({ name: z.string() }).nullish(),
  }),
});
/** So many keys in a row that lead nowhere are the end of the project: nobody deletes that many within minutes. */
const mostMisses = 25;
const mostKeys = 500;
const minuteMs = 60_000;
/** The process that noted the attempt may have had another clock. */
const clockSkewMinutes = 5;

/**
 * Looks for the issues that unanswered creates may have made, for many at once: by what this process remembers, by marker label in
 * the index, which lags, and, once none can be under way any more, among the keys handed out since, one by one from the database.
 * Proves the identity first, because a dead token sees nothing.
 */
export async function probeIssues(
  session: DataCenterSession,
  requests: readonly IssueRequest[],
): Promise<Probed> {
  const us = await session.proveIdentity();
  const wanted = new Set(requests.map(({ identity }) => identity.key));
  const found = new Map<string, RawIssue[]>();
  const see = async (raws: readonly RawIssue[]): Promise<void> => {
    for (const raw of raws) {
      const key = await keyIn(session, raw, wanted, us);
      const same = key === null ? [] : (found.get(key) ?? []);
      if (key === null || same.some(({ id }) => id === raw.id)) continue;
      found.set(
        key,
        [...same, raw].toSorted((a, b) => Number(a.id) - Number(b.id)),
      );
    }
  };
  const known = [...wanted].flatMap((key) => session.made.get(key) ?? []);
  if (known.length > 0) await see((await readByIds(session, known, view)).issues);
  const labels = [...wanted].map((key) => quoted(markerLabel(key))).join(', ');
  await see(await searchAll(session, `labels in (${labels}) ORDER BY id ASC`, view));

  const absent = new Set<string>();
  const missing = requests.filter(({ identity }) => !found.has(identity.key) && isSettled(session, identity));
  for (const [project, group] of Map.groupBy(missing, ({ draft }) => draft.destination.project)) {
    const isWhole = await walk(session, project, group, see);
    for (const { identity } of group) {
      if (isWhole && !found.has(identity.key)) absent.add(identity.key);
    }
  }
  return { found, absent };
}

/** Whose issue it is: the hidden key says, and where an old version keeps none the label on an issue that we made ourselves. */
async function keyIn(
  session: DataCenterSession,
  raw: RawIssue,
  wanted: ReadonlySet<string>,
  us: string,
): Promise<string | null> {
  const { fields } = readAnswer(session.settings.id, '/search', tracesSchema, raw);
  const labelled = [...wanted].find((key) => fields.labels?.includes(markerLabel(key)));
  if (labelled === undefined) return null;
  const marker = await readMarker(session, raw.id);
  // A clone has the label of what it was cloned from, never its properties, and whoever cloned it as creator.
  if (marker === null && fields.creator?.name === us) {
    await writeMarker(session, raw.id, labelled);
    return labelled;
  }
  return marker === labelled ? labelled : null;
}

/**
 * Reads the keys the project can have handed out while the creates were under way; false when they were too many to say that
 * nothing is there. Whoever got a key since then was touched since then, by its creation or its move into the project.
 */
async function walk(
  session: DataCenterSession,
  project: string,
  group: readonly IssueRequest[],
  see: (raws: readonly RawIssue[]) => Promise<void>,
): Promise<boolean> {
  const now = session.context.clock().getTime();
  const attempts = group.map(({ identity }) => identity.attemptedAt?.getTime() ?? now);
  const since = Math.ceil((now - Math.min(...attempts)) / minuteMs) + clockSkewMinutes;
  const until = Math.floor((now - Math.max(...attempts) - settleWindowMs) / minuteMs) - clockSkewMinutes;
  const before = await numberOf(session, project, ` AND updated <= "-${since}m" ORDER BY key DESC`);
  const after =
    until <= 0 ? null : await numberOf(session, project, ` AND created >= "-${until}m" ORDER BY key ASC`);
  let misses = 0;
  for (let number = (before ?? 0) + 1; number <= (before ?? 0) + mostKeys; number += 1) {
    if (after !== null && number >= after) return true;
    const raw = await readOne(session, `${project}-${number}`, view);
    if (raw !== null) await see([raw]);
    misses = raw === null ? misses + 1 : 0;
    if (after !== null || misses < mostMisses) continue;
    const highest = await numberOf(session, project, ' ORDER BY key DESC');
    return (highest ?? 0) <= number;
  }
  return false;
}

/** The number of the first of the project's keys that the index finds; null when there is none. Numbers are never handed out twice. */
async function numberOf(session: DataCenterSession, project: string, rest: string): Promise<number | null> {
  try {
    const jql = `project = ${quoted(project)}${rest}`;
    const { issues } = await searchPage(session, jql, { fields: ['created'] }, { most: 1 });
    const number = Number(/-(\d+)$/.exec(issues[0]?.key ?? '')?.[1] ?? 0);
    return number === 0 ? null : number;
  } catch (error) {
    // The query names a project that is gone or never was: then its keys tell as much, from the first one on.
    if (error instanceof JiraError && error.status === 400) return null;
    throw error;
  }
}

/** Whether a create that was sent then can no longer be under way behind a gateway that gave up on it. */
function isSettled({ context }: DataCenterSession, { attemptedAt }: IssueRequest['identity']): boolean {
  return attemptedAt !== null && attemptedAt.getTime() + settleWindowMs <= context.clock().getTime();
}

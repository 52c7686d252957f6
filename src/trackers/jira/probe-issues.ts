import type { IssueRequest } from '../tracker.ts';
import { readIssues } from './fetch-issues.ts';
import { markerLabel } from './issue-words.ts';
import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { markerIn } from './marker.ts';
import { readAgain } from './read-again.ts';
import type { JiraIssue } from './read-issue.ts';
import { quoted, searchIssues } from './search-issues.ts';

/** Time after which a create can no longer be under way behind a gateway that gave up on it. */
export const settleWindowMs = 120_000;

export type Probe =
  | { readonly found: JiraIssue; readonly twins: readonly JiraIssue[] }
  | { readonly found: null; readonly isCertain: boolean }
  /** The look ended before it came to this one. */
  | { readonly failure: unknown };

const keysPerBlock = 100;
const mostBlocks = 50;
const mostBefore = 100;
const mostLabelled = 5000;
const minuteMs = 60_000;
/** The search index may lag by minutes, never by an hour. */
const indexIsCurrentAfterMs = 3_600_000;
/** The process that noted the attempt may have had another clock. */
const clockSkewMinutes = 2;

/**
 * Looks for the issues that unanswered creates may have made, for many at once: by marker label in the index, which lags, and among
 * the keys handed out since, which are read from the database. Proves the identity first, because a dead token sees nothing.
 * One probe for each identity key. Not certain: too many issues were made since to read them all, and the index may still lag. A look
 * among the keys that fails takes nothing away from what the index showed.
 */
export async function probeIssues(
  session: JiraSession,
  requests: readonly IssueRequest[],
): Promise<ReadonlyMap<string, Probe>> {
  await session.proveIdentity();
  const now = session.context.clock();
  const sightings = new Map(requests.map(({ identity }) => [identity.key, new Map<string, JiraIssue>()]));
  const unseen = (): readonly IssueRequest[] =>
    requests.filter(({ identity }) => sightings.get(identity.key)?.size === 0);
  const see = (issues: readonly JiraIssue[]): void => {
    for (const issue of issues) sightings.get(markerIn(issue.properties) ?? '')?.set(issue.id, issue);
  };

  const isOld = ({ identity }: IssueRequest): boolean =>
    now.getTime() - (identity.attemptedAt ?? now).getTime() > indexIsCurrentAfterMs;

  const labels = requests.map(({ identity }) => quoted(markerLabel(identity.key)));
  const labelled = await searchIssues(session, `labels in (${labels.join(', ')})`, mostLabelled);
  const made = requests.flatMap(({ identity }) => session.made.get(identity.key) ?? []);
  const known = await readIssues(session, [...new Set([...made, ...labelled.map(({ id }) => id)])]);
  see(known.issues);

  const readToTheEnd = new Set<string>();
  const failures = new Map<string, unknown>();
  // By themselves, so that one from long ago does not make the look for the others a long one.
  for (const group of [unseen().filter(isOld), unseen().filter((request) => !isOld(request))]) {
    for (const [project, missing] of Map.groupBy(group, ({ draft }) => draft.destination.project)) {
      const since = Math.min(...missing.map(({ identity }) => (identity.attemptedAt ?? now).getTime()));
      const isFound = (): boolean => missing.every((request) => !unseen().includes(request));
      try {
        if (await readNewest(session, project, new Date(since), { see, isFound })) readToTheEnd.add(project);
      } catch (error) {
        for (const { identity } of missing) failures.set(identity.key, error);
      }
    }
  }
  return new Map(
    requests.map((request) => {
      const { identity, draft } = request;
      const isCertain =
        known.failed.length === 0 && (readToTheEnd.has(draft.destination.project) || isOld(request));
      const probe = theOne(
        [...(sightings.get(identity.key)?.values() ?? [])],
        session.made.get(identity.key),
      );
      const failure = failures.get(identity.key);
      return [identity.key, probe ?? (failure === undefined ? { found: null, isCertain } : { failure })];
    }),
  );
}

/** Of several with our property (a gateway sent the create twice) the one in our ledger is the one, else the oldest. */
function theOne(mine: readonly JiraIssue[], ledgerId: string | undefined): Probe | null {
  const [found, ...twins] = mine.toSorted(
    (a, b) => Number(b.id === ledgerId) - Number(a.id === ledgerId) || Number(a.id) - Number(b.id),
  );
  return found === undefined ? null : { found, twins };
}

/**
 * Reads the issues of the project by the keys handed out since the instant, until what is sought is found. Whether nothing can
 * have been overlooked: a hundred keys without an issue are the end only beyond the last key that the index knows.
 */
async function readNewest(
  session: JiraSession,
  project: string,
  since: Date,
  { see, isFound }: { readonly see: (issues: readonly JiraIssue[]) => void; readonly isFound: () => boolean },
): Promise<boolean> {
  const elapsed = session.context.clock().getTime() - since.getTime();
  const minutes = Math.max(0, Math.ceil(elapsed / minuteMs)) + clockSkewMinutes;
  // An issue that was moved here since has a new key and its old date; the lowest of several is one that was made here.
  const before = await numbersOf(
    session,
    project,
    ` AND created <= "-${minutes}m" ORDER BY created DESC, key DESC`,
  );
  const [last = 0] = await numbersOf(session, project, ' ORDER BY key DESC', 1);
  let from = Math.min(...(before.length === 0 ? [0] : before)) + 1;
  for (let block = 0; block < mostBlocks; block += 1) {
    const keys = Array.from({ length: keysPerBlock }, (_, place) => `${project}-${from + place}`);
    const { issues, failed } = await readAgain(() => readIssues(session, keys));
    see(issues);
    if (isFound()) return true;
    if (failed.length > 0) return false;
    from += keysPerBlock;
    if (issues.length === 0 && from > last) return true;
  }
  return false;
}

/** The numbers in the keys of issues of the project that the index knows. Numbers are never handed out twice. */
async function numbersOf(
  session: JiraSession,
  project: string,
  rest: string,
  most = mostBefore,
): Promise<readonly number[]> {
  try {
    const jql = `project = ${quoted(project)}${rest}`;
    const found = await readAgain(() => searchIssues(session, jql, most));
    return found.map(({ key }) => Number(/-(\d+)$/.exec(key ?? '')?.[1] ?? 0));
  } catch (error) {
    // The query names a project that is gone or never was: then its keys tell as much, from the first one on.
    if (error instanceof JiraError && error.status === 400) return [];
    throw error;
  }
}

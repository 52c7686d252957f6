import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { type RawIssue, rawSchema, searchPage, type View } from './search.ts';

export interface ReadById {
  readonly issues: readonly RawIssue[];
  /** Not there, or not for us to see, by Jira's own word on each of them. */
  readonly absent: readonly string[];
  /** Those of them that are there. */
  readonly forbidden: readonly string[];
}

/**
 * Reads many issues by id, as many a request as Jira answers at once. One dead id makes Jira refuse the whole query: then it is asked
 * again without those it named, or in halves. What a search does not show proves nothing (its index lags and leaves archived issues
 * out), so each of those is asked for by itself.
 */
export async function readByIds(
  session: DataCenterSession,
  ids: readonly string[],
  view: View,
  most = Infinity,
): Promise<ReadById> {
  const found = new Map<string, RawIssue>();
  const unseen: string[] = [];
  const queue = chunksOf(ids, Math.min(most, session.learnt.mostPerPage));
  for (let chunk = queue.shift(); chunk !== undefined; chunk = queue.shift()) {
    const shown = await searchFor(session, chunk, view);
    if ('dead' in shown) {
      const { rest, suspects } = withoutDead(chunk, shown.dead);
      unseen.push(...suspects);
      queue.unshift(...rest);
      continue;
    }
    for (const issue of shown.issues) found.set(issue.id, issue);
    const missing = chunk.filter((id) => !found.has(id));
    const isCut = shown.issues.length > 0 && shown.issues.length < shown.total;
    if (isCut) queue.unshift(...chunksOf(missing, session.learnt.mostPerPage));
    else unseen.push(...missing);
  }
  const absent: string[] = [];
  const forbidden: string[] = [];
  for (const id of unseen) {
    const issue = await readAlone(session, id, view);
    if (issue instanceof JiraError) absent.push(id);
    else found.set(id, issue);
    if (issue instanceof JiraError && issue.kind === 'forbidden') forbidden.push(id);
  }
  return { issues: [...found.values()], absent, forbidden };
}

/** One issue by id or key, from the database; null when Jira says that it is not there or not for us to see. */
export async function readOne(
  session: DataCenterSession,
  idOrKey: string,
  view: View,
): Promise<RawIssue | null> {
  const issue = await readAlone(session, idOrKey, view);
  return issue instanceof JiraError ? null : issue;
}

/** The issue, or how Jira says that it is not there or not for us to see; whatever else goes wrong is thrown. */
async function readAlone(
  session: DataCenterSession,
  idOrKey: string,
  { fields, expand = [] }: View,
): Promise<RawIssue | JiraError> {
  const query = { fields: fields.join(','), ...(expand.length === 0 ? {} : { expand: expand.join(',') }) };
  try {
    const { body } = await session.transport.send({ path: ['issue', idOrKey], query });
    return readAnswer(session.settings.id, '/issue', rawSchema, body);
  } catch (error) {
    if (error instanceof JiraError && isNotForUs(error)) return error;
    throw error;
  }
}

async function searchFor(
  session: DataCenterSession,
  ids: readonly string[],
  view: View,
): Promise<{ readonly issues: readonly RawIssue[]; readonly total: number } | { readonly dead: string }> {
  try {
    return await searchPage(session, `id in (${ids.join(', ')}) ORDER BY id ASC`, view);
  } catch (error) {
    if (!(error instanceof JiraError) || error.status !== 400) throw error;
    return { dead: error.objections.join(' ') };
  }
}

/** What is left to ask of a refused query: all but the ids Jira named, else two halves. */
function withoutDead(
  chunk: readonly string[],
  words: string,
): { readonly rest: readonly (readonly string[])[]; readonly suspects: readonly string[] } {
  const numbers = new Set(words.match(/\d+/g));
  const named = chunk.filter((id) => numbers.has(id));
  if (named.length > 0 || chunk.length === 1) {
    const suspects = named.length > 0 ? named : chunk;
    const rest = chunk.filter((id) => !suspects.includes(id));
    return { rest: rest.length === 0 ? [] : [rest], suspects };
  }
  const half = Math.ceil(chunk.length / 2);
  return { rest: [chunk.slice(0, half), chunk.slice(half)], suspects: [] };
}

/** Gone, or hidden from us; said by Jira itself, not by a proxy before it. */
function isNotForUs({ status, objections }: JiraError): boolean {
  return (status === 404 || status === 403) && objections.length > 0;
}

function chunksOf(ids: readonly string[], size: number): (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, place) =>
    ids.slice(place * size, (place + 1) * size),
  );
}

import { z } from 'zod';
import type { IssueRequest } from '../../tracker.ts';
import { markerLabel } from '../issue-words.ts';
import { readAnswer } from '../jira-transport.ts';
import { settleWindowMs } from '../probe-issues.ts';
import { readAgain } from '../read-again.ts';
import { quoted } from '../search-issues.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { readMarker, writeMarker } from './marker-property.ts';
import { readByIds } from './read-by-id.ts';
import { type RawIssue, searchAll } from './search.ts';
import { view, walkKeys } from './walk-keys.ts';

/** What became of unanswered creates, by identity key. */
export interface Probed {
  /** All issues that are ours; several when a gateway sent the create twice: then first the one we know of, else the oldest. */
  readonly found: ReadonlyMap<string, readonly RawIssue[]>;
  /** Keys of those that are certainly not there: only they may be made again. */
  readonly absent: ReadonlySet<string>;
  /** Why the look ended early; null when it did not. */
  readonly failure: unknown;
}

const tracesSchema = z.object({
  fields: z.object({
    labels: z.array(z.string()).nullish(),
    creator: z.object({ name: z.string() }).nullish(),
  }),
});
/**
 * Looks for the issues that unanswered creates may have made, for many at once: by what this process remembers, by marker label in
 * the index, which lags, and, once none can be under way any more, among the keys handed out since, one by one from the database.
 * Proves the identity first, because a dead token sees nothing. A look that fails on its way keeps what it has seen whole by then.
 */
export async function probeIssues(
  session: DataCenterSession,
  requests: readonly IssueRequest[],
): Promise<Probed> {
  const us = await session.proveIdentity();
  const wanted = new Set(requests.map(({ identity }) => identity.key));
  const found = new Map<string, RawIssue[]>();
  const seen = new Set<string>();
  const see = async (raw: RawIssue): Promise<void> => {
    const key = await keyIn(session, raw, wanted, us);
    if (key === null || seen.has(raw.id)) return;
    seen.add(raw.id);
    found.set(
      key,
      [...(found.get(key) ?? []), raw].toSorted((a, b) => Number(a.id) - Number(b.id)),
    );
  };
  const known = [...wanted].flatMap((key) => session.made.get(key) ?? []);
  const remembered = known.length === 0 ? [] : (await readByIds(session, known, view)).issues;
  const labels = [...wanted].map((key) => quoted(markerLabel(key))).join(', ');
  const labelled = await searchAll(session, `labels in (${labels}) ORDER BY id ASC`, view);

  const absent = new Set<string>();
  const unread = new Set([...remembered, ...labelled]);
  try {
    for (const raw of unread) {
      await see(raw);
      unread.delete(raw);
    }
    const missing = requests.filter(
      ({ identity }) => !found.has(identity.key) && isSettled(session, identity),
    );
    for (const [project, group] of Map.groupBy(missing, ({ draft }) => draft.destination.project)) {
      const isDone = (): boolean => group.every(({ identity }) => found.has(identity.key));
      const isWhole = await walkKeys(session, project, group, { look: see, isDone });
      for (const { identity } of group) {
        if (isWhole && !found.has(identity.key)) absent.add(identity.key);
      }
    }
  } catch (failure) {
    // What was not read may be an older twin of what was.
    for (const raw of unread) for (const key of labelsOf(session, raw, wanted)) found.delete(key);
    return { found, absent, failure };
  }
  return { found, absent, failure: null };
}

/** Whose issue it is: the hidden key says, and where an old version keeps none the label on an issue that we made ourselves. */
async function keyIn(
  session: DataCenterSession,
  raw: RawIssue,
  wanted: ReadonlySet<string>,
  us: string,
): Promise<string | null> {
  const [labelled] = labelsOf(session, raw, wanted);
  if (labelled === undefined) return null;
  const { fields } = readTraces(session, raw);
  const marker = await readAgain(() => readMarker(session, raw.id));
  // A clone has the label of what it was cloned from, never its properties, and whoever cloned it as creator.
  if (marker === null && fields.creator?.name === us) {
    await writeMarker(session, raw.id, labelled);
    return labelled;
  }
  return marker === labelled ? labelled : null;
}

/** The keys of which the issue has the label. */
function labelsOf(session: DataCenterSession, raw: RawIssue, wanted: ReadonlySet<string>): string[] {
  const { labels } = readTraces(session, raw).fields;
  return [...wanted].filter((key) => labels?.includes(markerLabel(key)));
}

function readTraces(session: DataCenterSession, raw: RawIssue): z.infer<typeof tracesSchema> {
  return readAnswer(session.settings.id, '/search', tracesSchema, raw);
}

/** Whether a create that was sent then can no longer be under way behind a gateway that gave up on it. */
function isSettled({ context }: DataCenterSession, { attemptedAt }: IssueRequest['identity']): boolean {
  return attemptedAt !== null && attemptedAt.getTime() + settleWindowMs <= context.clock().getTime();
}

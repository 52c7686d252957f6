import type { PendingWrite } from '../db/write-store.ts';
import type { Settled } from './settle.ts';

/** How the writes of one drain ended, and what a person should read. `waiting` is sent again by itself later. */
export interface DrainResult {
  readonly created: number;
  readonly updated: number;
  readonly adopted: number;
  readonly refused: number;
  readonly unknown: number;
  readonly waiting: number;
  readonly problems: readonly string[];
}

/** What went wrong, and with what: an issue's key or the line of a document; null when it is about all that goes to a tracker. */
interface Complaint {
  readonly about: string | null;
  readonly reason: string;
}

type Counts = { -readonly [K in keyof Omit<DrainResult, 'problems'>]: number };
export type Tally = Counts & { complaints: Complaint[] };

/** More subjects of one complaint than this are counted, not named; `plan` names them all. */
const mostNamed = 3;

/** A count with nothing counted yet. */
export function emptyTally(): Tally {
  return { created: 0, updated: 0, adopted: 0, refused: 0, unknown: 0, waiting: 0, complaints: [] };
}

/** What the endings of one call say of the tracker. */
export interface Met {
  /** Its credential or the connection to it is at fault: every other call would end the same way. */
  readonly trackerWide: boolean;
  readonly unanswered: boolean;
  /** It wants to be left alone with such calls for a while. */
  readonly putOff: boolean;
}

/** Counts what one call came to, and says what it tells of the tracker. */
export function count(tally: Tally, settled: readonly Settled[]): Met {
  const met = { trackerWide: false, unanswered: false, putOff: false };
  for (const { claimed, outcome, isOurs } of settled) {
    if (outcome.outcome === 'done') {
      if (!isOurs) continue;
      tally[deeds[claimed.write.kind]]++;
      tally.complaints.push(
        ...outcome.notes.map((reason) => ({ about: outcome.value?.key ?? nameOf(claimed), reason })),
      );
      continue;
    }
    const { reason, retryAfter, trackerWide = false } = outcome;
    if (outcome.outcome === 'unknown') tally.unknown++;
    else if (retryAfter === null) tally.refused++;
    met.trackerWide ||= trackerWide;
    met.unanswered ||= outcome.outcome === 'unknown';
    met.putOff ||= outcome.outcome === 'refused' && retryAfter !== null;
    tally.complaints.push({ about: trackerWide ? null : nameOf(claimed), reason });
  }
  return met;
}

const deeds = { create: 'created', adopt: 'adopted', update: 'updated' } as const;

/** How messages name a write: by its issue where there is one, else by the line that asks for it. */
function nameOf({ item, postmortem }: PendingWrite): string {
  return item.issueKey ?? `${postmortem.source}:${item.line}`;
}

/** The drains of several trackers as one, with one line for each cause. */
export function sumOf(tallies: readonly Tally[]): DrainResult {
  const { complaints, ...counts } = emptyTally();
  for (const tally of tallies) {
    for (const key of ['created', 'updated', 'adopted', 'refused', 'unknown', 'waiting'] as const) {
      counts[key] += tally[key];
    }
    complaints.push(...tally.complaints);
  }
  return { ...counts, problems: problemsOf(complaints) };
}

/** Lines and issue keys by their numbers: PAY-9 before PAY-10. */
const inOrder = new Intl.Collator('en', { numeric: true }).compare;

function problemsOf(complaints: readonly Complaint[]): string[] {
  return [...Map.groupBy(complaints, ({ reason }) => reason)].map(([reason, same]) => {
    const names = same.flatMap(({ about }) => about ?? []).toSorted(inOrder);
    const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
    const named = names.slice(0, mostNamed).join(', ');
    return named === '' ? reason : `${named}${more}: ${reason}`;
  });
}

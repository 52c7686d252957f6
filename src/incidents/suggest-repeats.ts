import type { Incident, PairVerdict } from './incident.ts';
import type { RepeatBook } from './repeat-book.ts';
import { inOrderOfStart, verdictBook } from './repeats.ts';

/** A pair that reads alike and counts for nothing until a person confirms it. */
export interface SuggestedRepeat {
  readonly incident: string;
  readonly repeats: string;
  /** Twice the shared terms over all terms of both (Dice 1945), from 0 to 1. */
  readonly similarity: number;
  readonly because: readonly string[];
}

const atLeastShared = 3;
const atLeastSimilar = 0.3;
const stopWords = new Set(
  (
    'about after again all and any are because been before being but can could did does during each for from had has have how ' +
    'incident into its more most not off one our outage out over own postmortem same some such than that the their them then ' +
    'there these they this those through too under until was were what when where which while who why will with within'
  ).split(' '),
);

/**
 * For each of `of` (incident ids) that repeats nothing yet, the earlier incident whose title, summary, services and causes
 * read most alike, the most alike pairs first. Pairs that a person rejected are left out.
 */
export function suggestRepeats(
  incidents: readonly Incident[],
  verdicts: readonly PairVerdict[],
  book: RepeatBook,
  of: ReadonlySet<string>,
): readonly SuggestedRepeat[] {
  const said = verdictBook(verdicts);
  const read = inOrderOfStart(incidents).map((incident) => ({ incident, terms: termsOf(incident) }));
  const best: SuggestedRepeat[] = [];
  for (const { incident, terms } of read) {
    if (!of.has(incident.id) || book.repeatOf(incident.id)) continue;
    let found: SuggestedRepeat | null = null;
    for (const other of read) {
      if (other.incident.startedAt >= incident.startedAt) break;
      if (said.isRejected(incident.id, other.incident.id)) continue;
      const because = [...terms].filter((term) => other.terms.has(term));
      const similarity = (2 * because.length) / (terms.size + other.terms.size);
      if (because.length < atLeastShared || similarity < atLeastSimilar) continue;
      if (found && similarity < found.similarity) continue;
      found = { incident: incident.id, repeats: other.incident.id, similarity, because };
    }
    if (found) best.push(found);
  }
  return best.toSorted((a, b) => b.similarity - a.similarity);
}

function termsOf(incident: Incident): Set<string> {
  const text = `${incident.title} ${incident.summary ?? ''}`.toLowerCase();
  const words = (text.match(/[\p{L}\p{N}][\p{L}\p{N}_-]{2,}/gu) ?? []).filter((word) => !stopWords.has(word));
  const services = incident.services.map((service) => `service ${service.trim().toLowerCase()}`);
  const causes = incident.causes.map((cause) => `cause ${cause.trim().toLowerCase()}`);
  return new Set([...services, ...causes, ...words]);
}

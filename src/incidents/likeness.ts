import type { Incident } from './incident.ts';

/** What is compared of two incidents. */
export interface IncidentText extends Pick<Incident, 'id' | 'title' | 'services' | 'causes'> {
  readonly summary: string | null;
  readonly rootCause: string | null;
}

/** A pair that reads alike and counts for nothing until a person confirms it. */
export interface SuggestedRepeat {
  readonly incident: string;
  readonly repeats: string;
  /** Twice the shared terms over all terms of both (Dice 1945), from 0 to 1. */
  readonly similarity: number;
  /** The terms they share: `service checkout`, `cause config-push`, words as the later one writes them. */
  readonly because: readonly string[];
}

const atLeastShared = 3;
const atLeastSimilar = 0.3;
/** Of a long report only so much is read. */
const mostCharacters = 4000;
const stopWords = new Set(
  (
    'about after again all and any are because been before being but can could did does during each for from had has have how ' +
    'incident into its more most not off one our outage out over own postmortem same some such than that the their them then ' +
    'there these they this those through too under until was were what when where which while who why will with within'
  ).split(' '),
);

/** How an incident may repeat an earlier one by its title, summary, root cause, services and causes; null when they do not read alike. */
export function likeness(incident: IncidentText, earlier: IncidentText): SuggestedRepeat | null {
  const [mine, theirs] = [termsOf(incident), termsOf(earlier)];
  const because = [...mine].flatMap(([term, written]) => (theirs.has(term) ? written : []));
  const similarity = (2 * because.length) / (mine.size + theirs.size);
  if (because.length < atLeastShared || similarity < atLeastSimilar) return null;
  return { incident: incident.id, repeats: earlier.id, similarity, because };
}

/** Each term as it is compared, and as it is written. */
function termsOf({ title, summary, rootCause, services, causes }: IncidentText): Map<string, string> {
  const text = [title, rootCause, summary].join(' ').slice(0, mostCharacters).toLowerCase();
  const terms = new Map<string, string>();
  for (const [kind, names] of [
    ['service', services],
    ['cause', causes],
  ] as const) {
    for (const name of names) {
      const term = `${kind} ${name.trim().toLowerCase()}`;
      terms.set(term, term);
    }
  }
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_-]{2,}/gu)) {
    const term = stemOf(word);
    if (!stopWords.has(word) && !terms.has(term)) terms.set(term, word);
  }
  return terms;
}

/** `refused`, `refuses` and `refusing` are one word; what is left need not be one. */
function stemOf(word: string): string {
  if (!/^[a-z]{5,}$/.test(word)) return word;
  return word.replace(/(?<=[a-z]{3})(?:ings?|ed|es|e|s)$/, '');
}

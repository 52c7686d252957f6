/** What is needed to tell whether two mentions are the same promise. */
export interface Mention {
  readonly text: string;
  readonly links: readonly string[];
}

/** Words in common over all words; below this a rewording counts as a new promise. */
const sameEnough = 0.5;

/** Comparing wordings costs old times new; beyond this many pairs nobody edited by hand, and only exact matches count. */
const mostComparisons = 1_000_000;

/**
 * Pairs the items of an edited document with those it had before: same words first, then the same ticket, then the closest
 * wording. Order does not matter. Returns for every new mention the index of the old one, or null when it is a new promise.
 */
export function matchItems(before: readonly Mention[], after: readonly Mention[]): (number | null)[] {
  const matches = Array.from<number | null>({ length: after.length }).fill(null);
  const free = new Set(before.keys());
  matchBy((mention) => [fold(mention.text)], before, after, matches, free);
  matchBy((mention) => mention.links, before, after, matches, free);
  if (free.size * matches.filter((match) => match === null).length <= mostComparisons) {
    matchByWording(before, after, matches, free);
  }
  return matches;
}

/** Pairs mentions that share a key, in their order. */
function matchBy(
  keysOf: (mention: Mention) => readonly string[],
  before: readonly Mention[],
  after: readonly Mention[],
  matches: (number | null)[],
  free: Set<number>,
): void {
  const waiting = new Map<string, number[]>();
  for (const index of free) {
    for (const key of keysOf(before[index]!)) waiting.set(key, [...(waiting.get(key) ?? []), index]);
  }
  for (const [at, now] of after.entries()) {
    if (matches[at] !== null) continue;
    const found = keysOf(now)
      .flatMap((key) => waiting.get(key) ?? [])
      .find((index) => free.has(index));
    if (found === undefined) continue;
    matches[at] = found;
    free.delete(found);
  }
}

function matchByWording(
  before: readonly Mention[],
  after: readonly Mention[],
  matches: (number | null)[],
  free: Set<number>,
): void {
  const words = (mention: Mention) =>
    new Set(
      fold(mention.text)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    );
  const old = new Map([...free].map((index) => [index, words(before[index]!)]));
  const candidates = after.flatMap((now, at) => {
    if (matches[at] !== null) return [];
    const ours = words(now);
    return [...old].map(([index, theirs]) => ({ at, index, likeness: overlap(ours, theirs) }));
  });
  candidates.sort((a, b) => b.likeness - a.likeness || a.at - b.at || a.index - b.index);
  for (const { at, index, likeness } of candidates) {
    if (likeness < sameEnough || matches[at] !== null || !free.has(index)) continue;
    matches[at] = index;
    free.delete(index);
  }
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

function fold(text: string): string {
  return text
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** What is needed to tell whether two mentions are the same promise. */
export interface Mention {
  readonly text: string;
  readonly links: readonly string[];
}

/** Words in common over all words; below this a rewording counts as a new promise. */
const sameEnough = 0.5;

/**
 * Pairs the items of an edited document with those it had before: same words first, then the same ticket, then the closest
 * wording. Order does not matter. Returns for every new mention the index of the old one, or null when it is a new promise.
 */
export function matchItems(before: readonly Mention[], after: readonly Mention[]): (number | null)[] {
  const matches = Array.from<number | null>({ length: after.length }).fill(null);
  const free = new Set(before.keys());
  const take = (same: (old: Mention, now: Mention) => boolean) => {
    for (const [at, now] of after.entries()) {
      if (matches[at] !== null) continue;
      const found = [...free].find((index) => same(before[index]!, now));
      if (found === undefined) continue;
      matches[at] = found;
      free.delete(found);
    }
  };
  take((old, now) => fold(old.text) === fold(now.text));
  take((old, now) => old.links.some((link) => now.links.includes(link)));
  matchByWording(before, after, matches, free);
  return matches;
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

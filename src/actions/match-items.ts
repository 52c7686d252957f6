import { likenessOf, termsOf, weightsOf } from './item-likeness.ts';

/** What is needed to tell whether two mentions are the same promise. */
export interface Mention {
  readonly text: string;
  readonly links: readonly string[];
}

/** Likeness of wording below which a rewording counts as a new promise. */
const sameEnough = 0.5;

/** Comparing wordings costs old times new; beyond this many pairs nobody edited by hand, and only exact matches count. */
const mostComparisons = 1_000_000;

/**
 * Pairs the items of an edited document with those it had before: same words first, then the ticket that no other item
 * names, then the closest wording. Order, owners, dates and check boxes do not matter. Returns for every new mention the
 * index of the old one, or null when it is a new promise.
 */
export function matchItems(before: readonly Mention[], after: readonly Mention[]): (number | null)[] {
  const matches = Array.from<number | null>({ length: after.length }).fill(null);
  const free = new Set(before.keys());
  matchBy((mention) => [fold(mention.text)], before, after, matches, free);
  matchBy((mention) => [termsOf(mention.text).join(' ')], before, after, matches, free);
  matchBy(ownLinks(before, after), before, after, matches, free);
  if (free.size * matches.filter((match) => match === null).length <= mostComparisons) {
    matchByWording(before, after, matches, free);
  }
  return matches;
}

/** The links that only one item of each edition names: a dashboard that three items name identifies none of them. */
function ownLinks(
  before: readonly Mention[],
  after: readonly Mention[],
): (mention: Mention) => readonly string[] {
  const shared = new Set<string>();
  for (const mentions of [before, after]) {
    const seen = new Set<string>();
    for (const { links } of mentions)
      for (const link of new Set(links)) {
        if (seen.has(link)) shared.add(link);
        seen.add(link);
      }
  }
  return ({ links }) => links.filter((link) => !shared.has(link));
}

/** Pairs mentions that share a key, in their order; an empty key is none. */
function matchBy(
  keysOf: (mention: Mention) => readonly string[],
  before: readonly Mention[],
  after: readonly Mention[],
  matches: (number | null)[],
  free: Set<number>,
): void {
  const waiting = new Map<string, number[]>();
  for (const index of free)
    for (const key of keysOf(before[index]!)) {
      const queue = waiting.get(key);
      if (queue) queue.push(index);
      else waiting.set(key, [index]);
    }
  for (const queue of waiting.values()) queue.reverse();
  for (const [at, now] of after.entries()) {
    if (matches[at] !== null) continue;
    const found = keysOf(now)
      .map((key) => next(waiting.get(key), free))
      .find((index) => index !== undefined);
    if (found === undefined) continue;
    matches[at] = found;
    free.delete(found);
  }
}

/** The first index of a queue (kept in reverse) that is still free; those that are not are dropped. */
function next(queue: number[] | undefined, free: ReadonlySet<number>): number | undefined {
  if (!queue) return undefined;
  for (let last = queue.at(-1); last !== undefined; last = queue.at(-1)) {
    if (free.has(last)) return last;
    queue.pop();
  }
  return undefined;
}

function matchByWording(
  before: readonly Mention[],
  after: readonly Mention[],
  matches: (number | null)[],
  free: Set<number>,
): void {
  const weights = weightsOf([...before, ...after].map(({ text }) => text));
  const old = new Map([...free].map((index) => [index, new Set(termsOf(before[index]!.text))]));
  const candidates = after.flatMap((now, at) => {
    if (matches[at] !== null) return [];
    const ours = new Set(termsOf(now.text));
    return [...old].flatMap(([index, theirs]) => {
      const sameTicket = now.links.some((link) => before[index]!.links.includes(link));
      const likeness = likenessOf(ours, theirs, weights) + (sameTicket ? 0.2 : 0);
      return likeness >= sameEnough ? [{ at, index, likeness }] : [];
    });
  });
  candidates.sort((a, b) => b.likeness - a.likeness || a.at - b.at || a.index - b.index);
  for (const { at, index } of candidates) {
    if (matches[at] !== null || !free.has(index)) continue;
    matches[at] = index;
    free.delete(index);
  }
}

function fold(text: string): string {
  return text
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

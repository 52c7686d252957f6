import type { StatedItem } from '../document.ts';
import { namingWords } from './hollow-words.ts';
import type { Finding } from './rules.ts';
import { inShort } from './wording.ts';

/** An item of a recorded postmortem that is neither done nor cancelled. */
export interface OpenItem {
  readonly text: string;
  readonly incidentId: string;
  /** What its postmortem was read from. */
  readonly source: string;
  /** Key of its issue, such as `PAY-12`; null while it has none. */
  readonly issueKey: string | null;
  readonly issueUrl: string | null;
}

/** Open items, to be asked for the one a new promise repeats. */
export interface OpenItems {
  /** The open item of another postmortem that says the same; null when there is none. */
  sameAs(
    item: Pick<StatedItem, 'text' | 'links'>,
    from: { source: string; incidentId: string | null },
  ): OpenItem | null;
}

/** Words in common over all words, from which two promises count as one. */
const same = 0.8;
/** Fewer naming words than this say too little to be the same by accident only. */
const fewest = 3;
/** Words about the incident at hand: "Write the incident report" is another promise every time. */
const ownBusiness = new Set(
  'write finish publish schedule hold run incident incidents postmortem post-mortem retrospective retro report review blameless meeting share communicate timeline rca analysis'.split(
    ' ',
  ),
);

/** Looks open items up by their words; the cost of a question hardly grows with their number, also when they are worded much alike. */
export function openItems(open: readonly OpenItem[]): OpenItems {
  const words = open.map(({ text }) => telling(text));
  const count = new Map<string, number>();
  /** By word and by how many words an item has. */
  const byWord = new Map<string, number[]>();
  const byLink = new Map<string, number[]>();
  for (const [index, item] of open.entries()) {
    const own = words[index] ?? [];
    for (const word of own) {
      count.set(word, (count.get(word) ?? 0) + 1);
      push(byWord, `${own.length} ${word}`, index);
    }
    for (const link of [item.issueKey, item.issueUrl]) if (link !== null) push(byLink, link, index);
  }

  /** Items with so many words that may have as many in common with ours as being the same takes: they share one of our few rarest. */
  function* candidates(rarestFirst: readonly string[], length: number): Generator<number> {
    const needed = sharedOfSame(rarestFirst.length, length);
    const rarest = rarestFirst.slice(0, rarestFirst.length - needed + 1);
    for (const word of rarest) yield* byWord.get(`${length} ${word}`) ?? [];
  }

  return {
    sameAs({ text, links }, from) {
      const elsewhere = (index: number): boolean => {
        const item = open[index];
        return item !== undefined && item.source !== from.source && item.incidentId !== from.incidentId;
      };
      const linked = links.flatMap((link) => byLink.get(link) ?? []).find(elsewhere);
      if (linked !== undefined) return open[linked] ?? null;
      const ours = telling(text);
      if (ours.length < fewest) return null;
      const rarestFirst = ours.toSorted((one, other) => (count.get(one) ?? 0) - (count.get(other) ?? 0));
      const wanted = new Set(ours);
      for (let length = Math.ceil(same * ours.length); length * same <= ours.length; length += 1) {
        const needed = sharedOfSame(ours.length, length);
        for (const index of candidates(rarestFirst, length)) {
          const shared = (words[index] ?? []).filter((word) => wanted.has(word)).length;
          if (shared >= needed && elsewhere(index)) return open[index] ?? null;
        }
      }
      return null;
    },
  };
}

/** How many words two promises of so many words have in common at least when they count as one. */
function sharedOfSame(one: number, other: number): number {
  // From shared / (one + other - shared) >= same, without the error of a division.
  return Math.ceil((same * (one + other)) / (1 + same) - 1e-9);
}

function push(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list) list.push(index);
  else map.set(key, [index]);
}

function telling(text: string): string[] {
  return namingWords(text.slice(0, 400)).filter((word) => !ownBusiness.has(word));
}

/** The same promise is still owed from an earlier postmortem, so making it again changes nothing. */
export function alreadyOpen(item: StatedItem, open: OpenItem): Finding {
  const where = open.issueKey ?? `incident ${open.incidentId}`;
  return {
    rule: 'already-open',
    message: `The same is still open from incident ${open.incidentId}${open.issueKey === null ? '' : ` (${open.issueKey})`}: “${inShort(open.text)}”.`,
    suggestion: `${inShort(item.text)} (Ticket: ${where}), or say what it does beyond that one`,
  };
}

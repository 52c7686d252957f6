/** Words that say nothing of what is promised. */
const empty = new Set(
  `a an the of for to in on at by with from and or so that this these those it its our their we you they should must will shall would could can need needs have has be is
are was been please also then than into as when if make sure ensure todo action item done owner due date eta deadline next end week month quarter sprint eod eow eom eoq eoy q1 q2 q3 q4 h1 h2
og av på for til en et der die das und von zu im am de la le el los las y et des du un une da do e di il
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december`.split(
    /\s+/,
  ),
);

/** What an item is about: its words in their base form, without dates, people's handles and filler, each once and in order. */
export function termsOf(text: string): string[] {
  const plain = text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/https?:\/\/\S+|@[\p{L}\d_.-]+|\b\d{4}-\d{2}-\d{2}\b/gu, ' ');
  const terms = new Set<string>();
  for (const [word] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word))
      for (const pair of pairsOf(word)) terms.add(pair);
    else if (!empty.has(word)) terms.add(baseForm(word));
  }
  return [...terms];
}

/** Japanese and Chinese write no spaces, so two neighbouring letters stand for a word. */
function pairsOf(word: string): string[] {
  const letters = Array.from(word);
  return letters.length < 2 ? [word] : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

function baseForm(word: string): string {
  if (word.length <= 4 || !/^[a-z]+$/.test(word)) return word;
  const cut = word
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:ations?|ating|ated|ates?)$/, 'at')
    .replace(/(?:ings?|ers?|ed|es|s)$/, '');
  const short = cut.replace(/(.)\1$/, '$1').replace(/e$/, '');
  return short.length >= 3 ? short : word;
}

/** How much each term tells items of these texts apart: one that all of them share tells little. */
export function weightsOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const term of termsOf(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  // Each item is in both editions as a rule, so twice is as good as once.
  return new Map([...counts].map(([term, count]) => [term, 1 / Math.sqrt(Math.max(1, count / 2))]));
}

/**
 * How alike two sets of terms are, from 0 to 1: the weight they share over all their weight, or, where one wording only adds to the
 * other, most of the share that the shorter one keeps.
 */
export function likenessOf(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  weights: ReadonlyMap<string, number>,
): number {
  const weight = (terms: Iterable<string>): number =>
    [...terms].reduce((sum, term) => sum + (weights.get(term) ?? 1), 0);
  const shared = [...one].filter((term) => other.has(term));
  const [both, less, more] = [
    weight(shared),
    Math.min(weight(one), weight(other)),
    Math.max(weight(one), weight(other)),
  ];
  if (less === 0) return 0;
  const kept = shared.length >= 2 && both >= 0.8 * less ? (more > 5 * less ? 0.5 : 0.65) : 0;
  return Math.max(both / (less + more - both), kept);
}

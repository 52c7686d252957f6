/** So many incidents may have one of the words looked for: the work for one incident stays bounded, however many there are. */
const mostHits = 600;

/**
 * The words by which to look for incidents like the one that has these: the rare ones, and of the commoner ones as many as do not
 * bring up half the database. `common` counts the incidents that have a word.
 */
export function tellingWords(words: readonly string[], common: ReadonlyMap<string, number>): string[] {
  const byRarity = words
    .map((word) => ({ word, hits: common.get(word) ?? 0 }))
    .toSorted((a, b) => a.hits - b.hits);
  let hits = 0;
  return byRarity.flatMap(({ word, hits: more }, at) => {
    hits += more;
    return at < 2 || hits <= mostHits ? word : [];
  });
}

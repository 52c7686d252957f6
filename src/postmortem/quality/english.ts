const english = wordSet(
  'the a an of to and or for in on with when that this is are be we our it its from by as at not should will must so if how what why more',
);
const foreign = wordSet(
  `og ikke ikkje av på til for å er som det den vi må kan har ved fra med skal når om at eller et en ei sjekke
der die das und nicht für mit auf von zu ist sind wir ein eine einen dem den bei oder wird werden muss soll im zur zum
el la los las de del y que en un una para con por no se es al lo como más debe
le les des du et est une pour avec dans sur que qui ne pas au aux ce il faut par ou
o os e do da dos das não um uma em na no se com
het een van niet voor op te dat met zijn wordt
il lo gli di che non per con una sono
och att inte är för på av som det vi ska`,
);

/** A word that both lists hold tells nothing. */
const shared = new Set([...english].filter((word) => foreign.has(word)));

/**
 * Whether the rules that read words may speak: they know English only, and on any other language they stay silent. It is told by the
 * letters (hardly any outside a to z) and by the little words: as soon as another language's outnumber those of English it is not.
 */
export function isEnglish(text: string): boolean {
  const letters = text.slice(0, 2000).match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return false;
  const plain = text.slice(0, 2000).match(/[a-z]/gi)?.length ?? 0;
  if (plain / letters < 0.97 && letters - plain > 2) return false;
  const words = (
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  ).filter((word) => !shared.has(word));
  const ours = words.filter((word) => english.has(word)).length;
  const theirs = words.filter((word) => foreign.has(word)).length;
  return theirs === 0 || ours > theirs;
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

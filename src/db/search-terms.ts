import { sql, type SQL } from 'drizzle-orm';
import type { SearchTerm } from '../reports/search-words.ts';

/** What has to be looked through for one kind of thing: the ids of those that have a word, and those that have a part of a text. */
export interface SearchPlace {
  readonly all: SQL;
  readonly withWords: (query: SQL) => SQL;
  readonly withPart: (pattern: string) => SQL;
}

/** The ids of everything in a place that has all of the terms and none of the excluded ones; null when nothing is asked. */
export function idsWith(place: SearchPlace, terms: readonly SearchTerm[]): SQL | null {
  if (terms.length === 0) return null;
  const ids = (term: SearchTerm) =>
    term.isPart
      ? sql`(${place.withPart(patternOf(term))})`
      : sql`(${place.withWords(sql`to_tsquery('simple', ${queryOf(term)})`)})`;
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map(ids);
  const unwanted = terms.filter(({ isExcluded }) => isExcluded).map(ids);
  const found = wanted.length === 0 ? place.all : sql.join(wanted, sql` intersect `);
  return sql.join([sql`(${found})`, ...unwanted], sql` except `);
}

/** Any of the wanted words, to rank by; null when there are none. */
export function anyWord(terms: readonly SearchTerm[]): SQL | null {
  const words = terms.filter(({ isExcluded, isPart }) => !isExcluded && !isPart).map(queryOf);
  return words.length === 0 ? null : sql`to_tsquery('simple', ${words.map((one) => `(${one})`).join(' | ')})`;
}

/** `'inc' <-> '231':*`; the words hold letters and numbers only. */
function queryOf({ words, isPrefix }: SearchTerm): string {
  return words.map((word, at) => `'${word}'${isPrefix && at === words.length - 1 ? ':*' : ''}`).join(' <-> ');
}

function patternOf({ words }: SearchTerm): string {
  return `%${words.join(' ').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

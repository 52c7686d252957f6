import { isActionVerb } from './action-verbs.ts';
import type { Draft } from './draft.ts';
import { isGivenName } from './given-names.ts';
import type { LabelledValue } from './labelled-values.ts';

/** Lower-case names, whole and given, of people a document speaks of. */
export type People = ReadonlySet<string>;

const roles =
  /^(?:(?:incident|postmortem|post-mortem|retro|report|document|comms|communications?|ops|operations|tech|scribe|review)[ -]?)?(?:authors?|owners?|written by|reporters?|reported by|leads?|commanders?|managers?|responders?|attendees|participants|present|facilitators?|moderators?|scribes?|reviewers?|contributors?|on-?call|ic|people involved|deltakere|forfatter|teilnehmer|beteiligte|autores|participantes|auteurs|作成者|参加者|担当者?)$/u;
const oneName = /^\p{Lu}[\p{Ll}\p{Lu}'’.-]+$/u;
const candidate = /(?:\((\p{Lu}[\p{Ll}'’-]{1,20})\)|\s[–—-]\s(\p{Lu}[\p{Ll}'’-]{1,20}))[.\s]{0,3}$/u;

/**
 * Who can be an owner: the people whom the document's head names, and the single words that close most of its items in the same way, as
 * "(Ivo)" does; one such word alone may as well be a product.
 */
export function peopleOf(values: readonly LabelledValue[], drafts: readonly Draft[]): People {
  const people = new Set<string>();
  for (const { label, value } of values) if (roles.test(label)) addNames(value, people);
  const closing = drafts.flatMap(({ inline }) => {
    const match = candidate.exec(inline.text.trimEnd().slice(-40));
    return match?.[1] ?? match?.[2] ?? [];
  });
  if (closing.length >= 3 && closing.length * 5 >= drafts.length * 3)
    for (const name of closing) if (!isActionVerb(name)) people.add(name.toLowerCase());
  return people;
}

function addNames(value: string, people: Set<string>): void {
  for (const part of value.slice(0, 400).split(/[,;/、&]|\s(?:and|og|y|et|und)\s/u)) {
    const name = part
      .replace(/[（(].{0,80}$/u, '')
      .replace(/[@*_`[\]]/g, '')
      .trim();
    const words = name.split(/\s+/);
    if (
      words.length > 4 ||
      !words.every(
        (word) =>
          oneName.test(word) || /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}]{1,8}$/u.test(word),
      )
    )
      continue;
    people.add(name.toLowerCase());
    if (words[0]) people.add(words[0].toLowerCase());
  }
}

/** Whether the words name a person, or several: known to the document, a handle, an address, or led by a given name. */
export function isPerson(words: string, people: People): boolean {
  const parts = words.split(/\s?[,&/+]\s?|\s(?:and|og|y|et|und|e)\s/u).filter((part) => part !== '');
  return parts.length > 0 && parts.length <= 6 && parts.every((part) => isOnePerson(part.trim(), people));
}

function isOnePerson(name: string, people: People): boolean {
  if (/^@[\p{L}\d][\p{L}\d_.-]{0,60}$/u.test(name) || isAddress(name) || /^<@[\w|.-]{2,40}>$/.test(name))
    return true;
  const plain = name.replace(/\?$/, '');
  if (people.has(plain.toLowerCase())) return true;
  const words = plain.split(/\s+/);
  return (
    words.length <= 4 &&
    isGivenName(words[0] ?? '') &&
    words.every((word) => oneName.test(word) || /^(?:\p{Lu}\.?|de|da|van|von|der|le|la)$/u.test(word))
  );
}

/** Whether the word is an e-mail address. */
export function isAddress(word: string): boolean {
  return /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}$/.test(word);
}

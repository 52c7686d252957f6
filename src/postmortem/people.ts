import { isActionVerb } from './action-verbs.ts';
import type { Draft } from './draft.ts';
import { isGivenName } from './given-names.ts';
import { isTicketKey } from './item-links.ts';
import type { LabelledValue } from './labelled-values.ts';
import { namesNobody } from './placeholders.ts';
import { doneWord, priorityOf } from './promise-words.ts';
import { monthNumber } from './written-dates.ts';

/** Lower-case names, whole and given, of people a document speaks of. */
export type People = ReadonlySet<string>;

const roles =
  /^(?:(?:incident|postmortem|post-mortem|retro|report|document|comms|communications?|ops|operations|tech|scribe|review)[ -]?)?(?:authors?|owners?|written by|reporters?|reported by|leads?|commanders?|managers?|responders?|attendees|participants|present|facilitators?|moderators?|scribes?|reviewers?|contributors?|on-?call|ic|people involved|deltakere|forfatter|teilnehmer|beteiligte|autores|participantes|auteurs|作成者|参加者|担当者?)$/u;
const oneName = /^\p{Lu}[\p{Ll}\p{Lu}'’.-]+$/u;
const separator =
  /\s(?:[–—-]{1,2}|\||\/|·)\s|\s?(?:->|→|=>)\s?|[()（）;]|,\s|(?<!\b(?:ing|dr|dott|ssa|sig|ra|mr|mrs|ms|mme|prof|hr|fr|\p{L}))[.!?]\s(?=\p{Lu})/iu;
/** "… [JK]" */
const initials = /[[(](\p{Lu}{2,3})[\])](?=[\s.]*(?:$|[–—-]))/u;
/** "Sjoerd: …" */
const inFront = /^\s*(\p{Lu}[\p{Ll}'’.-]{1,20})[:：]\s/u;
/** A name, several, or a team's, as it stands apart from an item's words: "Marta G.", "ing. Moretti", "Duda + Thaís". */
const apart =
  /^(?:@[\p{L}\d_.-]{1,40}|(?:(?:ing|dr|dott(?:\.ssa)?|sig\.?ra|mme|mr|mrs|ms|prof|hr|fr|m)\.? )?@?\p{Lu}[\p{L}\d'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|d[aeo]s?|van|von|der|den|el|la))?(?: \p{Lu}[\p{L}'’.-]*)?(?:\s?[&+/]\s?@?\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*)?){0,2})$/u;

/**
 * Who can be an owner: the people whom the document's head names, and the names that stand apart from the words of most of its items, as
 * "(Ivo)" does; one such word alone may as well be a product.
 */
export function peopleOf(values: readonly LabelledValue[], drafts: readonly Draft[]): People {
  const people = new Set<string>();
  for (const { label, value } of values) if (roles.test(label)) addNames(value, people);
  const fronts = drafts.flatMap(({ inline }) => inFront.exec(inline.text)?.[1] ?? []);
  if (fronts.length * 5 >= drafts.length * 3 && fronts.some((name) => isGivenName(name)))
    for (const name of fronts) if (!isActionVerb(name)) people.add(name.toLowerCase());
  const signed = drafts.flatMap(({ inline }) => initials.exec(inline.text)?.[1] ?? []);
  if (signed.length >= 3 && signed.length * 5 >= drafts.length * 3)
    for (const name of signed) people.add(name.toLowerCase());
  const named = drafts.map(({ inline }) => namesApart(inline.text)).filter((names) => names.length > 0);
  if (named.length >= 3 && named.length * 5 >= drafts.length * 3)
    for (const name of named.flat())
      for (const one of [name, ...name.split(/\s?[&+/]\s?/u)]) people.add(one.toLowerCase());
  return people;
}

/** The name that stands apart behind an item's words; places, products and states that look the same may be among them. */
function namesApart(text: string): string[] {
  return text
    .slice(-160)
    .split(separator)
    .slice(1)
    .map((part) => part.replace(/[*_`]/g, '').trim())
    .filter(
      (part) =>
        part.length <= 40 &&
        apart.test(part) &&
        !isActionVerb(part.split(' ')[0] ?? '') &&
        !namesNobody(part) &&
        doneWord(part) === null &&
        priorityOf(part) === null &&
        monthNumber(part.split(' ')[0] ?? '') === null &&
        !isTicketKey(part) &&
        !/^[A-Z]+-?\d|^[A-Z]\d|^Q[1-4]/.test(part),
    )
    .slice(0, 1);
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

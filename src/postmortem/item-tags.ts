import { duePhrase } from './due-words.ts';
import type { FieldName } from './draft.ts';
import { fieldLine, fieldStarts } from './field-words.ts';
import { categoryOf } from './group-words.ts';
import { isAddress, isPerson } from './people.ts';
import { namesNobody } from './placeholders.ts';
import { doneWord, levelOf, priorityOf } from './promise-words.ts';
import type { Reading } from './reading.ts';
import { trimBoth } from './trim-marks.ts';

/** What the tags around an item's words say; undefined where they say nothing. */
export interface Tags {
  owner?: string | undefined;
  due?: string | undefined;
  priority?: string | undefined;
  category?: string | undefined;
  level?: string | undefined;
  test?: string | undefined;
  ticket?: string | undefined;
  done?: boolean;
}

export interface TagPlace {
  readonly place: 'front' | 'back';
  readonly mark: '[' | '(' | '-';
  /** Whether a date or a state stood behind it, as in "… - Legal - 24 March". */
  readonly beforeTag?: boolean;
}

const name =
  /^@?[\p{L}][\p{L}\d'’._-]*\??(?:(?:\s?[,&/]\s?|\s(?:and\s|og\s|y\s|et\s)?)@?[\p{L}][\p{L}\d'’._-]*\??){0,5}$/u;
const remark =
  /^(?:optional|maybe|later|stretch|nice|idea|new|proposal|question|note|bonus|ongoing|long|short|medium|mid|quick|easy|hard|small|large|future|existing|if|when|see|e\.?g|i\.?e|re|fix|feature|bug|docs?|also|more|not|the|a|an|this|in|on|for|with|from|to|by|at|of|or|and|must|should|could|would|will|won|wip|draft|rfc|epic|story|task|spike|chore|link|here|tbd|\d)\b|\bterm$|effort|estimate|\bwin$/i;
const team =
  /^(?:team \p{L}+|(?:the )?[\p{L}-]+(?: [\p{L}-]+)? (?:team|squad|guild|crew)|(?:l')?(?:équipe|equipo|equipe|squadra|gruppo|grupo|zespół|teamet|squad) (?:de |d'|di |do )?\p{L}+|\p{L}{2,}-team|[\p{L}]{1,12}(?:チーム|班|部))$/iu;
const moscow = /^(?:must|should|could|won[’']?t|nice to)[- ]have$/i;
const repairs =
  /^(?:repair|fix|bug ?fix|recovery|cleanup|monitoring|docs|immediate(?: fix)?|long[- ]term(?: fix)?|short[- ]term(?: fix)?)$/i;
const estimate = /^\d{1,3} ?(?:m|min|h|hr|hrs|sp|pts?|points?)$/i;
const ticketOnly =
  /^(?:(?:jira|ticket|issue|bug|tracked in|see)[: ]{1,2})?(?:[A-Z][A-Z\d]{1,9}-\d{1,7}|(?:[\w.-]{1,60}(?:\/[\w.-]{1,60}){0,4})?[#!]\d{1,7})$/;

const between = /\s?[,;|·•]\s?|\s[–—/-]\s/;
const betweenGroups = /\s?[,;|·•]\s?|\s[–—-]\s/;

/** Reads the words between brackets or behind a dash, in front of or behind an item; false when they are part of its text. */
export function readTag(words: string, at: TagPlace, reading: Reading): Tags | false {
  const plain = trimBoth(words, ' `*_\n');
  if (plain === '' || plain.length > 120) return false;
  const labelled = labelledTags(plain, reading);
  if (labelled) return labelled;
  return severalTags(plain, at, reading) || oneTag(plain, at, reading, false);
}

/** `Priya, P1, by Friday`; false unless every part is a tag and one of them is plainly one. */
function severalTags(plain: string, at: TagPlace, reading: Reading): Tags | false {
  const isGroup = plain.includes('/') && isPeopleAndTeam(plain.split(',')[0] ?? '', reading);
  const parts = plain.split(isGroup ? betweenGroups : between).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 6 || isPerson(plain, reading.people)) return false;
  const tags: Tags = {};
  let sure = false;
  for (const part of parts.map((each) => each.trim())) {
    const read =
      labelledTags(part, reading) ??
      (oneTag(part, at, reading, true) ||
        (parts.some((other) => duePhrase(other, reading) !== null) &&
          oneTag(part, { ...at, beforeTag: true }, reading, true)));
    // "(Maëlle, head of deployment)": a person's role.
    if (!read && tags.owner !== undefined && at.mark === '(' && part.split(' ').length <= 4) continue;
    if (!read) return false;
    if (read.owner === undefined) sure = true;
    addTags(tags, read);
  }
  return sure || (at.mark === '(' && isPerson(tags.owner ?? '', reading.people)) ? tags : false;
}

function oneTag(plain: string, at: TagPlace, reading: Reading, among: boolean): Tags | false {
  const done = doneWord(plain);
  if (done === true && finishedOn(plain, reading)) return { done };
  if (
    done !== null &&
    plain.length <= 40 &&
    (plain.split(' ').length <= 3 ||
      /^(?:done|completed?|fixed|resolved|merged|shipped|released|deployed)\b/i.test(plain)) &&
    !plain.includes('%') &&
    !/^(?:x|y|n|no|yes|open|later|started|released?|scheduled|failed|blocked|true|false|merged|closed)$/i.test(
      plain,
    ) &&
    !(at.mark === '-' && plain.split(' ').length > 2)
  )
    return { done };
  if (at.place === 'back') {
    const due = duePhrase(plain, reading);
    if (due && (isLeading(plain) || !isFullDate(plain) || among || isAhead(due.day, reading)))
      return { due: plain };
  }
  if (priorityOf(plain) && !/^(?:normal|major|minor|trivial|blocker|critical)$/i.test(plain))
    return { priority: plain };
  if (/^l[1-5](?: \p{L}+)?$/iu.test(plain) && levelOf(plain)) return { level: plain };
  if (estimate.test(plain)) return at.place === 'back' && at.mark === '[' ? {} : false;
  if (moscow.test(plain) && at.mark !== '-') return {};
  if (isPerson(plain, reading.people) || isPeopleAndTeam(plain, reading)) return { owner: plain };
  if (at.beforeTag && at.mark === '(' && /^[\p{Ll}\d]+[._][\p{Ll}\d._-]+$/u.test(plain))
    return { owner: plain };
  if (
    at.beforeTag &&
    /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){0,2}$/u.test(plain) &&
    !remark.test(plain) &&
    !namesNobody(plain)
  )
    return { owner: plain };
  if (at.mark === '-') return team.test(plain) && !remark.test(plain) ? { owner: plain } : false;
  if (categoryOf(plain) || repairs.test(plain)) return { category: plain };
  if (ticketOnly.test(plain)) return { ticket: plain };
  return isName(plain, at, among) && !namesNobody(plain) ? { owner: plain } : false;
}

/** "Tess / équipe perf", "Aino + docs team". */
function isPeopleAndTeam(plain: string, reading: Reading): boolean {
  if (!/[&+/]/.test(plain)) return false;
  const parts = plain.split(/\s?[&+/]\s?/u);
  return (
    parts.some((part) => isPerson(part, reading.people)) &&
    parts.every((part) => isPerson(part, reading.people) || team.test(part))
  );
}

/** "merged 11 March", "fait le 16/01": the day is that of the state, and no due date. */
function finishedOn(plain: string, reading: Reading): boolean {
  const rest =
    /^[\s*_✅☑✔✓]*\p{L}+(?: \p{L}+)?[:,]? (?:on |at |since |le |am |seit |el |il |dal |em |desde |op |sinds |den |dnia |dès le |depuis le )?(?=\S*\d)(.{3,24})$/u.exec(
      plain,
    )?.[1];
  return (
    rest !== undefined && duePhrase(rest, { ...reading, written: reading.written ?? '2026-01-01' }) !== null
  );
}

function isLeading(plain: string): boolean {
  return /^(?:by|due|before|eta|deadline|no later|target|until|innen|bis|avant|antes|entro|até|frist)\b/i.test(
    plain,
  );
}

function isFullDate(plain: string): boolean {
  return /\d{4}/.test(plain);
}

/** A bare date behind an item is its due date only when it lies after the document; else it tells when something happened. */
function isAhead(day: string | null, { written }: Reading): boolean {
  return day !== null && written !== null && day > written;
}

function isName(plain: string, { place, mark }: TagPlace, among: boolean): boolean {
  if (isAddress(plain)) return true;
  if (!name.test(plain) || remark.test(plain)) return false;
  if (plain.includes('@')) return true;
  if (place === 'front') return plain.split(/[\s,]+/).length <= 5;
  const words = plain.split(/\s+/);
  const capital = words.every((word) => /^(?:\p{Lu}[\p{Ll}'’.-]+|\p{Lu}\.|and|&)[,?]?$/u.test(word));
  return (
    team.test(plain) ||
    (capital && (mark === '[' || among ? words.length <= 3 : words.length >= 2 && words.length <= 3))
  );
}

/** Reads `Owner: Priya, Due: 2026-11-20`; null unless every part of it is a field. */
export function labelledTags(text: string, reading: Reading): Tags | null {
  const found = fieldStarts(text);
  const first = fieldLine(text);
  if (!first) return null;
  const starts = found[0] === 0 ? found : [0, ...found];
  // A label that is one only with a dash or a space behind it must stand alone to be believed.
  if (found.length === 0 && /[:：]/u.test(text.slice(0, 50))) return null;
  const tags: Tags = {};
  for (const [index, start] of starts.entries()) {
    const field = fieldLine(text.slice(start, starts[index + 1] ?? text.length));
    if (!field) return null;
    const value = trimBoth(field.value, ' \n,;|·—–-*_`(').replace(/\.$/, '');
    if (value.length > 120 && field.name !== 'test') return null;
    if (!setTag(tags, field.name, value)) return null;
  }
  splitOwner(tags, reading);
  return tags;
}

/** `Owner: Sabine, by 30 April` names the date behind the owner. */
function splitOwner(tags: Tags, reading: Reading): void {
  const [owner, ...rest] = (tags.owner ?? '').split(/\s?[,;]\s|\s[–—-]\s/);
  if (!owner || rest.length === 0 || rest.length > 3) return;
  const others = rest.map((part) => oneTag(part.trim(), { place: 'back', mark: '(' }, reading, true));
  if (others.some((read) => !read || read.owner !== undefined)) return;
  tags.owner = owner;
  for (const read of others) if (read) addTags(tags, read);
}

function setTag(tags: Tags, field: FieldName, value: string): boolean {
  if (field === 'done') {
    const done = doneWord(value);
    if (done === null && !/\d{4}/.test(value)) return value === '';
    tags.done = done ?? true;
    return true;
  }
  if (value === '') return true;
  if (field === 'priority' && priorityOf(value) === null && value.split(' ').length > 2) return false;
  if (field === 'level' && levelOf(value) === null) return false;
  if (field === 'owner' && value.split(/\s+/).length > 10) return false;
  // "Due: 2024-12-03; done"
  const behind = field === 'due' ? /[;,–—]\s*[*_]{0,2}(\p{L}+)[*_.]{0,3}$/u.exec(value)?.[1] : undefined;
  if (behind !== undefined && doneWord(behind) === true) tags.done ??= true;
  tags[field] = value;
  return true;
}

/** Adds what a tag says to what is known already; what was said first stays, save that nothing undoes "done". */
export function addTags(tags: Tags, read: Tags): void {
  if (read.done !== undefined) tags.done = read.done || tags.done === true;
  tags.owner ??= read.owner;
  tags.due ??= read.due;
  tags.priority ??= read.priority;
  tags.category ??= read.category;
  tags.level ??= read.level;
  tags.test ??= read.test;
  tags.ticket ??= read.ticket;
}

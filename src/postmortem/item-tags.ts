import { categoryOf } from './group-words.ts';
import { fieldLine } from './field-words.ts';
import type { FieldName } from './draft.ts';
import { namesNobody } from './placeholders.ts';
import { doneWord, levelOf, priorityOf } from './promise-words.ts';
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

const name =
  /^@?[\p{L}][\p{L}\d'’._-]*\??(?:(?:\s?[,&/]\s?|\s(?:and\s|og\s|y\s|et\s)?)@?[\p{L}][\p{L}\d'’._-]*\??){0,5}$/u;
const remark =
  /^(?:optional|maybe|later|stretch|nice to have|idea|new|proposal|question|note|bonus|ongoing|long|short|medium|mid|quick|easy|hard|small|large|future|existing|if|when|see|e\.?g|i\.?e|re|fix|feature|docs?|also|more|not|the|a|an|this|in|on|for|with|from|to|by|at|of|or|and|\d)\b|\bterm$|effort|estimate|\bwin$/i;

/** Reads the words between brackets in front of or behind an item; false when they are part of its text. */
export function readTag(words: string, place: 'front' | 'back', bracket: '[' | '('): Tags | false {
  const plain = trimBoth(words, ' `*_');
  if (plain === '' || plain.length > 80) return false;
  const labelled = labelledTags(plain);
  if (labelled) return labelled;
  const done = doneWord(plain);
  if (done !== null && !/^(?:x|y|n|no|yes|open|later|started)$/i.test(plain)) return { done };
  if (priorityOf(plain)) return { priority: plain };
  if (/^l[1-5]$/i.test(plain) && levelOf(plain)) return { level: plain };
  if (categoryOf(plain) || /^(?:repair|fix|recovery|cleanup|monitoring|docs)$/i.test(plain))
    return { category: plain };
  if (/^\d{1,3} ?(?:m|min|h|hr|hrs|d|days?|w|weeks?|sp|pts?)$/i.test(plain))
    return place === 'back' && bracket === '[' ? {} : false;
  return isName(plain, place, bracket) && !namesNobody(plain) ? { owner: plain } : false;
}

function isName(plain: string, place: 'front' | 'back', bracket: '[' | '('): boolean {
  if (!name.test(plain) || remark.test(plain)) return false;
  if (plain.includes('@')) return true;
  if (place === 'front') return plain.split(/[\s,]+/).length <= 5;
  const words = plain.split(/\s+/);
  const capital = words.every((word) => /^(?:\p{Lu}[\p{Ll}'’.-]+|\p{Lu}\.|and|&)[,?]?$/u.test(word));
  return capital && (bracket === '[' ? words.length <= 3 : words.length >= 2 && words.length <= 3);
}

/** Reads `Owner: Priya, Due: 2026-11-20`; null unless every part of it is a field. */
export function labelledTags(text: string): Tags | null {
  const starts = fieldStarts(text);
  if (starts[0] !== 0) return null;
  const tags: Tags = {};
  for (const [index, start] of starts.entries()) {
    const field = fieldLine(text.slice(start, starts[index + 1] ?? text.length));
    if (!field) return null;
    const value = trimBoth(field.value, ' \n,;|·—–-*_`').replace(/\.$/, '');
    if (value.length > 120 && field.name !== 'test') return null;
    setTag(tags, field.name, value);
  }
  return tags;
}

/** Where in a text a field's label begins. */
export function fieldStarts(text: string): number[] {
  const label =
    /(?<![\p{L}\d])(owners?|assignees?|assigned to|assigned|dri|responsible|eier|ansvarlig|担当者?|due(?: date| by)?|deadline|eta|target date|frist|期限|priority|category|level|test|ticket|completed?|done|status|estado|状態)\s?[:：](?!\/)/giu;
  return [...text.matchAll(label)].map((match) => match.index);
}

function setTag(tags: Tags, field: FieldName, value: string): void {
  if (field === 'done') tags.done = doneWord(value) ?? /\d{4}/.test(value);
  else if (value !== '') tags[field] = value;
}

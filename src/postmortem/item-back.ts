import type { Inline } from './blocks.ts';
import { oneLine } from './blocks.ts';
import { withoutClosingSentence } from './closing-sentence.ts';
import { duePhrase } from './due-words.ts';
import { fieldStarts } from './field-words.ts';
import { addTags, labelledTags, readTag, type Tags } from './item-tags.ts';
import { isTicketKey } from './item-links.ts';
import { isAddress } from './people.ts';
import { doneWord } from './promise-words.ts';
import type { Reading } from './reading.ts';
import { trimBoth, trimEnd } from './trim-marks.ts';

const linkLabel =
  /^(?:see |see the |see also |tracked (?:in|by|as) |tracking |filed as )?(?:the |this |an? )?(?:github )?(?:issues?|prs?|pull requests?|tickets?|jira|link|here|bug|card)?(?: here)?[ #:]*\d*$/i;
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '）': '（', '】': '【' };
const checkMark = /(?:[✅☑✔✓]\uFE0F?|:(?:white_check_mark|heavy_check_mark):)$/u;

/** The text without the last thing behind an item's words that is no part of them: tags, fields, a pointer to its ticket; null when nothing is left to take. */
export function peelBack(given: string, inline: Inline, tags: Tags, reading: Reading): string | null {
  const text = trimEnd(given, ' \n\t;,–—|*_');
  const bare = trimEnd(text, '.');
  const open = pairs[bare.at(-1) ?? ''];
  if (open !== undefined) {
    const shorter = withoutBracket(bare, open, inline, tags, reading);
    // "— @li.wen (Web)": what stands in brackets behind a person is a remark about them.
    return shorter ?? withoutSegment(bare.slice(0, bare.lastIndexOf(open)).trimEnd(), tags, reading, true);
  }
  const mark = checkMark.exec(text.slice(-24));
  if (mark) {
    tags.done ??= true;
    return text.slice(0, text.length - mark[0].length);
  }
  const address = /\shttps?:\/\/\S{1,300}$/.exec(text.slice(-320));
  if (
    address &&
    !inline.links.some((link) => link.text.includes(address[0].trim()) && link.href !== address[0].trim())
  ) {
    const before = text.slice(0, text.length - address[0].length);
    const sentence = /(?:[:,]|\b(?:at|to|from|using|of|in|on|for|by|with|and|or|like|use|the))\s*$/i.test(
      before.slice(-12),
    );
    const lead = withoutPointer(before);
    const isShort = !/[\u3040-\u30ff\u4e00-\u9fff]/u.test(before) && before.trim().split(/\s+/, 4).length < 4;
    return (sentence && lead === before) || isShort ? null : lead;
  }
  const handle = /(?:^|[\s([–—-])`?(@[\p{L}\d][\p{L}\d_.-]{0,60})`?$/u.exec(bare.slice(-80));
  if (handle && bare.length > handle[0].length) {
    const owner = trimEnd(handle[1] ?? '', '.');
    const before = bare.slice(0, bare.length - handle[0].length);
    if (
      /\b(?:with|from|for|to|of|by|as|ask|asking|tell|and|or|see|in|on|via|notify|thanks?)$/i.test(
        before.trimEnd().slice(-12),
      )
    )
      return null;
    tags.owner = tags.owner?.startsWith('@') ? `${owner}, ${tags.owner}` : (tags.owner ?? owner);
    return before;
  }
  const code = /\s`([^`\n]{2,30})`$/.exec(bare.slice(-40));
  const coded = code ? readTag(code[1] ?? '', { place: 'back', mark: '-' }, reading) : false;
  if (code && coded) {
    addTags(tags, coded);
    return bare.slice(0, bare.length - code[0].length);
  }
  const link = inline.links.find((candidate) => candidate.text !== '' && bare.endsWith(candidate.text));
  if (link && isLinkRemark(link.text, inline))
    return withoutPointer(bare.slice(0, bare.length - link.text.length));
  const key = /[\s)\]]([A-Z][A-Z\d]{1,9}-\d{1,7})$/.exec(bare.slice(-20));
  if (key?.[1] !== undefined && isTicketKey(key[1])) {
    const before = bare.slice(0, bare.length - key[1].length);
    const lead = withoutPointer(before);
    const words = /\b(?:in|of|from|by|to|for|with|as|and|or|the|per|via|like|after|on|than|at|is)\s*$/i.test(
      before.slice(-8),
    );
    return (words && lead === before) || before.trim().split(/\s+/, 3).length < 2 ? null : lead;
  }
  const label = /\s~"?[\w:.-]{2,40}"?$|\s[–—-]\s%[\w.-]{1,30}$/.exec(bare.slice(-48));
  if (label) return bare.slice(0, bare.length - label[0].length);
  return (
    withoutSegment(bare, tags, reading) ??
    withoutClosingSentence(bare, tags, reading) ??
    labelledTail(text, tags, reading)
  );
}

function withoutBracket(
  bare: string,
  bracket: string,
  inline: Inline,
  tags: Tags,
  reading: Reading,
): string | null {
  const open = bare.lastIndexOf(bracket);
  const words = bare.slice(open + 1, -1);
  if (open <= 0 || words.length > 300) return null;
  if (isLinkRemark(words, inline)) return bare.slice(0, open);
  const before = /(?:^|[\s.;,–—-])(\p{L}+)\s*$/u.exec(bare.slice(Math.max(0, open - 20), open));
  // "HECHO (17/05)": the day of the state, and no due date.
  if (before?.[1] && doneWord(before[1]) === true && duePhrase(words, reading)) {
    tags.done ??= true;
    return bare.slice(0, open - before[0].length);
  }
  const read =
    words.length <= 160
      ? readBracket(words, bracket === '(' || bracket === '（' ? '(' : '[', reading)
      : false;
  if (!read) return null;
  addTags(tags, read);
  return bare.slice(0, open);
}

/** `(Priya)`, `(Due: 2026-11-20)`, or both in one. */
function readBracket(words: string, mark: '[' | '(', reading: Reading): Tags | false {
  // "(owner=jo, due=2026-03)" says the same as "(owner: jo, due: 2026-03)".
  const plain = words.replace(/、/g, ', ').replace(/(?<=(?:^|,\s?)[a-z]{3,12})=(?=\S)/gi, ': ');
  const whole = readTag(plain, { place: 'back', mark }, reading);
  if (whole) return whole;
  const [start] = fieldStarts(plain);
  if (start === undefined || start === 0) return false;
  const name = readTag(trimBoth(plain.slice(0, start), ' ,;–—-'), { place: 'back', mark }, reading);
  const fields = labelledTags(plain.slice(start), reading);
  return name && fields ? { ...name, ...fields } : false;
}

/** `… — Priya Nair`, `… - by 20 Nov`, `…, owner Dana`: the last part behind a dash or bar, when all of it is a tag. */
function withoutSegment(bare: string, tags: Tags, reading: Reading, onlyPeople = false): string | null {
  const tail = bare.slice(-100);
  const marks = [
    ...tail.matchAll(
      /\s[–—|-]{1,2}>?\s|\s?→\s?|\s\/\s|[–—]|\s·\s|,\s(?=(?:owners?|assignee|due|by|frist|deadline|eta|ansvarlig|assigned to|uiterlijk|entro|avant|antes de|até|senest|innen|bis|do(?= \d)) )/giu,
    ),
  ];
  const beforeTag = tags.due !== undefined || tags.done !== undefined;
  for (const mark of marks.slice(-2).toReversed()) {
    const at = bare.length - tail.length + mark.index;
    const words = trimBoth(tail.slice(mark.index + mark[0].length), ' *_`~.');
    // In ", by Friday" the date may belong to the sentence, whose words it must not break off.
    if (at < 3 || (mark[0].startsWith(',') && /^by /i.test(words))) continue;
    const read = readTag(words, { place: 'back', mark: '-', beforeTag }, reading);
    if (!read || (onlyPeople && (read.owner === undefined || Object.keys(read).length > 1))) continue;
    addTags(tags, read);
    return bare.slice(0, at);
  }
  return null;
}

const pointer =
  /(?:^|[\s.,;(–—-])(?:(?:ticket|issue|pr|bug)s?(?: (?:raised|filed|created|opened))?|see|jira|card|related to|done in|done by|fixed (?:in|by)|tracked (?:in|by)|filed (?:as|in)|via|ref)[\s:]{0,3}$/i;

/** A text without the words that only led to a link at its end. */
function withoutPointer(text: string): string {
  const end = text.slice(-24);
  const match = pointer.exec(end);
  return match ? text.slice(0, text.length - end.length + match.index) : text;
}

/** `… . Owner: @a, Due: 2026-11-20` at the end of the text. */
function labelledTail(text: string, tags: Tags, reading: Reading): string | null {
  const starts = fieldStarts(text);
  const [first] = starts;
  if (first === undefined) {
    const word = /\s(\S+)$/.exec(text.slice(-100))?.[1] ?? '';
    if (
      !isAddress(word) ||
      /\b(?:to|at|from|by|via|of)$/i.test(
        text
          .slice(0, text.length - word.length)
          .trimEnd()
          .slice(-6),
      )
    )
      return null;
    tags.owner ??= word;
    return text.slice(0, text.length - word.length);
  }
  const read = first === 0 ? null : labelledTags(text.slice(first), reading);
  if (!read) return null;
  addTags(tags, read);
  return trimEnd(text.slice(0, first), ' \n(–—-|,;*_[（、');
}

function isLinkRemark(words: string, inline: Inline): boolean {
  const plain = oneLine(trimBoth(words, '[]() .'));
  if (/^(?:see |tracked in )?https?:\/\/\S+$/i.test(plain)) return true;
  const linked = inline.links.some((link) => link.text !== '' && words.includes(link.text));
  if (/^(?:issue |pr |ticket |bug |[\w.-]{1,60}(?:\/[\w.-]{1,60}){0,4})?[#!]\d+$/i.test(plain)) return true;
  return linked && (linkLabel.test(plain) || /^[A-Z][A-Z0-9]+-\d+$/.test(plain));
}

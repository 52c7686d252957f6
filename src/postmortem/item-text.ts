import { isActionVerb } from './action-verbs.ts';
import { type Inline, oneLine } from './blocks.ts';
import { fieldStarts, labelledTags, readTag, type Tags } from './item-tags.ts';
import { isPlaceholder, namesNobody } from './placeholders.ts';
import { doneWord } from './promise-words.ts';
import { trimBoth, trimEnd } from './trim-marks.ts';

export interface ReadText {
  /** The promise in its author's words, without the tags around it. */
  readonly text: string;
  readonly tags: Tags;
  /** Whether it stands behind a check box. */
  readonly task: boolean;
}

const checkBox = /^\[([ xX*✓✔-]?)\](?:\s|$)/u;
const stateSign =
  /^(?:[✅☑✔✓🚧⏳🔲⬜❌🔄🟡🟢🔴]\uFE0F?|:(?:white_check_mark|heavy_check_mark|construction|hourglass|x):)\s*/u;
const sign = /^(?:\p{Extended_Pictographic}\uFE0F?|:[a-z_]{3,30}:|[-–—•*·])\s*(?=\S)/u;
const stateWord = /^(?:DONE|TODO|TO DO|WIP|COMPLETED?|FIXED|IN PROGRESS|ONGOING)\b[\s:.–—-]*(?=\S)/u;
const priorityWord = /^(?:P[0-5]|HIGH|MEDIUM|LOW|URGENT|CRITICAL)(?=[\s:–—-])[\s:–—-]*/u;
const handleFirst = /^`?(@[\p{L}\d][\p{L}\d_.-]*)`?\s?(?:[:–—-]|to\b)\s*/u;
const handleAlone = /^`?(@[\p{L}\d][\p{L}\d_.-]*)`? (?=(\p{L}+))/u;
const numbering = /^(?:(?:AI|A|Action|Item|#)?[- ]?\d{1,3}[.):](?=\s)|\(\d{1,2}\))\s*/iu;

/** Takes the tags off an item's words: check box, state, owner, due date, priority and a closing link. */
export function readItemText(inline: Inline): ReadText {
  const tags: Tags = {};
  const front = peelFront(inline, tags);
  let text = front.text;
  if (/\bDONE\b/.test(text.slice(-200))) tags.done ??= true;
  for (let turn = 0; turn < 6; turn += 1) {
    const shorter = peelBack(text, inline, tags);
    if (shorter === null || shorter.trim() === '') break;
    text = shorter;
  }
  if (inline.allStruck) tags.done = true;
  tags.owner ??= subjectOf(text);
  return { text: trimEnd(oneLine(text), ' ,;:–—|-'), tags, task: front.task };
}

function peelFront({ text, links }: Inline, tags: Tags): { text: string; task: boolean } {
  let at = text.length - text.trimStart().length;
  let task = false;
  for (let turn = 0; turn < 8; turn += 1) {
    const rest = text.slice(at);
    const box = task ? null : checkBox.exec(rest);
    const state = stateSign.exec(rest) ?? stateWord.exec(rest);
    const other = numbering.exec(rest) ?? sign.exec(rest);
    const priority = priorityWord.exec(rest);
    const handle = handleFirst.exec(rest) ?? handleBeforeVerb(rest);
    const label = links.find(
      (link) => link.start === at && /^(?:issue|pr|pull request|ticket|bug|link)$/i.test(link.text),
    );
    const bracket = /^([[(])([^[\]()\n]{1,80})[\])]\s*:?\s*/u.exec(rest);
    let length = 0;
    if (box) {
      task = true;
      tags.done = /[xX*✓✔]/.test(box[1] ?? '');
      length = box[0].length;
    } else if (state) {
      tags.done ??= doneWord(state[0]) ?? false;
      length = state[0].length;
    } else if (priority) {
      tags.priority ??= trimBoth(priority[0], ' :–—-');
      length = priority[0].length;
    } else if (
      handle &&
      !links.some((link) => link.start <= at && link.end > at && !link.text.startsWith('@'))
    ) {
      tags.owner ??= handle[1] ?? '';
      length = handle[0].length;
    } else if (label && label.end < text.trimEnd().length) length = label.end - at;
    else if (other) length = other[0].length;
    else if (bracket && !links.some((link) => link.start < at + bracket[0].length && link.end > at)) {
      const read = readTag(bracket[2] ?? '', 'front', bracket[1] === '[' ? '[' : '(');
      if (read && bracket[0].length < rest.length) {
        add(tags, read);
        length = bracket[0].length;
      }
    }
    if (length === 0) break;
    at += length;
    at += text.slice(at).length - text.slice(at).trimStart().length;
  }
  return { text: text.slice(at), task };
}

function handleBeforeVerb(text: string): RegExpExecArray | null {
  const match = handleAlone.exec(text.slice(0, 100));
  return match && isActionVerb(match[2] ?? '') ? match : null;
}

const linkLabel =
  /^(?:see |see the |see also |tracked (?:in|by|as) |tracking |filed as )?(?:the |this |an? )?(?:github )?(?:issues?|prs?|pull requests?|tickets?|jira|link|here|bug|card)?(?: here)?[ #:]*\d*$/i;

function peelBack(given: string, inline: Inline, tags: Tags): string | null {
  const text = trimEnd(given, ' \n\t;,–—|');
  const bare = trimEnd(text, '.');
  const close = bare.at(-1) ?? '';
  const bracket = close === ')' ? '(' : close === ']' ? '[' : null;
  if (bracket) {
    const open = bare.lastIndexOf(bracket);
    const words = bare.slice(open + 1, -1);
    if (open <= 0 || words.length > 300) return null;
    if (isLinkRemark(words, inline)) return bare.slice(0, open);
    const read = words.length <= 160 ? readBracket(words, bracket) : false;
    if (!read) return null;
    add(tags, read);
    return bare.slice(0, open);
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
    return sentence || before.trim().split(/\s+/, 4).length < 4 ? null : withoutPointer(before);
  }
  const handle = /(?:^|[\s([–—-])`?(@[\p{L}\d][\p{L}\d_.-]{0,60})`?$/u.exec(bare.slice(-80));
  if (handle && bare.length > handle[0].length) {
    tags.owner ??= trimEnd(handle[1] ?? '', '.');
    return bare.slice(0, bare.length - handle[0].length);
  }
  const link = inline.links.find((candidate) => candidate.text !== '' && bare.endsWith(candidate.text));
  if (link && isLinkRemark(link.text, inline)) {
    const before = bare.slice(0, bare.length - link.text.length);
    return withoutPointer(before);
  }
  return labelledTail(text, tags);
}

/** `(Priya)`, `(Due: 2026-11-20)`, or both in one. */
function readBracket(words: string, bracket: '[' | '('): Tags | false {
  const [start] = fieldStarts(words);
  if (start === undefined || start === 0) return readTag(words, 'back', bracket);
  const name = readTag(trimBoth(words.slice(0, start), ' ,;'), 'back', bracket);
  const fields = labelledTags(words.slice(start));
  return name && fields ? { ...name, ...fields } : false;
}

const pointer =
  /(?:^|[\s.,;(–—-])(?:(?:ticket|issue|pr|bug)s?(?: (?:raised|filed|created|opened))?|see|jira|card|related to|done in|done by|fixed (?:in|by)|tracked (?:in|by)|filed (?:as|in)|via|ref)[\s:]{0,3}$/i;

/** A text without the words that only led to a link at its end. */
function withoutPointer(text: string): string {
  const end = text.slice(-24);
  const match = pointer.exec(end);
  return match ? text.slice(0, text.length - end.length + match.index) : text;
}

/** `… . Owner: @a, Due: 2026-11-20` at the end of the text, or in its middle where only the value is taken. */
function labelledTail(text: string, tags: Tags): string | null {
  const [first] = fieldStarts(text);
  if (first === undefined) return null;
  const read = labelledTags(text.slice(first));
  if (!read) return null;
  add(tags, read);
  return trimEnd(text.slice(0, first), ' \n(–—-|,;*_[');
}

function isLinkRemark(words: string, inline: Inline): boolean {
  const plain = oneLine(trimBoth(words, '[]() .'));
  if (/^(?:see |tracked in )?https?:\/\/\S+$/i.test(plain)) return true;
  const linked = inline.links.some((link) => link.text !== '' && words.includes(link.text));
  if (/^(?:issue |pr |ticket |bug )?#\d+$/i.test(plain)) return true;
  return linked && (linkLabel.test(plain) || /^[A-Z][A-Z0-9]+-\d+$/.test(plain));
}

function add(tags: Tags, read: Tags): void {
  if (read.done !== undefined) tags.done = read.done || tags.done === true;
  tags.owner ??= read.owner;
  tags.due ??= read.due;
  tags.priority ??= read.priority;
  tags.category ??= read.category;
  tags.level ??= read.level;
  tags.test ??= read.test;
  tags.ticket ??= read.ticket;
}

const subject = /^((?:\p{Lu}[\p{L}'’.-]*(?:(?:,| and| &) \p{Lu}[\p{L}'’.-]*){0,3})(?: team)?) to (\p{L}+)/u;
const noSubject =
  /^(?:need|continue|plan|remember|script|have|want|ability|process|commit|agree|aim|work|try|propose|way|ways|something|everyone|all|action|option|options|start|nothing|attempt|make|decide|due|how|when|what|used|tool|tools|job|jobs|test|tests|alert|alerts|time|similar|prior|next|first|according|consider|request|team|we|it|this|that|ask|switch|move|migrate|change|changes|access|link|links|add|upgrade|convert|get|go|expose|restrict|limit|guidance|docs?|documentation|monitoring|task)\b/i;

/** The person in "Ed to create …" or "Ed and Caroline to …". */
function subjectOf(text: string): string | undefined {
  const match = subject.exec(text.slice(0, 120));
  const owner = match?.[1];
  if (!owner || noSubject.test(owner) || isActionVerb(owner.split(/[ ,]/)[0] ?? '')) return undefined;
  return isActionVerb(match[2] ?? '') && !isPlaceholder(owner) && !namesNobody(owner) ? owner : undefined;
}

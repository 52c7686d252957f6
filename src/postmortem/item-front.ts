import { isActionVerb } from './action-verbs.ts';
import type { Inline } from './blocks.ts';
import { isTicketKey } from './item-links.ts';
import { addTags, readTag, type Tags } from './item-tags.ts';
import { isPerson } from './people.ts';
import { doneWord, priorityOf } from './promise-words.ts';
import type { Reading } from './reading.ts';
import { trimBoth } from './trim-marks.ts';

const checkBox = /^\[([ xX*✓✔-]?)\](?:\s|$)/u;
const stateSign =
  /^(?:[✅☑✔✓🚧⏳🔲⬜☐❌🔄]\uFE0F?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check|construction|hourglass|hourglass_flowing_sand|x):)\s*/u;
const sign = /^(?:\p{Extended_Pictographic}\uFE0F?|:[a-z_]{3,30}:|->|=>|[-–—•*·→▪●○・])\s*(?=\S)/u;
const stateWord =
  /^(?:'{2,3})?(?:DONE|TODO|TO DO|WIP|COMPLETED?|FIXED|IN PROGRESS|ONGOING|Done|Completed?|To do|Todo|In progress|Open|Pending)\b(?:'{2,3})?(?:[\s]*[:–—-]+\s*|(?<=DONE|TODO|TO DO|WIP|COMPLETED?|FIXED|IN PROGRESS|ONGOING|'''?)\s+)(?=\S)/u;
const priorityFirst =
  /^(?:P[0-5]|HIGH|MEDIUM|LOW|URGENT|CRITICAL)(?=[\s:–—-])[\s:–—-]*|^(?:(?:High|Medium|Low|Urgent|Critical)(?: priority)?|Priority [\dP]\d?)\s?[:–—-]\s+(?=\S)/u;
const todoOf = /^(TODO|FIXME|DONE|AI|ACTION)\s?\(@?([\p{L}][\p{L}\d_.-]{0,30})\)\s?[:：–—-]?\s*(?=\S)/u;
const handleFirst = /^`?(@[\p{L}\d][\p{L}\d_.-]*)`?\s?(?:[:–—-]|to\b)\s*/u;
const handleAlone = /^`?(@[\p{L}\d][\p{L}\d_.-]*)`? (?=(\p{L}+))/u;
const numbering =
  /^(?:(?:AI|A|FU|R|REC|Recommendation|Action(?: item)?|Item|Task|#)?[- ]?\d{1,3}[.):](?=\s)|(?:AI|R|REC|Recommendation|Action(?: item)?|Item|FU)[- ]?#?\d{1,3}\s?[–—-](?=\s)|(?:AI|Action(?: item)?|Item|FU)[- ]?#?\d{1,3}(?=\s[[(\p{Lu}])|\(\d{1,2}\)|\[\d{1,2}\](?=\s)|\(?[a-z]\)(?=\s))\s*/iu;
const label =
  /^(?:(?:follow[- ]?up |corrective |preventive |proposed )?action(?: item)?s?|ai|task|what|item|to-?do|follow[- ]?up|description|summary|アクション|対応|acción|acci[oó]n|maßnahme|tiltak|aksjon|mesure)\s?[:：]\s*(?=\S)/iu;
const labelledOwner =
  /^(?:owner|lead|assignee|dri|who|responsible|ansvarlig|eier|担当者?)\s?[:：]\s*([^.;,–—|\n:]{2,40})[.;,–—|\n]\s*(?=\S)/iu;
const nameFirst =
  /^([\p{L}@][\p{L}\d'’._@-]*(?:(?: |, ?| and | & ?|\/)[\p{L}@][\p{L}\d'’._@-]*){0,4})\s?(?:[:：]|[–—]|\s-)\s+(?=\S)/u;
const keyFirst = /^([A-Z][A-Z\d]{1,9}-\d{1,7}) +(?=[\p{L}`"“])/u;
const ticketFirst =
  /^(?:(?:tracked (?:in|by|as)|see|filed as|jira|ticket|issue)[\s:]+)?(?:jira |ticket |issue )?(?:[A-Z][A-Z\d]{1,9}-\d{1,7}|(?:[\w.-]{1,60}\/[\w.-]{1,60})?#\d{1,7}|https?:\/\/[^\s<>]{4,300}|bug \d{4,9})\s?(?:[:：–—]|\s?-(?=\s))\s*(?=\S)/iu;

interface Front {
  readonly text: string;
  readonly task: boolean;
  /** The number an item bears in its own list, such as `AI-1`, which is no ticket. */
  readonly number: string | null;
}

/** Takes what stands before an item's words: check box, state, number, priority, owner, ticket and labels such as "Action:". */
export function peelFront({ text, links }: Inline, tags: Tags, reading: Reading): Front {
  let at = text.length - text.trimStart().length;
  let task = false;
  let number: string | null = null;
  const linkOver = (from: number, to: number): boolean =>
    links.some((link) => link.start < to && link.end > from);
  for (let turn = 0; turn < 8; turn += 1) {
    const rest = text.slice(at, at + 420);
    const left = text.length - at;
    const box = task ? null : checkBox.exec(rest);
    const state = stateSign.exec(rest) ?? stateWord.exec(rest);
    const count = numbering.exec(rest);
    const priority = priorityFirst.exec(rest);
    const handle = handleFirst.exec(rest) ?? handleBeforeVerb(rest);
    const owner = labelledOwner.exec(rest);
    const person = nameFirst.exec(rest);
    const assigned = todoOf.exec(rest);
    const key = keyFirst.exec(rest);
    const ticket = ticketFirst.exec(rest) ?? (key && isTicketKey(key[1] ?? '') ? key : null);
    const linked = links.find((link) => link.start === at && link.text !== '');
    let length = 0;
    if (box) {
      task = true;
      tags.done = /[xX*✓✔]/.test(box[1] ?? '');
      length = box[0].length;
    } else if (assigned) {
      if (assigned[1] === 'DONE') tags.done ??= true;
      tags.owner ??= assigned[2] ?? '';
      length = assigned[0].length;
    } else if (state && state[0].length < left) {
      tags.done ??= doneWord(state[0].replace(/'/g, '')) ?? false;
      length = state[0].length;
    } else if (count && count[0].length < left && !linkOver(at, at + count[0].length)) {
      number = trimBoth(count[0], ' .):–—-').toUpperCase().replace(' ', '-');
      length = count[0].length;
    } else if (priority && priority[0].length < left) {
      tags.priority ??= trimBoth(priority[0], ' :–—-');
      length = priority[0].length;
    } else if (
      handle &&
      !links.some((link) => link.start <= at && link.end > at && !link.text.startsWith('@'))
    ) {
      tags.owner ??= handle[1] ?? '';
      length = handle[0].length;
    } else if (owner) {
      tags.owner ??= (owner[1] ?? '').trim();
      length = owner[0].length;
    } else if (person && person[0].length < left && isPerson(person[1] ?? '', reading.people)) {
      tags.owner ??= person[1] ?? '';
      length = person[0].length;
    } else if (
      linked &&
      linked.end < text.trimEnd().length &&
      isLinkLabel(linked.text, text.slice(linked.end, linked.end + 4))
    )
      length =
        linked.end - at + (/^\s?[:：–—-]+\s/u.exec(text.slice(linked.end, linked.end + 6))?.[0].length ?? 0);
    else if (ticket && ticket[0].length < left) length = ticket[0].length;
    else if (label.test(rest)) length = label.exec(rest)?.[0].length ?? 0;
    else if (sign.test(rest)) length = sign.exec(rest)?.[0].length ?? 0;
    else length = bracketFirst(rest, left, tags, reading, (end) => linkOver(at, at + end));
    if (length === 0) break;
    at += length;
    at += text.slice(at, at + 400).length - text.slice(at, at + 400).trimStart().length;
  }
  return { text: text.slice(at), task, number };
}

/** A link that opens an item and is only the name of its ticket: "Issue", `PAY-12`, `#12:`. */
function isLinkLabel(words: string, after: string): boolean {
  if (/^(?:issue|pr|pull request|ticket|bug|link|jira)$/i.test(words.trim())) return true;
  if (/^\[?[A-Z][A-Z\d]{1,9}-\d{1,7}\]?$/.test(words.trim())) return true;
  return (
    /^\[?(?:[\w.-]{1,60}\/[\w.-]{1,60})?#\d{1,7}\]?$|^https?:\/\/\S+$/.test(words.trim()) &&
    /^\s?[:：–—-]/u.test(after)
  );
}

function bracketFirst(
  rest: string,
  left: number,
  tags: Tags,
  reading: Reading,
  overLink: (end: number) => boolean,
): number {
  const bracket = /^([[(])([^[\]()\n]{1,80})[\])]\s*:?\s*/u.exec(rest);
  if (!bracket || bracket[0].length >= left || overLink(bracket[0].length)) return 0;
  const words = bracket[2] ?? '';
  const read = readTag(words, { place: 'front', mark: bracket[1] === '[' ? '[' : '(' }, reading);
  if (!read) return 0;
  if (read.owner !== undefined && priorityOf(words) !== null) return 0;
  addTags(tags, read);
  return bracket[0].length;
}

function handleBeforeVerb(text: string): RegExpExecArray | null {
  const match = handleAlone.exec(text.slice(0, 100));
  return match && isActionVerb(match[2] ?? '') ? match : null;
}

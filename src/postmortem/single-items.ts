import type { Inline, Paragraph } from './blocks.ts';
import { tellsOfThePast } from './action-verbs.ts';
import type { Draft } from './draft.ts';
import { sliceInline } from './inline-slice.ts';
import { placeNamed } from './place.ts';
import { isPlaceholder } from './placeholders.ts';

/** What opens a line that is one item wherever it stands: "AI: …", "TODO(ed): …", "Action item 2: …". The owner in its brackets stays. */
const sure =
  /^\s{0,8}(?:action items?(?: ?#?\d{1,3})?|AI[- ]?#?\d{0,3}|A\.I\.|\[AI\]|\[TODO\]|TODO|To-?do)(?:\s?[:：]\s*|(?<=\])\s+|(?=\s?\(\p{L}{2,20}\)\s?[:：])|(?=\s@[\w.-]{2,40}\b\s?[:：]))(?=\S)/iu;
/** "Action: …" tells of the response as often as of the future. */
const unsure = /^\s{0,8}(?:action(?: required| point)?|follow[- ]?up(?: action)?)\s?[:：]\s*(?=\S)/iu;

/** The section of lines "TODO: …", which in a document with action items are notes to its author. */
export const todo = 'TODO';

/** The single items that the lines of a paragraph state; empty when it states none. */
export function singleItems({ inline, line }: Paragraph, inStory: boolean): Draft[] {
  if (!/[:：\]]/u.test(inline.text.slice(0, 2000))) return [];
  const drafts: Draft[] = [];
  let at = 0;
  let open: { line: number; start: number; name: string } | null = null;
  const close = (end: number): void => {
    const words = open ? sliceInline(inline, open.start, end) : null;
    if (open && words && isPromise(words)) drafts.push(draftOf(words, open.line, open.name));
    open = null;
  };
  for (const [index, text] of inline.text.split('\n').entries()) {
    const label = sure.exec(text.slice(0, 80)) ?? (inStory ? null : unsure.exec(text.slice(0, 80)));
    if (label) {
      close(Math.max(0, at - 1));
      open = {
        line: line + index,
        start: at + label[0].length,
        name: /^\W*to-?do/i.test(label[0]) ? todo : 'Action item',
      };
    }
    at += text.length + 1;
  }
  close(inline.text.length);
  return drafts;
}

function isPromise({ text }: Inline): boolean {
  return !isPlaceholder(text) && !tellsOfThePast(text.trim());
}

function draftOf(inline: Inline, line: number, name: string): Draft {
  return { line, inline, ...placeNamed(name), fields: new Map(), notes: [], meant: false };
}

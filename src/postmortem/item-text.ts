import { type Inline, oneLine } from './blocks.ts';
import { peelBack } from './item-back.ts';
import { peelFront } from './item-front.ts';
import { subjectOf } from './item-subject.ts';
import type { Tags } from './item-tags.ts';
import type { Reading } from './reading.ts';
import { trimEnd } from './trim-marks.ts';

export interface ReadText {
  /** The promise in its author's words, without the tags around it. */
  readonly text: string;
  readonly tags: Tags;
  /** Whether it stands behind a check box. */
  readonly task: boolean;
  /** The number an item bears in its own list, such as `AI-1`, which is no ticket. */
  readonly number: string | null;
}

/** Takes the tags off an item's words: check box, state, owner, due date, priority and a closing link. */
export function readItemText(inline: Inline, reading: Reading): ReadText {
  const tags: Tags = {};
  const front = peelFront(inline, tags, reading);
  let text = front.text;
  if (/\bDONE\b/.test(text.slice(-200))) tags.done ??= true;
  for (let turn = 0; turn < 8; turn += 1) {
    const shorter = peelBack(text, inline, tags, reading);
    if (shorter === null || shorter.trim() === '') break;
    text = shorter;
  }
  if (inline.allStruck) tags.done = true;
  tags.owner ??= subjectOf(text, reading);
  return { text: trimEnd(oneLine(text), ' ,;:–—|-*_'), tags, task: front.task, number: front.number };
}

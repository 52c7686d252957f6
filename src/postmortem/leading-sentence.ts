import { oneLine, type Paragraph } from './blocks.ts';
import { headingKind } from './heading-words.ts';

const ahead =
  /\b(?:in (?:the )?future|again|recur\w*|reoccur\w*|similar|next time|going forward|moving forward|long[- ]term|follow[- ]?ups?|improvements?|to[- ]?dos?)\b/i;
const ours = /\b(?:we|our|i|the team)(?:\b|['’])/i;
const willing =
  /\b(?:we|the team|i)(?:['’]ll| will| plan to| intend to| are going to| need to| must|['’]re going to)\b/i;

/** A heading over advice to those who read it. */
export const forReaders = /\byou\b/i;
const beforehand = /\b(?:pre-\p{L}+|maintenance|upgrade|migration|rollback|recovery)\b/iu;

/** Whether a paragraph ends in a sentence that leads to promises: "To keep this from happening again, we have planned some changes:". */
export function introducesPromises({ inline }: Paragraph): boolean {
  const text = inline.text.slice(-400).trim();
  if (!/[:：]$/u.test(text)) return false;
  const last = oneLine(text.split(/(?<=[.!?])\s+/).at(-1) ?? '');
  const name = last.replace(/[\s:：]+$/u, '');
  const kind = name.length <= 60 && last === oneLine(text) ? headingKind(name) : null;
  if (kind !== null) return kind !== 'ambiguous' && !beforehand.test(name);
  return willing.test(last) || (ours.test(last) && ahead.test(last));
}

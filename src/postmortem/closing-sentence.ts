import { addTags, readTag, type Tags } from './item-tags.ts';
import { doneWord } from './promise-words.ts';
import type { Reading } from './reading.ts';

/** The last sentence, when a capital begins it; the full stop of a title ("ing. Rossi") ends none. */
const closing =
  /(?<!\b(?:ing|dr|dott|ssa|sig|ra|mr|mrs|ms|mme|prof|hr|fr|\p{L}))[.;!?]\s+(\p{Lu}[^.;!?\n]{1,40})$/iu;
const state = /^(?<word>\p{L}+)(?: (?:on |at )?\d?[^.]{2,14}?)?(?: by (?<who>\p{L}[\p{L}.@ -]{1,30}))?$/u;
const mostWords = 7;

/**
 * The text without a last sentence that only says how the item stands or whose it is: "… on the dashboard. Done on 5 Oct by Tilda.",
 * "… becomes a ticket. Dev P." before a date; null when there is none such.
 */
export function withoutClosingSentence(text: string, tags: Tags, reading: Reading): string | null {
  const match = closing.exec(text.slice(-60));
  const words = match?.[1]?.trim() ?? '';
  if (!match || words === '') return null;
  const read = stateOf(words) ?? ownerOf(words, tags, reading);
  if (!read) return null;
  addTags(tags, read);
  return text.slice(0, text.length - match[0].length + 1);
}

function stateOf(words: string): Tags | null {
  const said = state.exec(words)?.groups;
  if (doneWord(said?.['word'] ?? '') !== true || words.split(' ').length > mostWords) return null;
  return { done: true, ...(said?.['who'] ? { owner: said['who'] } : {}) };
}

function ownerOf(words: string, tags: Tags, reading: Reading): Tags | null {
  if (tags.owner !== undefined) return null;
  const read = readTag(words, { place: 'back', mark: '-', beforeTag: tags.due !== undefined }, reading);
  return read && read.owner !== undefined ? read : null;
}

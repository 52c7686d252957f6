import { beginsWithVerb, isActionVerb } from './action-verbs.ts';
import { type Inline, type List, type ListItem, oneLine } from './blocks.ts';
import type { Draft, Field, FieldName, Place } from './draft.ts';
import { categoryOf, isGroupName } from './group-words.ts';
import { headingKind, isNearMiss } from './heading-words.ts';
import { sliceInline } from './inline-slice.ts';
import { fieldOf, paragraphFields } from './item-fields.ts';
import { isOnlyLinks } from './item-links.ts';
import { isOwnerName, within } from './place.ts';
import { isPlaceholder } from './placeholders.ts';
import { doneWord } from './promise-words.ts';

const checkBox = /^\s*\[[ xX*✓✔-]?\](?:\s|$)/u;

/** What people put between items without promising anything. */
const aside =
  /^(?:decision(?: made)?|decided|note|nb|n\.b\.|fyi|ps|disclaimer|context|background|open questions?|questions?(?: [^:：.]{1,40})?)\s?[:：]/iu;

/** The items of a list. Nested lines are fields of the item, links of it, items of their own, or remarks. */
export function listDrafts(list: List, place: Place): Draft[] {
  return list.items.flatMap((item) => itemDrafts(item, place));
}

function itemDrafts(item: ListItem, place: Place): Draft[] {
  const first = item.blocks[0];
  const inline = first?.kind === 'paragraph' ? first.inline : null;
  const nested = item.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  if (!inline) return nested.flatMap((child) => itemDrafts(child, place));
  const text = oneLine(inline.text);
  if (aside.test(text)) return [];

  const fields = new Map<FieldName, Field>();
  const notes: Inline[] = [];
  const others: ListItem[] = [];
  for (const block of item.blocks.slice(1))
    if (block.kind === 'paragraph') paragraphFields(block.inline, block.line, { fields, notes });
  for (const child of nested) {
    const words = textOf(child);
    const field = words ? fieldOf(words, child.line) : null;
    if (field && child.blocks.length === 1) fields.set(...field);
    else if (words && isOnlyLinks(words)) notes.push(words);
    else others.push(child);
  }

  const isTask = checkBox.test(inline.text);
  if (others.length > 0 && !isTask && fields.size === 0 && gathers(inline, text, others)) {
    if (isNearMiss(text) && categoryOf(text) === null) return [];
    return others.flatMap((child) => itemDrafts(child, within(place, text)));
  }
  const own = isOpenSentence(text) ? new Set<ListItem>() : ownItems(others, isTask);
  for (const child of others) if (!own.has(child)) for (const note of everyInline(child)) notes.push(note);
  const { head, rest } = headLines(inline);
  if (rest) paragraphFields(rest, item.line + head.text.split('\n').length, { fields, notes });
  return [
    { line: item.line, inline: head, ...place, fields, notes, meant: isTask },
    ...others.filter((child) => own.has(child)).flatMap((child) => itemDrafts(child, place)),
  ];
}

/** The lines of an item up to the first that is a field of it. */
function headLines(inline: Inline): { head: Inline; rest: Inline | null } {
  let at = inline.text.indexOf('\n');
  while (at >= 0) {
    const next = sliceInline(inline, at + 1);
    const end = next.text.indexOf('\n');
    if (fieldOf(end < 0 ? next : sliceInline(next, 0, end), 0))
      return { head: { ...sliceInline(inline, 0, at), lead: inline.lead }, rest: next };
    at = inline.text.indexOf('\n', at + 1);
  }
  return { head: inline, rest: null };
}

/** Of the lines nested in an item, those that are items too: check boxes that mean something alone, and promises where most are. */
function ownItems(others: readonly ListItem[], isTask: boolean): Set<ListItem> {
  const tasks = others.filter((child) => isTaskEntry(child));
  const meaningful = tasks.every((child) => isTaskOfItsOwn(child)) ? tasks : [];
  const plain = others.filter((child) => !tasks.includes(child));
  const promised = isTask ? [] : plain.filter((child) => beginsWithVerb(oneLine(textOf(child)?.text ?? '')));
  return new Set([...meaningful, ...(promised.length * 2 >= plain.length ? promised : [])]);
}

/** What a line below an item is called that only says more of it: "Description: …". */
const remark =
  /^(?:descriptions?|details?|goals?|rationale|why|reason|purpose|notes?|context|what|scope|benefits?|impact|approach|descripción|descrição|beschreibung|détails?|説明|目的)\s?[:：]/iu;

/** Whether an item only introduces the lines below it. */
function gathers(inline: Inline, text: string, others: readonly ListItem[]): boolean {
  if (headingKind(text) === 'explicit' || isGroupName(text) || isOwnerName(text)) return true;
  if (others.every((child) => remark.test(oneLine(textOf(child)?.text ?? '')))) return false;
  // "**Failover** (in development):" is a promise with its details below.
  if (doneWord(/[（(]([^()（）]{4,40})[)）]\s?[:：]$/u.exec(text.slice(-60))?.[1] ?? '') !== null)
    return false;
  if (isOpenSentence(text)) return false;
  if (/[:：]$/.test(text)) {
    const items = others.filter((child) => {
      const words = textOf(child)?.text ?? '';
      return checkBox.test(words) || beginsWithVerb(oneLine(words));
    });
    return !promises(text) || items.length * 2 >= others.length;
  }
  return (
    inline.lead !== null && inline.text.slice(inline.lead.end).trim() === '' && text.split(' ').length <= 4
  );
}

/** Whether a promise is a sentence that only the lines below end: "Find out whether we could:". */
function isOpenSentence(text: string): boolean {
  return promises(text) && /\b(?:to|by|for|could|should|can|whether|such as|including)\s?:$/.test(text);
}

/** Whether an introduction is a promise itself: "Add metrics for:", "Better limits: we plan to add alerts for:". */
function promises(text: string): boolean {
  return (
    beginsWithVerb(text) ||
    isActionVerb(
      /^\p{Lu}\p{L}+(?: (?:and|&) \p{Lu}\p{L}+)? to (\p{L}+)/u.exec(text.slice(0, 80))?.[1] ?? '',
    ) ||
    /\b(?:we|will|plan to|need to|should) (?:\p{L}+ )?(?:add|build|create|write|document|monitor|alert)\b/u.test(
      text,
    )
  );
}

/** A nested check box is an item only when its words mean something without those above it. */
function isTaskOfItsOwn(item: ListItem): boolean {
  const text = textOf(item)?.text ?? '';
  return (
    checkBox.test(text) && text.replace(checkBox, '').trim().split(/\s+/).length >= 3 && !isPlaceholder(text)
  );
}

/** Whether a list entry begins with a check box. */
export function isTaskEntry(item: ListItem): boolean {
  return checkBox.test(textOf(item)?.text ?? '');
}

function textOf(item: ListItem): Inline | null {
  const first = item.blocks[0];
  return first?.kind === 'paragraph' ? first.inline : null;
}

function everyInline(item: ListItem): Inline[] {
  return item.blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [block.inline];
    return block.kind === 'list' ? block.items.flatMap(everyInline) : [];
  });
}

import { beginsWithVerb } from './action-verbs.ts';
import { type Inline, type List, type ListItem, oneLine } from './blocks.ts';
import type { Draft, Field, FieldName, Place } from './draft.ts';
import { fieldLine } from './field-words.ts';
import { categoryOf, groupDone, isGroupName } from './group-words.ts';
import { headingKind, isNearMiss } from './heading-words.ts';
import { sliceInline } from './inline-slice.ts';
import { isOnlyLinks } from './item-links.ts';
import { isPlaceholder } from './placeholders.ts';

const checkBox = /^\s*\[[ xX*✓✔-]?\](?:\s|$)/u;

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

  const fields = new Map<FieldName, Field>();
  const notes: Inline[] = [];
  const others: ListItem[] = [];
  for (const block of item.blocks.slice(1)) if (block.kind === 'paragraph') notes.push(block.inline);
  for (const child of nested) {
    const words = textOf(child);
    const field = words ? fieldLine(words.text) : null;
    if (words && field && child.blocks.length === 1) {
      const value = sliceInline(words, words.text.length - field.value.length);
      fields.set(field.name, { inline: value, line: child.line, native: field.native });
    } else if (words && isOnlyLinks(words)) notes.push(words);
    else others.push(child);
  }

  const isTask = checkBox.test(inline.text);
  if (others.length > 0 && !isTask && gathers(inline, text)) {
    if (isNearMiss(text)) return [];
    return others.flatMap((child) => itemDrafts(child, within(place, text)));
  }
  const tasks = others.filter((child) => isTaskOfItsOwn(child));
  const plain = others.filter((child) => !checkBox.test(textOf(child)?.text ?? ''));
  const promises = isTask ? [] : plain.filter((child) => beginsWithVerb(oneLine(textOf(child)?.text ?? '')));
  const own = promises.length * 2 >= plain.length ? promises : [];
  const kept = new Set([...tasks, ...own]);
  for (const child of others) if (!kept.has(child)) for (const note of everyInline(child)) notes.push(note);
  return [
    { line: item.line, inline, ...place, fields, notes, meant: isTask },
    ...others.filter((child) => kept.has(child)).flatMap((child) => itemDrafts(child, place)),
  ];
}

/** Whether an item only introduces the lines below it. */
function gathers(inline: Inline, text: string): boolean {
  if (/[:：]$/.test(text)) return true;
  if (headingKind(text) === 'explicit' || isGroupName(text)) return true;
  return (
    inline.lead !== null && inline.text.slice(inline.lead.end).trim() === '' && text.split(' ').length <= 4
  );
}

function within(place: Place, text: string): Place {
  const name = text.replace(/[:：]$/, '');
  return {
    section: place.section === null ? name : `${place.section} > ${name}`,
    groupDone: groupDone(name) ?? place.groupDone,
    groupCategory: categoryOf(name) ?? place.groupCategory,
  };
}

/** A nested check box is an item only when its words mean something without those above it. */
function isTaskOfItsOwn(item: ListItem): boolean {
  const text = textOf(item)?.text ?? '';
  return (
    checkBox.test(text) && text.replace(checkBox, '').trim().split(/\s+/).length >= 3 && !isPlaceholder(text)
  );
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

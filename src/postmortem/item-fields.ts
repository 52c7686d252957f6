import { type Block, type Inline, oneLine } from './blocks.ts';
import type { Field, FieldName } from './draft.ts';
import { fieldLine, fieldNamed, fieldStarts } from './field-words.ts';
import { sliceInline } from './inline-slice.ts';

export interface FoundFields {
  readonly fields: Map<FieldName, Field>;
  /** What is no field. */
  readonly notes: Inline[];
}

/** The field that is a whole run of text, as the nested line `Owner: Priya`; null when it is none. */
export function fieldOf(inline: Inline, line: number): [FieldName, Field] | null {
  const field = fieldLine(inline.text);
  if (!field) return null;
  const value = sliceInline(inline, inline.text.length - field.value.length);
  return [field.name, { inline: value, line, native: field.native }];
}

/** The fields in the blocks under an item's heading: lines, list entries and rows of two cells; the rest are its notes. */
export function fieldsIn(blocks: readonly Block[], depth = 0): FoundFields {
  const found: FoundFields = { fields: new Map(), notes: [] };
  for (const block of blocks) {
    if (block.kind === 'paragraph') paragraphFields(block.inline, block.line, found);
    else if (block.kind === 'table')
      for (const { cells, line } of [{ cells: block.header, line: block.line }, ...block.rows])
        rowField(cells, line, found);
    else if (block.kind === 'list')
      for (const item of block.items) {
        const inner = depth < 8 ? fieldsIn(item.blocks, depth + 1) : found;
        if (inner === found) continue;
        for (const [name, field] of inner.fields) if (!found.fields.has(name)) found.fields.set(name, field);
        for (const note of inner.notes) found.notes.push(note);
      }
  }
  return found;
}

/** Takes the fields out of a paragraph whose lines, or whose parts, begin with their names. */
export function paragraphFields(inline: Inline, line: number, { fields, notes }: FoundFields): void {
  let at = 0;
  for (const [index, text] of inline.text.split('\n').entries()) {
    const part = sliceInline(inline, at, at + text.length);
    at += text.length + 1;
    const starts = fieldStarts(text);
    const whole = fieldOf(part, line + index);
    const several = starts[0] === 0 && starts.length > 1 ? starts : null;
    if (several)
      for (const [step, start] of several.entries()) {
        const end = several[step + 1] ?? text.length;
        const field = fieldOf(sliceInline(part, start, end), line + index);
        if (field && !fields.has(field[0])) fields.set(...field);
      }
    else if (whole && !fields.has(whole[0])) fields.set(...whole);
    else if (text.trim() !== '') notes.push(part);
  }
}

function rowField(cells: readonly Inline[], line: number, { fields, notes }: FoundFields): void {
  const [label, value, ...more] = cells.filter((cell) => cell.text.trim() !== '');
  const named = label && value && more.length === 0 ? fieldNamed(oneLine(label.text)) : null;
  if (named && value && !fields.has(named.name))
    fields.set(named.name, { inline: value, line, native: false });
  else if (!named) notes.push(...cells);
}

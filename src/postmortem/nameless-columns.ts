import { type Inline, oneLine, type Table, type TableRow } from './blocks.ts';
import type { FieldName } from './draft.ts';
import { duePhrase } from './due-words.ts';
import { fieldNamed } from './field-words.ts';
import { isOnlyLinks } from './item-links.ts';
import { isPerson } from './people.ts';
import { namesNobody } from './placeholders.ts';
import { doneWord, priorityOf } from './promise-words.ts';

/** In which columns of a table an item's words and its fields stand. */
export interface Columns {
  readonly text: number;
  readonly fields: readonly { readonly at: number; readonly name: FieldName; readonly native: boolean }[];
}

const blank = { order: null, written: '2026-01-01' } as const;

/** The columns of a table whose header is empty or is a row of items itself, known by what stands in them; null for a table with names. */
export function namelessColumns(table: Table): { columns: Columns; rows: readonly TableRow[] } | null {
  const empty = table.header.every((cell) => cell.text.trim() === '');
  if (!empty && !isData(table.header)) return null;
  const rows = empty ? table.rows : [{ line: table.line, cells: table.header }, ...table.rows];
  const width = Math.max(0, ...rows.slice(0, 50).map((row) => row.cells.length));
  const columns = Array.from({ length: Math.min(width, 20) }, (_, at) => columnAt(rows, at));
  const texts = columns.map(({ kind, length }, at) => ({ at, length: kind === null ? length : 0 }));
  const text = texts.toSorted((one, other) => other.length - one.length)[0];
  if (!text || text.length < 8) return null;
  const taken = new Set<FieldName>();
  const fields = columns.flatMap(({ kind }, at) => {
    if (kind === null || taken.has(kind) || at === text.at) return [];
    taken.add(kind);
    return [{ at, name: kind, native: false }];
  });
  return { columns: { text: text.at, fields }, rows };
}

/** Whether a header is an item: none of its cells is a column's name, and one is a date, a handle or a state. */
function isData(header: readonly Inline[]): boolean {
  const texts = header.map((cell) => oneLine(cell.text));
  if (texts.some((text) => fieldNamed(text) !== null)) return false;
  return (
    texts.some((text) => text.split(' ').length >= 4) &&
    texts.some(
      (text) =>
        /^\d{4}-\d{2}-\d{2}$|^@\w|^\[[ x]\]$/i.test(text) || (text.length <= 20 && doneWord(text) !== null),
    )
  );
}

/** What the cells of a column mostly are, and their mean length. */
export function columnAt(
  rows: readonly TableRow[],
  at: number,
): { readonly kind: FieldName | null; readonly length: number } {
  const cells = rows.slice(0, 50).flatMap((row) => row.cells[at] ?? []);
  const filled = cells.filter((cell) => !namesNobody(cell.text));
  const length = cells.reduce((sum, cell) => sum + cell.text.trim().length, 0) / Math.max(1, cells.length);
  const most = (is: (cell: Inline, text: string) => boolean): boolean =>
    filled.length > 0 &&
    filled.filter((cell) => is(cell, oneLine(cell.text))).length * 3 >= filled.length * 2;
  if (most((_, text) => text.length <= 40 && duePhrase(text, blank) !== null)) return { kind: 'due', length };
  if (most((_, text) => text.length <= 24 && priorityOf(text) !== null)) return { kind: 'priority', length };
  if (most((_, text) => text.length <= 24 && doneWord(text) !== null)) return { kind: 'done', length };
  if (most((cell) => isOnlyLinks(cell))) return { kind: 'ticket', length };
  if (most((_, text) => isPerson(text, new Set()) || /^(?:team \S+|\S+ team)$/i.test(text)))
    return { kind: 'owner', length };
  return { kind: null, length };
}

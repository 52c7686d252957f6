import { oneLine, type Table } from './blocks.ts';
import { isActionTable } from './table-drafts.ts';
import type { LabelledValue } from './labelled-values.ts';
import { everySection, type Section } from './sections.ts';

/** Facts that stand in tables otherwise than as rows of a label and a value: two pairs in a row, or one row of values under their names. */
export function tableFacts(root: Section): LabelledValue[] {
  const found: LabelledValue[] = [];
  for (const section of everySection(root))
    for (const block of section.blocks)
      if (block.kind === 'table' && !isActionTable(block)) found.push(...pairs(block), ...columns(block));
  return found;
}

function pairs({ header, line, rows }: Table): LabelledValue[] {
  // One row under four names is no row of pairs.
  if (rows.length === 1 && !header.some((cell) => /\d/.test(cell.text))) return [];
  const all = [{ line, cells: header }, ...rows];
  if (all.length > 30 || !all.every(({ cells }) => cells.length === 4 || cells.length === 6)) return [];
  return all.flatMap(({ cells, line: row }) =>
    cells.flatMap((cell, at) => {
      const value = cells[at + 1];
      return at % 2 === 0 && value ? labelled(cell.text, value.text, row) : [];
    }),
  );
}

function columns({ header, rows }: Table): LabelledValue[] {
  const [row, second] = rows;
  if (!row || second || header.length < 2) return [];
  return header.flatMap((cell, at) => labelled(cell.text, row.cells[at]?.text ?? '', row.line));
}

function labelled(name: string, text: string, line: number): LabelledValue[] {
  const label = oneLine(
    name.replace(/[（(][^()（）]*[）)]/g, ' ').replace(/[*_`#:：?]+/g, ' '),
  ).toLowerCase();
  const value = oneLine(text);
  return label !== '' && label.length <= 45 && value !== '' ? [{ label, value, line }] : [];
}

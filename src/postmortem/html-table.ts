import {
  type Block,
  type Heading,
  type Inline,
  oneLine,
  type Paragraph,
  type Table,
  type TableRow,
} from './blocks.ts';
import { attribute } from './html-attributes.ts';

/** A block of a tree that still grows. */
export type TreeBlock = Heading | Paragraph | Table | TreeList;

export interface TreeList {
  readonly kind: 'list';
  readonly line: number;
  readonly items: { readonly line: number; readonly blocks: TreeBlock[] }[];
}

/** A table while it is read; its cells hold blocks until it is known whether it is a table or only a layout. */
export interface OpenTable {
  readonly kind: 'table';
  readonly line: number;
  readonly rows: { readonly line: number; readonly cells: OpenCell[] }[];
}

interface OpenCell {
  readonly blocks: TreeBlock[];
  isOpen: boolean;
  readonly isHead: boolean;
  /** How many rows and columns the cell covers. */
  readonly rows: number;
  readonly columns: number;
}

/** Starts a cell from its tag. */
export function openCell(name: string, source: string): OpenCell {
  const span = (what: string): number => Math.min(50, Math.max(1, Number(attribute(source, what) ?? 1) || 1));
  return { blocks: [], isOpen: true, isHead: name === 'th', rows: span('rowspan'), columns: span('colspan') };
}

/** The table, or what its cells hold when it only lays out a page. */
export function joinedTable(table: OpenTable): TreeBlock[] {
  const cells = table.rows.flatMap((row) => row.cells);
  const holds = (kind: Block['kind']): boolean =>
    cells.some((cell) => cell.blocks.some((block) => block.kind === kind));
  const isLayout =
    cells.length === 1 || holds('table') || (holds('heading') && !cells.some((cell) => cell.isHead));
  if (isLayout) return cells.flatMap((cell) => cell.blocks);
  const [header, ...rows] = filledRows(table);
  return header ? [{ kind: 'table', line: table.line, header: header.cells, rows } satisfies Table] : [];
}

/** No table that people read is wider; cells that cover others must not make it so. */
const widest = 60;

/** The rows with every cell that covers several rows repeated in each of them. */
function filledRows(table: OpenTable): TableRow[] {
  const hanging = new Map<number, { inline: Inline; rows: number }>();
  return table.rows.map(({ line, cells }) => {
    const filled: Inline[] = [];
    const hang = (): void => {
      for (
        let above = hanging.get(filled.length);
        above && filled.length < widest;
        above = hanging.get(filled.length)
      ) {
        if (above.rows > 1) hanging.set(filled.length, { ...above, rows: above.rows - 1 });
        else hanging.delete(filled.length);
        filled.push(above.inline);
      }
    };
    for (const cell of cells) {
      hang();
      const inline = joined(cell.blocks.flatMap(inlinesOf));
      for (let column = 0; column < cell.columns && filled.length < widest; column += 1) {
        if (cell.rows > 1) hanging.set(filled.length, { inline, rows: cell.rows - 1 });
        filled.push(column === 0 ? inline : joined([]));
      }
    }
    hang();
    return { line, cells: filled };
  });
}

function inlinesOf(block: Block): Inline[] {
  if (block.kind === 'list') return block.items.flatMap((item) => item.blocks.flatMap(inlinesOf));
  return block.kind === 'table' ? [] : [block.inline];
}

function joined(inlines: readonly Inline[]): Inline {
  let text = '';
  const links: Inline['links'][number][] = [];
  for (const inline of inlines) {
    const from = text === '' ? 0 : text.length + 1;
    text = text === '' ? inline.text : `${text}\n${inline.text}`;
    for (const link of inline.links)
      links.push({ ...link, text: oneLine(link.text), start: link.start + from, end: link.end + from });
  }
  return {
    text,
    links,
    lead: inlines[0]?.lead ?? null,
    allItalic: inlines.length > 0 && inlines.every((inline) => inline.allItalic),
    allStruck: inlines.length > 0 && inlines.every((inline) => inline.allStruck),
  };
}

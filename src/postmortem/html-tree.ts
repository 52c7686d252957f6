import { joinedTable, openCell, type OpenTable, type TreeBlock, type TreeList } from './html-table.ts';

type Open =
  | { readonly kind: 'list'; readonly tag: string; readonly list: TreeList }
  | { readonly kind: 'item'; readonly blocks: TreeBlock[] }
  | OpenTable;

/** Lists and tables nested deeper than any person nests them stay flat, so that their depth cannot exhaust the stack. */
const deepest = 60;

/** Lists, items and tables as they open and close; whatever is left open closes with what holds it. */
export interface HtmlTree {
  readonly root: readonly TreeBlock[];
  readonly add: (block: TreeBlock) => void;
  readonly openList: (tag: string, line: number) => void;
  /** Word processors write the levels of a list as lists beside each other, with the level in a class. */
  readonly openLevel: (level: number, line: number) => void;
  readonly closeList: (tag: string) => void;
  readonly openItem: (tag: string, line: number) => void;
  readonly closeItem: () => void;
  readonly openTable: (line: number) => void;
  readonly closeTable: () => void;
  readonly row: (line: number) => void;
  readonly cell: (name: string, source: string) => void;
  readonly endCell: () => void;
  readonly closeAll: () => void;
}

/** Starts an empty tree. */
export function htmlTree(): HtmlTree {
  const root: TreeBlock[] = [];
  const open: Open[] = [];

  const target = (): TreeBlock[] => {
    const last = open.findLast(
      (step) => step.kind === 'item' || (step.kind === 'table' && step.rows.at(-1)?.cells.at(-1)?.isOpen),
    );
    if (last?.kind === 'item') return last.blocks;
    return (last?.kind === 'table' ? last.rows.at(-1)?.cells.at(-1)?.blocks : undefined) ?? root;
  };
  /** Closes everything from a place on. */
  const closeFrom = (at: number): void => {
    if (at < 0) return;
    for (const step of open.splice(at).toReversed())
      if (step.kind === 'table') target().push(...joinedTable(step));
  };
  const push = (list: TreeList, tag: string): void => {
    open.push({ kind: 'list', tag, list });
  };
  const tree: HtmlTree = {
    root,
    add: (block) => void target().push(block),
    openList(tag, line) {
      if (open.length >= deepest) return;
      const list: TreeList = { kind: 'list', line, items: [] };
      target().push(list);
      push(list, tag);
    },
    openLevel(level, line) {
      let list = target().at(-1);
      for (let depth = 0; depth < level && list?.kind === 'list'; depth += 1) {
        const inner = list.items.at(-1)?.blocks;
        const last = inner?.at(-1);
        if (last?.kind === 'list' || depth < level - 1 || !inner) list = last;
        else {
          list = { kind: 'list', line, items: [] };
          inner.push(list);
        }
      }
      if (list?.kind === 'list' && open.length < deepest) push(list, 'ul');
      else tree.openList('ul', line);
    },
    closeList(tag) {
      const table = open.findLastIndex((step) => step.kind === 'table');
      closeFrom(open.findLastIndex((step, at) => at > table && step.kind === 'list' && step.tag === tag));
    },
    openItem(tag, line) {
      tree.closeItem();
      if (open.at(-1)?.kind !== 'list' && tag !== 'li') tree.openList('task', line);
      const last = open.at(-1);
      if (last?.kind !== 'list' || open.length >= deepest + 1) return;
      const blocks: TreeBlock[] = [];
      last.list.items.push({ line, blocks });
      open.push({ kind: 'item', blocks });
    },
    closeItem() {
      if (open.at(-1)?.kind === 'item') open.pop();
    },
    openTable(line) {
      if (open.length < deepest) open.push({ kind: 'table', line, rows: [] });
    },
    closeTable: () => closeFrom(open.findLastIndex((step) => step.kind === 'table')),
    row(line) {
      const table = open.at(-1);
      if (table?.kind === 'table') table.rows.push({ line, cells: [] });
    },
    cell(name, source) {
      const table = open.at(-1);
      if (table?.kind === 'table') table.rows.at(-1)?.cells.push(openCell(name, source));
    },
    endCell() {
      const at = open.findLastIndex((step) => step.kind === 'table');
      const table = open[at];
      if (table?.kind !== 'table') return;
      open.length = at + 1;
      const cell = table.rows.at(-1)?.cells.at(-1);
      if (cell) cell.isOpen = false;
    },
    closeAll: () => closeFrom(0),
  };
  return tree;
}

interface Row {
  readonly line: number;
  readonly cells: string[];
}

interface FoundTable {
  readonly rows: Row[];
  /** The line behind its last one, counted from 0. */
  readonly end: number;
}

const border = /^\s*\+(?:[-=]+\+)+\s*$/;

/** A table drawn with `+---+` borders; cells of several lines are joined. Null where none begins. */
export function gridTable(source: readonly string[], at: number): FoundTable | null {
  if (!border.test(source[at] ?? '')) return null;
  const rows: Row[] = [];
  let row: Row | null = null;
  let end = at + 1;
  for (; end < source.length; end += 1) {
    const text = (source[end] ?? '').trim();
    if (border.test(text)) {
      if (row) rows.push(row);
      row = null;
    } else if (text.startsWith('|')) {
      const cells = text.replace(/^\||\|$/g, '').split('|');
      row ??= { line: end + 1, cells: [] };
      for (const [column, cell] of cells.entries())
        row.cells[column] = `${row.cells[column] ?? ''} ${cell.trim()}`.trim();
    } else break;
  }
  if (row) rows.push(row);
  return rows.length > 0 ? { rows, end } : null;
}

/** A table with columns under `====  ====`; null where none begins. */
export function simpleTable(source: readonly string[], at: number): FoundTable | null {
  const first = source[at] ?? '';
  if (!/^\s*={2,}(?:\s+={2,})+\s*$/.test(first)) return null;
  const starts = [...first.matchAll(/=+/g)].map(({ index }) => index);
  const rows: Row[] = [];
  let rules = 1;
  let end = at + 1;
  for (; end < source.length && rules < 3; end += 1) {
    const text = source[end] ?? '';
    if (/^\s*={2,}(?:\s+={2,})*\s*$/.test(text)) {
      rules += 1;
      if (rules === 2 && (source[end + 1] ?? '').trim() === '') break;
      continue;
    }
    if (text.trim() === '' || /^\s*-{2,}(?:\s+-{2,})*\s*$/.test(text)) continue;
    const cells = starts.map((start, column) => text.slice(start, starts[column + 1] ?? text.length).trim());
    const above = rows.at(-1);
    if (cells[0] === '' && above)
      for (const [column, cell] of cells.entries())
        above.cells[column] = `${above.cells[column] ?? ''} ${cell}`.trim();
    else rows.push({ line: end + 1, cells });
  }
  return rows.length > 0 ? { rows, end } : null;
}

/** The rows of a `list-table` directive: `* -` begins a row, `-` a cell. */
export function listTable(source: readonly string[], from: number, end: number): Row[] {
  const rows: Row[] = [];
  for (let at = from; at < end; at += 1) {
    const text = source[at] ?? '';
    const first = /^\s*\*\s+-\s*(.*)$/.exec(text);
    const next = /^\s+-\s*(.*)$/.exec(text);
    const row = rows.at(-1);
    if (first) rows.push({ line: at + 1, cells: [first[1] ?? ''] });
    else if (next && row) row.cells.push(next[1] ?? '');
    else if (row && text.trim() !== '')
      row.cells[row.cells.length - 1] = `${row.cells.at(-1) ?? ''} ${text.trim()}`.trim();
  }
  return rows;
}

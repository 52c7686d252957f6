/** One record of a CSV file: the line it begins in, from 1, and its cells. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The records of a CSV text (RFC 4180), or what makes it none. */
export type CsvText =
  | { readonly records: readonly CsvRecord[] }
  | { readonly line: number; readonly problem: string };

/**
 * Reads CSV as spreadsheets write it: with commas or, where the first line has more of them, semicolons or tabs; any line ends; a byte order mark.
 * Empty lines are no records.
 */
export function csvRecords(text: string): CsvText {
  const body = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(body.split(/\r?\n|\r/, 1)[0] ?? '');
  const records: CsvRecord[] = [];
  let [cells, cell, quoted, wasQuoted]: [string[], string, boolean, boolean] = [[], '', false, false];
  let [line, began] = [1, 1];
  const endCell = (): void => {
    cells.push(wasQuoted ? cell : cell.trim());
    [cell, wasQuoted] = ['', false];
  };
  const endRecord = (): void => {
    endCell();
    if (cells.some((one) => one !== '')) records.push({ line: began, cells });
    cells = [];
    began = line;
  };
  for (let at = 0; at < body.length; at++) {
    const character = body[at] ?? '';
    const isLineEnd = character === '\n' || (character === '\r' && body[at + 1] !== '\n');
    if (isLineEnd) line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (body[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
      else quoted = false;
    } else if (character === '"' && cell.trim() === '' && !wasQuoted) {
      [cell, quoted, wasQuoted] = ['', true, true];
    } else if (character === separator) endCell();
    else if (isLineEnd) endRecord();
    else if (wasQuoted && character.trim() !== '') {
      return {
        line,
        problem: 'A quoted cell goes on behind its closing quote. A quote inside of it is written twice.',
      };
    } else if (!wasQuoted && character !== '\r') cell += character;
  }
  if (quoted) return { line: began, problem: 'A quote that was opened in this record is never closed.' };
  endRecord();
  return { records };
}

function separatorOf(firstLine: string): string {
  const count = (separator: string) => firstLine.split(separator).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

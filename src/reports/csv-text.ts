/** The columns of a table, in order, each with what stands in it. */
export type CsvFields<Row> = Readonly<Record<string, (row: Row) => string | number | null>>;

/** Rows as CSV (RFC 4180, with a header line); null is an empty cell. */
export function csvText<Row>(fields: CsvFields<Row>, rows: readonly Row[]): string {
  const lines = [
    Object.keys(fields).join(','),
    ...rows.map((row) =>
      Object.values(fields)
        .map((cellOf) => cell(cellOf(row)))
        .join(','),
    ),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null || typeof value === 'number') return String(value ?? '');
  // A spreadsheet would run a text that begins like a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

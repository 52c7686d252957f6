import type { ItemRow } from './item-row.ts';

const fields: Readonly<Record<string, (row: ItemRow) => string | number | null>> = {
  id: (row) => row.id,
  key: (row) => row.tracker?.key ?? null,
  url: (row) => row.tracker?.url ?? null,
  postmortem: (row) => row.postmortem,
  incident: (row) => row.incident,
  text: (row) => row.text,
  team: (row) => row.team,
  services: (row) => row.services.join(' '),
  severity: (row) => row.severity,
  priority: (row) => row.priority,
  category: (row) => row.category,
  owner: (row) => row.owner,
  due: (row) => row.due,
  firstDue: (row) => row.firstDue,
  moves: (row) => row.moves,
  movedDays: (row) => row.movedDays,
  state: (row) => row.state,
  createdAt: (row) => row.createdAt.toISOString(),
  completedAt: (row) => row.completedAt?.toISOString() ?? null,
  flags: (row) => row.flags.map(({ kind }) => kind).join(' '),
};

/** The items as CSV (RFC 4180, with a header line); null is an empty cell. */
export function itemsCsv(rows: readonly ItemRow[]): string {
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

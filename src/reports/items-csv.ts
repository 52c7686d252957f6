import { csvText, type CsvFields } from './csv-text.ts';
import type { ItemRow } from './item-row.ts';

const fields: CsvFields<ItemRow> = {
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

/** The items as CSV. */
export function itemsCsv(rows: readonly ItemRow[]): string {
  return csvText(fields, rows);
}

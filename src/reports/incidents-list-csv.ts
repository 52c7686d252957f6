import { csvText, type CsvFields } from './csv-text.ts';
import type { IncidentRow } from './incidents-list.ts';

const fields: CsvFields<IncidentRow> = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  severity: ({ severity }) => severity,
  services: ({ services }) => services.join(', '),
  causes: ({ causes }) => causes.join(', '),
  startedAt: ({ startedAt }) => startedAt?.toISOString() ?? null,
  endedAt: ({ endedAt }) => endedAt?.toISOString() ?? null,
  customerVisible: ({ customerVisible }) => yesNo(customerVisible),
  repeats: ({ repeats }) => repeats,
  basis: ({ basis }) => basis,
  postmortemPublishedAt: ({ postmortemPublishedAt }) => postmortemPublishedAt?.toISOString() ?? null,
};

/** The incidents as CSV; its columns can be imported again, but for the last two, which are worked out. */
export function incidentsCsv(rows: readonly IncidentRow[]): string {
  return csvText(fields, rows);
}

function yesNo(fact: boolean | null): string | null {
  if (fact === null) return null;
  return fact ? 'yes' : 'no';
}

import { csvText, type CsvFields } from './csv-text.ts';
import type { MissingPostmortem, ProgrammeReport } from './programme-report.ts';

const fields: CsvFields<MissingPostmortem> = {
  incident: ({ incident }) => incident,
  title: ({ title }) => title,
  severity: ({ severity }) => severity,
  endedAt: ({ endedAt }) => endedAt.toISOString(),
};

/** The incidents that still need a postmortem, oldest first. */
export function programmeCsv({ missing }: ProgrammeReport): string {
  return csvText(fields, missing);
}

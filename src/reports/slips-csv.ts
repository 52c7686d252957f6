import type { Push } from '../metrics/slip-weeks.ts';
import { csvText, type CsvFields } from './csv-text.ts';

const fields: CsvFields<Push> = {
  at: (push) => push.at.toISOString(),
  id: (push) => push.id,
  key: (push) => push.key,
  text: (push) => push.text,
  team: (push) => push.team,
  services: (push) => push.services.join(' '),
  by: (push) => push.by,
  origin: (push) => push.origin,
  from: (push) => push.from,
  to: (push) => push.to,
  days: (push) => push.days,
};

/** Pushes as CSV, in order of time. */
export function slipsCsv(pushes: readonly Push[]): string {
  return csvText(fields, pushes);
}

import { dayOf } from '../../lib/calendar.ts';
import type { IncidentRow } from '../incidents-list.ts';
import { clipped, columns } from './columns.ts';

/** A list of incidents for a terminal. */
export function incidentsText(rows: readonly IncidentRow[], timeZone: string): string {
  if (rows.length === 0) return 'No incidents.\n';
  const cells = rows.map((row) => [
    row.startedAt === null ? 'n/a' : dayOf(row.startedAt, timeZone),
    row.id,
    row.severity ?? 'n/a',
    row.repeats === null ? '' : `repeats ${row.repeats}`,
    row.postmortemPublishedAt === null ? 'no postmortem' : '',
    clipped(row.title, 60),
  ]);
  return `${columns([['started', 'incident', 'severity', '', '', 'title'], ...cells]).join('\n')}\n`;
}

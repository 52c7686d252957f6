import { csvText, type CsvFields } from './csv-text.ts';
import type { RepeatRow, RepeatsReport } from './repeats-report.ts';

interface Line {
  readonly row: RepeatRow;
  readonly item: RepeatRow['openItems'][number] | null;
  readonly isInWeek: boolean;
}

const fields: CsvFields<Line> = {
  incident: ({ row }) => row.incident,
  title: ({ row }) => row.title,
  startedAt: ({ row }) => row.startedAt.toISOString(),
  repeats: ({ row }) => row.repeats,
  basis: ({ row }) => row.basis,
  daysSince: ({ row }) => row.daysSince,
  inWeek: ({ isInWeek }) => (isInWeek ? 'yes' : 'no'),
  openItem: ({ item }) => item?.id ?? null,
  openItemKey: ({ item }) => item?.key ?? null,
  openItemText: ({ item }) => item?.text ?? null,
  daysOpen: ({ item }) => item?.daysOpen ?? null,
  daysOverdue: ({ item }) => item?.daysOverdue ?? null,
};

/** The repeats of the week and the preventable ones of the 13 weeks, one line for each item that was open then. */
export function repeatsCsv({ repeatsInWeek, preventableRepeats }: RepeatsReport): string {
  const inWeek = new Set(repeatsInWeek.map(({ incident }) => incident));
  const rows = [...repeatsInWeek, ...preventableRepeats.filter(({ incident }) => !inWeek.has(incident))];
  const lines = rows.flatMap((row): Line[] => {
    const isInWeek = inWeek.has(row.incident);
    if (row.openItems.length === 0) return [{ row, item: null, isInWeek }];
    return row.openItems.map((item) => ({ row, item, isInWeek }));
  });
  return csvText(fields, lines);
}

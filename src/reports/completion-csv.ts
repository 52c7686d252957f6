import { csvText, type CsvFields } from './csv-text.ts';
import type { CompletionReport } from './completion-report.ts';
import type { GroupFigures } from './group-figures.ts';

/** One number. */
interface Line {
  readonly group: string;
  readonly name: string | null;
  readonly metric: string;
  readonly value: number | null;
}

/**
 * The report as CSV, one line for each number: of which group (`all`, `week`, `team`, `service`, `severity`, `priority`, `category`, `moved`), the
 * group's name (null is an empty cell), the number's name as in JSON, and its value; empty where it cannot be said.
 */
export function completionCsv(report: CompletionReport): string {
  const fields: CsvFields<Line> = {
    week: () => report.week,
    asOf: () => report.asOf.toISOString(),
    team: () => report.team,
    group: ({ group }) => group,
    name: ({ name }) => name,
    metric: ({ metric }) => metric,
    value: ({ value }) => value,
  };
  return csvText(fields, linesOf(report));
}

function linesOf(report: CompletionReport): Line[] {
  const { within, ...time } = report.timeToComplete;
  const { perWeek, low, high } = report.pace;
  return [
    ...groups('all', null, report),
    ...numbers('all', null, 'timeToComplete', time),
    ...Object.entries(within).flatMap(([days, share]) =>
      numbers('all', null, `timeToComplete.within.${days}`, share),
    ),
    ...numbers('all', null, 'pace', { perWeek, low, high }),
    { group: 'all', name: null, metric: 'revised', value: report.revised?.itemIds.length ?? 0 },
    ...report.slips.map((bin) => ({ group: 'moved', name: bin.name, metric: 'items', value: bin.items })),
    ...report.trend.flatMap(({ week, ...point }) => numbers('week', week, 'due', point)),
    ...report.weeks.flatMap(({ week, flow }) => numbers('week', week, 'flow', flow)),
    ...report.byTeam.flatMap((row) => groups('team', row.team, row)),
    ...report.byService.flatMap((row) => groups('service', row.service, row)),
    ...report.bySeverity.flatMap((row) => groups('severity', row.severity, row)),
    ...report.byPriority.flatMap((row) => groups('priority', row.priority, row)),
    ...report.byCategory.flatMap((row) => groups('category', row.category, row)),
  ];
}

function groups(group: string, name: string | null, { due, flow, flags }: GroupFigures): Line[] {
  return [
    ...numbers(group, name, 'due', due),
    ...numbers(group, name, 'flow', flow),
    ...numbers(group, name, 'flags', flags),
  ];
}

function numbers(group: string, name: string | null, part: string, figures: object): Line[] {
  const entries: [string, unknown][] = Object.entries(figures);
  return entries.flatMap(([metric, value]) =>
    typeof value === 'number' || value === null ? { group, name, metric: `${part}.${metric}`, value } : [],
  );
}

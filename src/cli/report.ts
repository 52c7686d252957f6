import { loadReportFacts } from '../db/report-facts.ts';
import { agenda } from '../reports/agenda.ts';
import { completionReport } from '../reports/completion-report.ts';
import { itemsCsv } from '../reports/items-csv.ts';
import { itemsReport } from '../reports/items-report.ts';
import type { ReportFacts, ReportRequest } from '../reports/report-request.ts';
import { agendaText } from '../reports/text/agenda-text.ts';
import { completionText } from '../reports/text/completion-text.ts';
import { itemsText } from '../reports/text/items-text.ts';
import { UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import { incidentReports } from './incident-reports.ts';
import { json } from './output.ts';
import { reportRequest, type ScopeOptions } from './report-scope.ts';

export const reportNames = ['completion', 'repeats', 'programme', 'slips', 'items'] as const;
type ReportName = (typeof reportNames)[number];

export const reportFormats = ['text', 'json', 'csv', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

type Rendering = (
  facts: ReportFacts,
  request: ReportRequest,
  weekGiven: boolean,
) => Partial<Record<ReportFormat, () => string>>;

const renderings: Readonly<Record<Exclude<ReportName, keyof typeof incidentReports>, Rendering>> = {
  completion(facts, request) {
    const report = completionReport(facts, request);
    return { text: () => completionText(report), json: () => json(report) };
  },
  items(facts, { week, ...request }, weekGiven) {
    const rows = itemsReport(facts, { ...request, week: weekGiven ? week : null });
    return { text: () => itemsText(rows), json: () => json(rows), csv: () => itemsCsv(rows) };
  },
};

/** Prints one of the reports for a week and a team. */
export async function runReport(
  name: string,
  options: ScopeOptions & { readonly format: ReportFormat },
  context: CommandContext,
): Promise<ExitCode> {
  const { config, db, clock, output } = context;
  const report = reportNames.find((known) => known === name);
  if (!report) throw new UsageError(`There is no report "${name}". There are: ${reportNames.join(', ')}.`);
  const request = reportRequest(options, config, clock());
  const formats: ReturnType<Rendering> =
    report === 'repeats' || report === 'programme' || report === 'slips'
      ? await incidentReports[report](context, request)
      : renderings[report](await loadReportFacts(db, config), request, options.week !== undefined);
  const render = formats[options.format];
  if (!render) {
    throw new UsageError(
      `Report ${report} comes as ${Object.keys(formats).join(' or ')}, not as ${options.format}.`,
    );
  }
  output.result(render());
  return 0;
}

/** Prints what the action-review meeting has to decide, in order. */
export async function runAgenda(
  options: ScopeOptions & { readonly format: ReportFormat },
  { config, db, clock, output }: CommandContext,
): Promise<ExitCode> {
  if (options.format !== 'text' && options.format !== 'json') {
    throw new UsageError('The agenda comes as text or json.');
  }
  const { week: _week, ...request } = reportRequest(options, config, clock());
  const found = agenda(await loadReportFacts(db, config), request);
  output.result(options.format === 'json' ? json(found) : agendaText(found, config.organisation.timeZone));
  return 0;
}

import { askAgenda } from '../answers/ask-agenda.ts';
import { askCompletion } from '../answers/ask-completion.ts';
import { askItems } from '../answers/ask-items.ts';
import { itemsCsv } from '../reports/items-csv.ts';
import { everything } from '../reports/item-selection.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { agendaText } from '../reports/text/agenda-text.ts';
import { completionText } from '../reports/text/completion-text.ts';
import { itemsText } from '../reports/text/items-text.ts';
import { UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import { incidentReports, type IncidentOptions } from './incident-reports.ts';
import { json } from './output.ts';
import { reportRequest, type ScopeOptions } from './report-scope.ts';

export const reportNames = ['completion', 'repeats', 'programme', 'slips', 'items', 'incidents'] as const;
type ReportName = (typeof reportNames)[number];

export const reportFormats = ['text', 'json', 'csv', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];

type Rendering = (
  context: CommandContext,
  request: ReportRequest,
  isWeekGiven: boolean,
  narrowing: IncidentOptions,
) => Promise<Partial<Record<ReportFormat, () => string>>>;

const renderings: Readonly<Record<ReportName, Rendering>> = {
  ...incidentReports,
  async completion({ db }, request) {
    const report = await askCompletion(db, request);
    return { text: () => completionText(report), json: () => json(report) };
  },
  async items({ db }, request, isWeekGiven) {
    const { week, team } = request;
    const selection = { ...everything, team, week: isWeekGiven ? week : null };
    const { items } = await askItems(db, { ...request, selection });
    return { text: () => itemsText(items), json: () => json(items), csv: () => itemsCsv(items) };
  },
};

/** Prints one of the reports for a week and a team. */
export async function runReport(
  name: string,
  options: ScopeOptions & IncidentOptions & { readonly format: ReportFormat },
  context: CommandContext,
): Promise<ExitCode> {
  const { config, clock, output } = context;
  const report = reportNames.find((known) => known === name);
  if (!report) throw new UsageError(`There is no report "${name}". There are: ${reportNames.join(', ')}.`);
  const request = reportRequest(options, config, clock());
  const formats = await renderings[report](context, request, options.week !== undefined, options);
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
  const found = await askAgenda(db, config, request);
  output.result(options.format === 'json' ? json(found) : agendaText(found, config.organisation.timeZone));
  return 0;
}

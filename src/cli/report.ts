import type { ReportRequest } from '../reports/report-request.ts';
import { UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import { reportNames, type ReportFormat, type ReportName } from './formats.ts';
import { incidentReports } from './incident-reports.ts';
import { itemReports } from './item-reports.ts';
import { refuseOtherOptions, type NarrowingOptions } from './narrowing-options.ts';
import { reportRequest, type ScopeOptions } from './report-scope.ts';

type Rendering = (
  context: CommandContext,
  request: ReportRequest,
  options: ScopeOptions & NarrowingOptions,
) => Promise<Partial<Record<ReportFormat, () => string>>>;

const renderings: Readonly<Record<ReportName, Rendering>> = { ...incidentReports, ...itemReports };

/** Prints one of the reports for a week and a team. */
export async function runReport(
  name: string,
  options: ScopeOptions & NarrowingOptions & { readonly format: ReportFormat },
  context: CommandContext,
): Promise<ExitCode> {
  const { config, clock, output } = context;
  const report = reportNames.find((known) => known === name);
  if (!report) throw new UsageError(`There is no report "${name}". There are: ${reportNames.join(', ')}.`);
  refuseOtherOptions(report, options);
  // The teams of items are read with them: they may be several, or one that is no longer configured.
  const { team: _team, ...rest } = options;
  const request = reportRequest(report === 'items' ? rest : options, config, clock());
  const formats = await renderings[report](context, request, options);
  const render = formats[options.format];
  if (!render) {
    throw new UsageError(
      `Report ${report} comes as ${Object.keys(formats).join(' or ')}, not as ${options.format}.`,
    );
  }
  output.result(render());
  return 0;
}

import { askAgenda } from '../answers/ask-agenda.ts';
import { agendaText } from '../reports/text/agenda-text.ts';
import { UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import type { ReportFormat } from './formats.ts';
import { json } from './output.ts';
import { reportRequest, type ScopeOptions } from './report-scope.ts';

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

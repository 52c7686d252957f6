import { askCompletion } from '../answers/ask-completion.ts';
import { askItems } from '../answers/ask-items.ts';
import { teamsOfItems } from '../answers/teams-of-items.ts';
import { completionPage } from '../pages/completion-page.ts';
import { filterSentence, isNarrowed } from '../pages/items-filter.ts';
import { itemsPage } from '../pages/items-page.ts';
import { selfContained } from '../pages/self-contained.ts';
import { completionCsv } from '../reports/completion-csv.ts';
import { itemsCsv } from '../reports/items-csv.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { completionText } from '../reports/text/completion-text.ts';
import { itemsText } from '../reports/text/items-text.ts';
import { CommandProblem, type CommandContext } from './command-context.ts';
import { frameOf } from './incident-reports.ts';
import { selectionOf, type NarrowingOptions } from './narrowing-options.ts';
import { json } from './output.ts';
import { noSuchTeam, type ScopeOptions } from './report-scope.ts';

/** The reports about action items, each in every form it comes in. */
export const itemReports = {
  async completion({ db, config }: CommandContext, request: ReportRequest) {
    const report = await askCompletion(db, request);
    return {
      text: () => completionText(report),
      json: () => json(report),
      csv: () => completionCsv(report),
      html: () => selfContained(completionPage(frameOf(config, request), report), config.organisation.url),
    };
  },
  async items(
    { db, config }: CommandContext,
    request: ReportRequest,
    options: ScopeOptions & NarrowingOptions,
  ) {
    const week = options.week === undefined ? null : request.week;
    const selection = selectionOf(options, week);
    const team = options.team ?? null;
    const asked = await teamsOfItems({ config, db }, team);
    if ('unknown' in asked) throw new CommandProblem(noSuchTeam(asked.unknown, config));
    const list = await askItems(db, { ...request, selection, teams: asked.teams });
    const frame = frameOf(config, request);
    const filter = { ...selection, team, week: week?.name ?? null };
    return {
      text: () => itemsText(list.items, isNarrowed(filter) ? filterSentence(frame, filter) : null),
      json: () => json(list.items),
      csv: () => itemsCsv(list.items),
      html: () =>
        selfContained(itemsPage(frame, { ...list, filter, nextCursor: null }), config.organisation.url),
    };
  },
};

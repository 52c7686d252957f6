import { loadCompletionFacts } from '../db/completion-store.ts';
import type { Database } from '../db/database.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { flagContext } from '../flags/flag-context.ts';
import { spanOf } from '../metrics/span.ts';
import { trailingSpans } from '../metrics/trailing-spans.ts';
import { weeksOfTrend } from '../reports/completion-facts.ts';
import { completionReport, type CompletionReport } from '../reports/completion-report.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { judging } from './judging.ts';

/** The completion report; of several teams when they are given beside the request. */
export async function askCompletion(
  db: Database,
  request: ReportRequest,
  teams: readonly string[] | null = request.team === null ? null : [request.team],
): Promise<CompletionReport> {
  const { week, now, timeZone, policy } = request;
  const { book: repeats, returned } = await knownIncidents(db, policy.repeatWindowDays);
  const { asOf, through, before } = spanOf(week, now, timeZone);
  const context = flagContext({ asOf, through, timeZone, policy, repeats });
  const spans = trailingSpans(week, weeksOfTrend, now, timeZone);
  const facts = await snapshot(db, async (tx) => {
    const { measure, done } = await judging(tx, { before, teams, returned }, context);
    return loadCompletionFacts(tx, { spans, teams, measure, done });
  });
  return completionReport(facts, request);
}

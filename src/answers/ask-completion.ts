import { loadCompletionFacts } from '../db/completion-store.ts';
import type { Database } from '../db/database.ts';
import { knownIncidents } from '../db/repeat-book-store.ts';
import { snapshot } from '../db/snapshot.ts';
import { trailingSpans } from '../metrics/trailing-spans.ts';
import { weeksOfTrend } from '../reports/completion-facts.ts';
import { completionReport, type CompletionReport } from '../reports/completion-report.ts';
import type { ReportRequest } from '../reports/report-request.ts';

/** The completion report; of several teams when they are given beside the request. */
export async function askCompletion(
  db: Database,
  request: ReportRequest,
  teams: readonly string[] | null = request.team === null ? null : [request.team],
): Promise<CompletionReport> {
  const { week, now, timeZone, policy } = request;
  const { book, returned } = await knownIncidents(db, policy.repeatWindowDays);
  const question = {
    spans: trailingSpans(week, weeksOfTrend, now, timeZone),
    teams,
    returned,
  };
  const facts = await snapshot(db, (tx) => loadCompletionFacts(tx, question));
  return completionReport({ ...facts, repeats: book }, request);
}

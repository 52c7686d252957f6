import { flagContext } from '../../src/flags/flag-context.ts';
import { pastOf } from '../../src/flags/item-past.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { spanOf } from '../../src/metrics/span.ts';
import { trailingSpans } from '../../src/metrics/trailing-spans.ts';
import { weeksOfTrend, type CompletionFacts } from '../../src/reports/completion-facts.ts';
import { completionReport, type CompletionReport } from '../../src/reports/completion-report.ts';
import type { ReportFacts, ReportRequest } from '../../src/reports/report-request.ts';
import { duePromise } from './due-judgement.ts';
import { flowByHistory } from './flow-by-history.ts';
import { observationsOf } from './observations.ts';
import { revisedItemIds } from './revised.ts';
import { standingsByHistory } from './standings-by-history.ts';
import { timelineOf } from './timeline.ts';

/** The report as whole histories tell it, read item by item and step by step: slow, and with nothing to go wrong. */
export function completionByHistory(facts: ReportFacts, request: ReportRequest): CompletionReport {
  return completionReport(completionFacts(facts, request), request);
}

export function completionFacts(facts: ReportFacts, request: ReportRequest): CompletionFacts {
  const { week, now, timeZone, policy, team } = request;
  const span = spanOf(week, now, timeZone);
  const spans = trailingSpans(week, weeksOfTrend, now, timeZone);
  const timelines = facts.items
    .filter((item) => team === null || item.team === team)
    .flatMap((item) => timelineOf(item) ?? []);
  const { asOf, through } = span;
  const repeats = repeatBook(facts.incidents, facts.verdicts, policy.repeatWindowDays);
  const context = flagContext({ asOf, through, timeZone, policy, repeats });
  const standing = timelines.flatMap((timeline) => {
    const past = pastOf(timeline.item, span.through);
    return past ? { timeline, past, item: past.asOf } : [];
  });
  return {
    standings: standingsByHistory(standing, span, context),
    due: standing.flatMap(({ timeline, item: { team: whose, moment } }) => {
      const promise = duePromise(timeline, span);
      const { id, link, text, services, severity, category } = timeline.item;
      const grouping = { team: whose, services, severity, priority: moment.priority, category };
      return promise ? { id, key: link?.key ?? null, text, ...grouping, ...promise } : [];
    }),
    promises: spans.flatMap((each) =>
      timelines.flatMap((timeline) => {
        const promise = duePromise(timeline, each);
        return promise ? { week: each.week.name, ...promise } : [];
      }),
    ),
    earlier: spans.slice(0, -1).map((each) => {
      const { created, reopened, done, dropped } = flowByHistory(timelines, each);
      return { week: each.week.name, counts: { created, reopened, done, dropped } };
    }),
    observations: observationsOf(timelines, span),
    revised: revisedItemIds(timelines, span),
    firstItemAt:
      facts.items
        .filter((item) => team === null || item.team === team)
        .map(({ createdAt }) => createdAt)
        .toSorted((a, b) => Number(a) - Number(b))[0] ?? null,
  };
}

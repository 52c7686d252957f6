import { flagContext, type FlagContext } from '../flags/flag-context.ts';
import { repeatBook, type RepeatBook } from '../incidents/repeat-book.ts';
import { spanOf, type Span } from '../metrics/span.ts';
import type { ReportFacts, ReportRequest } from './report-request.ts';

/** The facts as they stood at the end of the request's week, or now. */
export interface Survey {
  readonly span: Span;
  readonly book: RepeatBook;
  readonly context: FlagContext;
}

export function surveyOf(facts: ReportFacts, request: ReportRequest): Survey {
  const { now, timeZone, policy } = request;
  const span = spanOf(request.week, now, timeZone);
  const book = repeatBook(facts.incidents, facts.verdicts, policy.repeatWindowDays);
  const { asOf, through } = span;
  return { span, book, context: flagContext({ asOf, through, timeZone, policy, repeats: book }) };
}

import type { CompletionReport } from './completion-report.ts';

/** Why a report is empty whose week was over before anything was recorded; null for any other. `day` writes an instant as its day. */
export function beforeFirstRecord(
  { week, asOf, firstItemAt }: Pick<CompletionReport, 'week' | 'asOf' | 'firstItemAt'>,
  day: (instant: Date) => string,
): string | null {
  if (firstItemAt === null) return 'No action item has been recorded yet.';
  if (firstItemAt < asOf) return null;
  return `${week} lies before the first action item, which is of ${day(firstItemAt)}.`;
}

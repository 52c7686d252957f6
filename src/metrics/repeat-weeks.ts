import type { StartedIncident } from '../incidents/repeats.ts';
import type { JudgedRepeat } from './repeat-figures.ts';
import type { Span } from './span.ts';

/** The incidents that started in a week, those of them that repeat an earlier one, and those of these that were preventable. */
export interface RepeatWeek {
  readonly week: string;
  readonly incidents: number;
  readonly repeats: number;
  readonly preventable: number;
}

/** One entry for each week; weeks without an incident are there too. */
export function repeatWeeks(
  incidents: readonly StartedIncident[],
  judged: readonly JudgedRepeat[],
  spans: readonly Span[],
): RepeatWeek[] {
  return spans.map((span) => {
    const isWithin = ({ startedAt }: StartedIncident) =>
      startedAt.getTime() >= span.from && startedAt.getTime() < span.before;
    const repeats = judged.filter(({ incident }) => isWithin(incident));
    return {
      week: span.week.name,
      incidents: incidents.filter(isWithin).length,
      repeats: repeats.length,
      preventable: repeats.filter(({ openItems }) => openItems.length > 0).length,
    };
  });
}

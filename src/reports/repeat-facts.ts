import type { Incident, PairVerdict } from '../incidents/incident.ts';
import type { SuggestedRepeat } from '../incidents/likeness.ts';
import type { RepeatBook } from '../incidents/repeat-book.ts';
import type { OpenStretch } from '../metrics/open-items.ts';
import { spanOf, trailingFrom } from '../metrics/span.ts';
import type { TestedItem } from '../flags/verification.ts';
import type { ReportRequest } from './report-request.ts';

/** The incidents a report is about, and what is known of repeats among all. */
export interface AskedIncidents {
  /** Those of the teams asked for, in no order. */
  readonly incidents: readonly Incident[];
  readonly book: RepeatBook;
}

/** What the report of repeats is made of; everything as it stood at the last instant asked about. */
export interface RepeatFacts extends AskedIncidents {
  /** When the last item was finished, of each incident with something done and nothing unfinished. */
  readonly finishes: ReadonlyMap<string, Date>;
  /** While which items of incidents that came back were unfinished, the items of all teams. */
  readonly stretches: readonly OpenStretch[];
  /** The done items of the teams asked for that name a test. */
  readonly tested: readonly TestedItem[];
  /** Pairs that read alike and that nobody rejected, of incidents started in the weeks asked about; the most alike first. */
  readonly suggestions: readonly RepeatSuggestion[];
  /** What people said of pairs with incidents started in those weeks, the latest word first. */
  readonly decisions: readonly RepeatDecisionRow[];
}

/** What a person said of a pair. */
export interface RepeatDecisionRow {
  readonly incident: string;
  readonly repeats: string;
  readonly verdict: PairVerdict['verdict'];
  readonly by: string | null;
  readonly at: Date;
}

/** A suggested pair, with what both are called. */
export interface RepeatSuggestion extends SuggestedRepeat {
  readonly title: string;
  readonly repeatsTitle: string;
}

/** The weeks asked about; both instants are inclusive. */
export interface RepeatQuestion {
  /** Incidents that started from here on are counted, */
  readonly from: Date;
  /** and none that started later; nothing that happened later is known. */
  readonly through: Date;
}

/** The trailing 13 weeks of the request, as far as they have gone. */
export function repeatQuestion({ week, now, timeZone }: ReportRequest): RepeatQuestion {
  return { from: trailingFrom(week, timeZone), through: spanOf(week, now, timeZone).through };
}

import { flagContext, type FlagContext } from '../flags/flag-context.ts';
import { pastOf, type Past } from '../flags/item-past.ts';
import { repeatBook, type RepeatBook } from '../incidents/repeat-book.ts';
import { spanOf, type Span } from '../metrics/span.ts';
import { timelineOf, type Timeline } from '../metrics/timeline.ts';
import type { ReportFacts, ReportRequest } from './report-request.ts';

/** The facts as they stood at the end of the request's week, or now. */
export interface Survey {
  readonly span: Span;
  readonly book: RepeatBook;
  readonly context: FlagContext;
}

/** An item that counts, with its past as both rooms read it. */
export interface SurveyedItem {
  readonly timeline: Timeline;
  readonly past: Past;
}

export function surveyOf(facts: ReportFacts, request: ReportRequest): Survey {
  const { now, timeZone, policy } = request;
  const span = spanOf(request.week, now, timeZone);
  const book = repeatBook(facts.incidents, facts.verdicts, policy.repeatWindowDays);
  const { asOf, through } = span;
  return { span, book, context: flagContext({ asOf, through, timeZone, policy, repeats: book }) };
}

/** The items of the team that exist by then and count in the numbers. */
export function surveyItems(facts: ReportFacts, team: string | null, survey: Survey): SurveyedItem[] {
  return facts.items.flatMap((item) => {
    if (team !== null && item.team !== team) return [];
    const timeline = timelineOf(item);
    const past = timeline && pastOf(item, survey.context.through);
    return timeline && past ? { timeline, past } : [];
  });
}

/** Asks for the counting items of an incident, of whatever team. */
export function itemsByIncident(facts: ReportFacts): (incidentId: string) => readonly Timeline[] {
  const byIncident = new Map<string, Timeline[]>();
  for (const item of facts.items) {
    const timeline = timelineOf(item);
    if (!timeline) continue;
    const those = byIncident.get(item.incidentId);
    if (those) those.push(timeline);
    else byIncident.set(item.incidentId, [timeline]);
  }
  return (incidentId) => byIncident.get(incidentId) ?? [];
}

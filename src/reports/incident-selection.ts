import type { Week } from '../lib/calendar.ts';

/**
 * The numbers of the reports about incidents, and the incidents behind each. Most are over the 13 weeks up to the week asked about; those of the week
 * itself begin with `week-`; `cleared` and `held` are of all times.
 */
export const incidentParts = [
  'incidents',
  'repeats',
  'preventable',
  'week-incidents',
  'week-repeats',
  'week-preventable',
  'cleared',
  'held',
  'qualifying',
  'with-postmortem',
  'within-limit',
  'missing',
] as const;
export type IncidentPart = (typeof incidentParts)[number];

/** What a list of incidents is narrowed to; null does not narrow. */
export interface IncidentSelection {
  /** Of which report's number; all incidents ever recorded where null. */
  readonly of: IncidentPart | null;
  /** Of the report of which week. */
  readonly week: Week;
  readonly team: string | null;
  readonly service: string | null;
  readonly severity: string | null;
  /** Words that must stand in the id, the title, the services or the causes, in any case. */
  readonly text: string | null;
}

/** Whether the part of a report needs the items of the incidents, and not only the incidents. */
export function needsItems(of: IncidentPart | null): boolean {
  return of === 'preventable' || of === 'week-preventable' || of === 'cleared' || of === 'held';
}

/** The part of that name; null where there is none. */
export function incidentPartNamed(name: string): IncidentPart | null {
  return incidentParts.find((known) => known === name) ?? null;
}

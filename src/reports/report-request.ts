import type { TrackedItem } from '../actions/item-history.ts';
import type { Policy } from '../actions/policy.ts';
import type { Incident, PairVerdict } from '../incidents/incident.ts';
import type { Week } from '../lib/calendar.ts';

/** Everything reports are made of. Items and incidents of all teams: a repeat may be one team's and its open item another's. */
export interface ReportFacts {
  readonly items: readonly TrackedItem[];
  readonly incidents: readonly Incident[];
  readonly verdicts: readonly PairVerdict[];
  /** As configured; says whose an incident is. */
  readonly teams: readonly { readonly id: string; readonly services: readonly string[] }[];
  readonly defaultTeam: string;
}

/** What is asked. */
export interface ReportRequest {
  readonly week: Week;
  readonly now: Date;
  readonly timeZone: string;
  readonly policy: Policy;
  /** Only this team; null for all. */
  readonly team: string | null;
}

/** The question of lists, which stand at `now` where no week is given. */
export type ListRequest = Omit<ReportRequest, 'week'> & { readonly week?: Week | null };

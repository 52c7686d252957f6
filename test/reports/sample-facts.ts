import type { TrackedItem } from '../../src/actions/item-history.ts';
import type { Incident } from '../../src/incidents/incident.ts';
import { weekNamed } from '../../src/lib/calendar.ts';
import type { ReportFacts, ReportRequest } from '../../src/reports/report-request.ts';
import { berlin, policy } from '../metrics/sample-item.ts';

export function factsOf(
  items: readonly TrackedItem[],
  incidents: readonly Incident[] = [],
  over: Partial<ReportFacts> = {},
): ReportFacts {
  return {
    items,
    incidents,
    verdicts: [],
    teams: [
      { id: 'payments', services: ['checkout'] },
      { id: 'search', services: ['index'] },
    ],
    defaultTeam: 'payments',
    ...over,
  };
}

/** Asks for a week in Berlin, long after it unless told when. */
export function request(
  week = '2026-W46',
  now = '2027-06-01T00:00:00Z',
  team: string | null = null,
): ReportRequest {
  const named = weekNamed(week, berlin);
  if (!named) throw new Error(`${week} is not a week`);
  return { week: named, now: new Date(now), timeZone: berlin, policy, team };
}

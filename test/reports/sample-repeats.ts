import type { TrackedItem } from '../../src/actions/item-history.ts';
import { momentsOf } from '../../src/actions/moments-of.ts';
import type { Incident, PairVerdict } from '../../src/incidents/incident.ts';
import { incidentsOfTeams } from '../../src/incidents/of-teams.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { stretchesOf } from '../../src/metrics/open-items.ts';
import { spanOf } from '../../src/metrics/span.ts';
import type { RepeatFacts } from '../../src/reports/repeat-facts.ts';
import type { ReportRequest } from '../../src/reports/report-request.ts';
import { isUnfinished } from '../../src/actions/item-history.ts';

const teams = [
  { id: 'payments', services: ['checkout'] },
  { id: 'search', services: ['index'] },
];

/** What the database would tell of items and incidents to somebody who asks for a report. */
export function repeatFactsOf(
  items: readonly TrackedItem[],
  incidents: readonly Incident[],
  { week, now, timeZone, team, policy }: ReportRequest,
  verdicts: readonly PairVerdict[] = [],
): RepeatFacts {
  const { through } = spanOf(week, now, timeZone);
  const claims = new Map<string, string[]>();
  for (const item of items) claims.set(item.incidentId, [...(claims.get(item.incidentId) ?? []), item.team]);
  const ownership = { teams, defaultTeam: 'payments', claims };
  const standing = items.flatMap((item) => {
    const moment = momentsOf(item).findLast(({ from }) => from <= through);
    return moment?.counts ? { ...item, moment } : [];
  });
  const finishes = new Map<string, Date>();
  for (const [id, those] of Map.groupBy(standing, ({ incidentId }) => incidentId)) {
    const isOver = those.every(({ moment }) => !isUnfinished(moment.state));
    if (!isOver || !those.some(({ moment }) => moment.state === 'done')) continue;
    finishes.set(id, new Date(Math.max(...those.map(({ moment }) => moment.stateSince.getTime()))));
  }
  return {
    incidents: team === null ? incidents : incidentsOfTeams(incidents, ownership, [team]),
    book: repeatBook(incidents, verdicts, policy.repeatWindowDays),
    finishes,
    stretches: items.flatMap(stretchesOf),
    tested: standing.filter((item) => team === null || item.team === team),
    suggestions: [],
    decisions: [],
  };
}

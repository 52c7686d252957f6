import type { Incident } from '../incidents/incident.ts';
import type { ReportFacts } from './report-request.ts';

/**
 * The incidents of a team: those of a service it owns or with an action item of its own. An incident that nobody would
 * claim so is the default team's. All incidents when `team` is null.
 */
export function incidentsOfTeam(facts: ReportFacts, team: string | null): readonly Incident[] {
  if (team === null) return facts.incidents;
  const claims = new Map<string, Set<string>>();
  const claim = (incidentId: string, teamId: string): void => {
    claims.set(incidentId, (claims.get(incidentId) ?? new Set()).add(teamId));
  };
  for (const item of facts.items) claim(item.incidentId, item.team);
  for (const incident of facts.incidents) {
    for (const { id, services } of facts.teams) {
      if (incident.services.some((service) => services.includes(service))) claim(incident.id, id);
    }
  }
  return facts.incidents.filter((incident) =>
    (claims.get(incident.id) ?? new Set([facts.defaultTeam])).has(team),
  );
}

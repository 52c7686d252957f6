import type { Incident } from './incident.ts';

/** By incident, the teams that have action items of it. */
export type Claims = ReadonlyMap<string, readonly string[]>;

/** What says whose an incident is. */
export interface Ownership {
  /** As configured. */
  readonly teams: readonly { readonly id: string; readonly services: readonly string[] }[];
  readonly defaultTeam: string;
  readonly claims: Claims;
}

/**
 * The incidents of any of the teams: those of a service it owns or with an action item of its own. An incident that nobody would
 * claim so is the default team's.
 */
export function incidentsOfTeams<Of extends Pick<Incident, 'id' | 'services'>>(
  incidents: readonly Of[],
  ownership: Ownership,
  asked: readonly string[],
): readonly Of[] {
  return incidents.filter((incident) => ownersOf(incident, ownership).some((team) => asked.includes(team)));
}

function ownersOf(
  { id, services }: Pick<Incident, 'id' | 'services'>,
  { teams, defaultTeam, claims }: Ownership,
) {
  const owners = [
    ...(claims.get(id) ?? []),
    ...teams
      .filter((team) => team.services.some((service) => services.includes(service)))
      .map((team) => team.id),
  ];
  return owners.length === 0 ? [defaultTeam] : owners;
}

/** The part of a team that decides where an item goes. */
export interface TeamServices {
  readonly id: string;
  readonly services: readonly string[];
}

/** The team that runs the first of the services any team names; the default team when none does. */
export function routeItem(
  services: readonly string[],
  teams: readonly TeamServices[],
  defaultTeam: string,
): string {
  for (const service of services) {
    const wanted = service.toLowerCase();
    const team = teams.find((candidate) => candidate.services.some((name) => name.toLowerCase() === wanted));
    if (team) return team.id;
  }
  return defaultTeam;
}

/** The due date the policy gives to a promise without one: days after creation by severity; null leaves it undated. */
export function policyDueDays(
  severity: string | null,
  dueInDays: Readonly<Record<string, number | null>>,
): number | null {
  const known = severity === null ? undefined : dueInDays[severity];
  return known === undefined ? (dueInDays['default'] ?? null) : known;
}

import type { Incident } from '../../src/incidents/incident.ts';

/** An incident of checkout with cause config-push that started at the instant and lasted an hour. */
export function sampleIncident(id: string, startedAt: string | null, over: Partial<Incident> = {}): Incident {
  const start = startedAt === null ? null : new Date(startedAt);
  return {
    id,
    title: `Incident ${id}`,
    severity: 'SEV3',
    services: ['checkout'],
    causes: ['config-push'],
    repeats: null,
    customerVisible: null,
    startedAt: start,
    endedAt: start && new Date(start.getTime() + 3_600_000),
    postmortemPublishedAt: null,
    ...over,
  };
}

/** The instant so many days of 24 hours after 1 September 2026, 00:00 UTC. */
export function dayNumber(days: number): string {
  return new Date(Date.parse('2026-09-01T00:00:00Z') + days * 86_400_000).toISOString();
}

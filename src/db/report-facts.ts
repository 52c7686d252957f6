import type { Config } from '../config/config.ts';
import type { ReportFacts } from '../reports/report-request.ts';
import type { Handle } from './database.ts';
import { loadIncidents, loadPairVerdicts } from './incident-store.ts';
import { loadTrackedItems } from './tracked-item-store.ts';

/** Everything the reports are made of. */
export async function loadReportFacts(db: Handle, config: Config): Promise<ReportFacts> {
  return {
    items: await loadTrackedItems(db),
    incidents: await loadIncidents(db),
    verdicts: await loadPairVerdicts(db),
    teams: config.teams,
    defaultTeam: config.defaultTeam,
  };
}

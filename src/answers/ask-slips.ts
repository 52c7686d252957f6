import type { Handle } from '../db/database.ts';
import { loadPushes } from '../db/push-store.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { slipsFrom, slipsReport, type SlipsReport } from '../reports/slips-report.ts';

/** How far promises were pushed in the week and the eleven before it. */
export async function askSlips(db: Handle, request: ReportRequest): Promise<SlipsReport> {
  return slipsReport(await loadPushes(db, slipsFrom(request), request.now), request);
}

import { askIncidentList } from '../answers/ask-incidents.ts';
import { askProgramme, askRepeats } from '../answers/ask-repeats.ts';
import { askSlips } from '../answers/ask-slips.ts';
import { programmePage } from '../pages/programme-page.ts';
import { repeatsPage } from '../pages/repeats-page.ts';
import { selfContained } from '../pages/self-contained.ts';
import { slipsPage } from '../pages/slips-page.ts';
import { incidentPartNamed, incidentParts } from '../reports/incident-selection.ts';
import { incidentsCsv } from '../reports/incidents-list-csv.ts';
import { incidentsText } from '../reports/text/incidents-text.ts';
import { programmeCsv } from '../reports/programme-csv.ts';
import { repeatsCsv } from '../reports/repeats-csv.ts';
import type { ReportRequest } from '../reports/report-request.ts';
import { slipsCsv } from '../reports/slips-csv.ts';
import { programmeText } from '../reports/text/programme-text.ts';
import { repeatsText } from '../reports/text/repeats-text.ts';
import { slipsText } from '../reports/text/slips-text.ts';
import { comparedMeanwhile, compareIncidents } from '../review/compare-incidents.ts';
import { UsageError, type CommandContext } from './command-context.ts';
import { json } from './output.ts';

/** What the list of incidents is narrowed to, beside week and team. */
export interface IncidentOptions {
  readonly of?: string;
  readonly service?: string;
  readonly severity?: string;
  readonly search?: string;
}

/** The reports about incidents and slips, each in every form it comes in. */
export const incidentReports = {
  async repeats({ db, config }: CommandContext, request: ReportRequest) {
    await compareIncidents(db, comparedMeanwhile);
    const report = await askRepeats(db, config, request);
    return {
      text: () => repeatsText(report),
      json: () => json(report),
      csv: () => repeatsCsv(report),
      html: () => selfContained(repeatsPage(frameOf(config, request), report), config.organisation.url),
    };
  },
  async incidents(
    { db, config }: CommandContext,
    request: ReportRequest,
    { of, service, severity, search }: IncidentOptions,
  ) {
    const part = of === undefined ? null : incidentPartNamed(of);
    if (of !== undefined && part === null) {
      throw new UsageError(`There is no list of "${of}". There are: ${incidentParts.join(', ')}.`);
    }
    const { week, team } = request;
    const selection = {
      of: part,
      week,
      team,
      service: service ?? null,
      severity: severity ?? null,
      text: search ?? null,
    };
    const rows = await askIncidentList(db, config, request, selection);
    return {
      text: () => incidentsText(rows, request.timeZone),
      json: () => json(rows),
      csv: () => incidentsCsv(rows),
    };
  },
  async programme({ db, config }: CommandContext, request: ReportRequest) {
    const report = await askProgramme(db, config, request);
    return {
      text: () => programmeText(report),
      json: () => json(report),
      csv: () => programmeCsv(report),
      html: () => selfContained(programmePage(frameOf(config, request), report), config.organisation.url),
    };
  },
  async slips({ db, config }: CommandContext, request: ReportRequest) {
    const report = await askSlips(db, request);
    return {
      text: () => slipsText(report),
      json: () => json(report),
      csv: () => slipsCsv(report.pushesInWeek),
      html: () => selfContained(slipsPage(frameOf(config, request), report), config.organisation.url),
    };
  },
};

/** What every page says besides its own content. */
export function frameOf({ organisation, teams }: CommandContext['config'], { now, timeZone }: ReportRequest) {
  return { organisation: organisation.name, timeZone, now, teams };
}

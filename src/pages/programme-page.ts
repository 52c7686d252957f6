import { html, type Html } from '../lib/html.ts';
import type { IncidentPart } from '../reports/incident-selection.ts';
import type { ProgrammeReport } from '../reports/programme-report.ts';
import { dataTable } from './data-table.ts';
import { instantText } from './dates.ts';
import { incidentLink, incidentsLink } from './incident-links.ts';
import { layout, type Frame } from './layout.ts';
import { weekNavigation } from './week-navigation.ts';
import { count, percentNote } from './wording.ts';

/** Are postmortems written, and in time? */
export function programmePage(frame: Frame, report: ProgrammeReport): string {
  return layout(frame, {
    title: 'Programme',
    section: 'programme',
    lead: weekNavigation(frame, 'programme', report),
    body: html`<p class="answer">${programmeAnswer(report)}</p>
      ${speedSection(report)} ${missingSection(frame, report)}`,
  });
}

function programmeAnswer(report: ProgrammeReport): Html | string {
  const { qualifying, withPostmortem } = report;
  if (qualifying === 0) return 'No incident of the last 13 weeks needed a postmortem.';
  return html`${linkOf(report, withPostmortem, 'with-postmortem')} of
  ${linkOf(report, qualifying, 'qualifying')} incident${qualifying === 1 ? '' : 's'} of the last 13 weeks that
  need${qualifying === 1 ? 's' : ''} a postmortem ${withPostmortem === 1 ? 'has' : 'have'}
  one${percentNote(withPostmortem, qualifying)}.`;
}

function speedSection(report: ProgrammeReport): Html | null {
  const { qualifying, limitHours, medianHoursToPublish } = report;
  if (qualifying === 0) return null;
  const inTime = Math.round((report.withinLimit ?? 0) * qualifying);
  return html`<section>
    <h2>How soon</h2>
    <p>
      ${linkOf(report, inTime, 'within-limit')} of
      ${linkOf(report, qualifying, 'qualifying')}${percentNote(inTime, qualifying)} were published within
      ${count(limitHours, 'hour')} of the end of the incident.
      ${
        medianHoursToPublish !== null &&
        html`Half of those written were there after ${hoursText(medianHoursToPublish)}.`
      }
    </p>
  </section>`;
}

function linkOf({ week, team }: ProgrammeReport, n: number, of: IncidentPart): Html {
  return incidentsLink(n, { week, team, of });
}

function missingSection(frame: Frame, report: ProgrammeReport): Html {
  if (report.missing.length === 0) {
    return html`<section>
      <h2>Missing</h2>
      <p>
        ${report.qualifying === 0 ? 'Nothing is owed.' : 'None. Every incident that needs a postmortem has one.'}
      </p>
    </section>`;
  }
  return html`<section>
    <h2>${linkOf(report, report.missing.length, 'missing')} missing</h2>
    ${dataTable(
      'Incidents that still need a postmortem, oldest first',
      [{ name: 'Incident' }, { name: 'What happened' }, { name: 'Severity' }, { name: 'Ended' }],
      report.missing.map((row) => [
        incidentLink(row.incident),
        row.title,
        row.severity ?? 'not given',
        instantText(row.endedAt, frame.timeZone),
      ]),
    )}
  </section>`;
}

function hoursText(hours: number): string {
  return hours < 48 ? count(Math.floor(hours), 'hour') : count(Math.floor(hours / 24), 'day');
}

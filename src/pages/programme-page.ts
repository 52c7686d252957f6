import { html, type Html } from '../lib/html.ts';
import type { ProgrammeReport } from '../reports/programme-report.ts';
import { dataTable } from './data-table.ts';
import { instantText } from './dates.ts';
import { layout, type Frame } from './layout.ts';
import { weekNavigation } from './week-navigation.ts';
import { count, percentNote, shareText } from './wording.ts';

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

function programmeAnswer({ qualifying, withPostmortem }: ProgrammeReport): string {
  if (qualifying === 0) return 'No incident of the last 13 weeks needed a postmortem.';
  return `${withPostmortem} of ${count(qualifying, 'incident')} of the last 13 weeks that need a postmortem ${withPostmortem === 1 ? 'has' : 'have'} one${percentNote(withPostmortem, qualifying)}.`;
}

function speedSection(report: ProgrammeReport): Html | null {
  if (report.qualifying === 0) return null;
  const within = shareText(Math.round((report.withinLimit ?? 0) * report.qualifying), report.qualifying);
  return html`<section>
    <h2>How soon</h2>
    <p>
      ${within} were published within ${count(report.limitHours, 'hour')} of the end of the incident.
      ${
        report.medianHoursToPublish !== null &&
        html`Half of those written were there after ${hoursText(report.medianHoursToPublish)}.`
      }
    </p>
  </section>`;
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
    <h2>Missing</h2>
    ${dataTable(
      'Incidents that still need a postmortem, oldest first',
      [{ name: 'Incident' }, { name: 'What happened' }, { name: 'Severity' }, { name: 'Ended' }],
      report.missing.map((row) => [
        row.incident,
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

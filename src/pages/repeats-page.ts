import { html, type Html } from '../lib/html.ts';
import type { RepeatRow, RepeatsReport } from '../reports/repeats-report.ts';
import { incidentAddress, itemAddress } from './addresses.ts';
import { dataTable } from './data-table.ts';
import { instantText } from './dates.ts';
import { layout, type Frame } from './layout.ts';
import { weekNavigation } from './week-navigation.ts';
import { repeatSection } from './repeat-chart.ts';
import { openText, repeatsAnswer } from './repeats-answer.ts';
import { count, listText, percentNote } from './wording.ts';

const bases: Readonly<Record<RepeatRow['basis'], string>> = {
  declared: 'its postmortem says so',
  confirmed: 'a person confirmed it',
  'same-cause': 'same service and cause',
};

/** Do incidents come back, and were they preventable? */
export function repeatsPage(frame: Frame, report: RepeatsReport): string {
  return layout(frame, {
    title: 'Repeats',
    section: 'repeats',
    lead: weekNavigation(frame, 'repeats', report),
    body: html`<p class="answer">${repeatsAnswer(report)}</p>
      ${weekSection(frame, report)} ${repeatSection(report)} ${preventableSection(frame, report)}
      <div class="columns">
        <div>${heldSection(report)}</div>
        <div>${verifiedSection(report)}</div>
      </div>
      ${suggestionSection(report)}`,
  });
}

function weekSection(frame: Frame, report: RepeatsReport): Html {
  return html`<section>
    <h2>Repeats in ${report.week}</h2>
    ${
      report.repeatsInWeek.length === 0
        ? html`<p>No incident of this week repeated an earlier one.</p>`
        : repeatList(frame, report.repeatsInWeek)
    }
  </section>`;
}

function preventableSection(frame: Frame, report: RepeatsReport): Html | null {
  if (report.preventableRepeats.length === 0) return null;
  return html`<section>
    <h2>Preventable repeats of the last 13 weeks</h2>
    <p>Each started while an action item of an earlier incident in its line was unfinished.</p>
    ${repeatList(frame, report.preventableRepeats)}
  </section>`;
}

function repeatList(frame: Frame, rows: readonly RepeatRow[]): Html {
  return html`<ul class="items">
    ${rows.map(
      (row) =>
        html`<li>
          <h3>${row.title}</h3>
          <p class="origin">
            <a href="${incidentAddress(row.incident)}">${row.incident}</a>, started
            ${instantText(row.startedAt, frame.timeZone)} · repeats
            <a href="${incidentAddress(row.repeats)}">${row.repeats}</a> after ${count(row.daysSince, 'day')}
            · ${bases[row.basis]}
          </p>
          ${openItemList(row)}
        </li>`,
    )}
  </ul>`;
}

function openItemList(row: RepeatRow): Html {
  if (row.openItems.length === 0) return html`<p>No action item of its line was unfinished.</p>`;
  return html`<ul class="lines" aria-label="Unfinished when it started">
    ${row.openItems.map(
      (item) =>
        html`<li>
          <a href="${itemAddress(item.id)}">${item.text}</a>
          <span class="muted">${item.key && `${item.key} · `}unfinished then: ${openText(item)}</span>
        </li>`,
    )}
  </ul>`;
}

function heldSection({ fixHeld: { cleared, held }, windowDays }: RepeatsReport): Html {
  const answer =
    cleared === 0
      ? `No incident has had all its items finished for ${windowDays} days yet, so nothing can be said.`
      : `${held} of ${count(cleared, 'incident')} whose items were all finished ${windowDays} or more days ago did not come back within ${windowDays} days${percentNote(held, cleared)}.`;
  return html`<section>
    <h2>Did the fixes hold?</h2>
    <p>${answer}</p>
  </section>`;
}

function verifiedSection({ verified }: RepeatsReport): Html {
  if (verified.withTest === 0) {
    return html`<section>
      <h2>Fixes that name a test</h2>
      <p>No finished item says how one would see that the fix holds.</p>
    </section>`;
  }
  return html`<section>
    <h2>Fixes that name a test</h2>
    <p>
      Of ${count(verified.withTest, 'finished item')} with a test, <b>${verified.held}</b> held,
      <b>${verified.refuted}</b> did not, <b>${verified.unverified}</b> should be looked at now and
      <b>${verified.waiting}</b> later.
    </p>
  </section>`;
}

function suggestionSection(report: RepeatsReport): Html | null {
  if (report.suggestions.length === 0) return null;
  return html`<section>
    <h2>Suggested pairs</h2>
    <p>These incidents read alike. They count for nothing until a person confirms them.</p>
    ${dataTable(
      'Incidents that may be repeats',
      [{ name: 'Incident' }, { name: 'May repeat' }, { name: 'Likeness', number: true }, { name: 'Because' }],
      report.suggestions.map((pair) => [
        html`<a href="${incidentAddress(pair.incident)}">${pair.incident}</a>`,
        html`<a href="${incidentAddress(pair.repeats)}">${pair.repeats}</a>`,
        pair.similarity.toFixed(2),
        listText(pair.because),
      ]),
    )}
  </section>`;
}

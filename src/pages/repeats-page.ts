import { html, type Html, type Renderable } from '../lib/html.ts';
import type { RepeatRow, RepeatsReport } from '../reports/repeats-report.ts';
import { incidentAddress, itemAddress } from './addresses.ts';
import { instantText } from './dates.ts';
import { basisWords } from './incident-basis.ts';
import { incidentsLink } from './incident-links.ts';
import { layout, type Frame } from './layout.ts';
import { numberLink } from './number-link.ts';
import { weekNavigation } from './week-navigation.ts';
import { repeatSection } from './repeat-chart.ts';
import { openText, repeatsAnswer } from './repeats-answer.ts';
import { decisionTable, suggestionSection } from './repeats-suggestions.ts';
import { count, percentNote } from './wording.ts';

/** Do incidents come back, and were they preventable? */
export function repeatsPage(frame: Frame, report: RepeatsReport): string {
  const { week, team } = report;
  return layout(frame, {
    title: 'Repeats',
    section: 'repeats',
    lead: weekNavigation(frame, 'repeats', report),
    body: html`<p class="answer">
        ${repeatsAnswer<Renderable>(report, (n, part) => incidentsLink(n, { week, team, of: part }))}
      </p>
      ${weekSection(frame, report)} ${repeatSection(report)} ${preventableSection(frame, report)}
      <div class="columns">
        <div>${heldSection(report)}</div>
        <div>${verifiedSection(report)}</div>
      </div>
      ${suggestionSection(report)} ${decisionSection(frame, report)}`,
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
            · ${basisWords[row.basis]}
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

function heldSection({ fixHeld: { cleared, held }, windowDays, week, team }: RepeatsReport): Html {
  const link = (n: number, part: 'cleared' | 'held') => incidentsLink(n, { week, team, of: part });
  return html`<section>
    <h2>Did the fixes hold?</h2>
    ${
      cleared === 0
        ? html`<p>
            No incident has had all its items finished for ${windowDays} days yet, so nothing can be said.
          </p>`
        : html`<p>
            ${link(held, 'held')} of ${link(cleared, 'cleared')} incident${cleared === 1 ? '' : 's'} whose
            items were all finished ${windowDays} or more days ago did not come back within ${windowDays}
            days${percentNote(held, cleared)}.
          </p>`
    }
  </section>`;
}

function verifiedSection({ verified, week, team }: RepeatsReport): Html {
  if (verified.withTest === 0) {
    return html`<section>
      <h2>Fixes that name a test</h2>
      <p>No finished item says how one would see that the fix holds.</p>
    </section>`;
  }
  const link = (part: 'named' | 'held' | 'refuted' | 'unverified' | 'waiting') =>
    numberLink(verified[part === 'named' ? 'withTest' : part], { week, team, verified: part });
  return html`<section>
    <h2>Fixes that name a test</h2>
    <p>
      Of ${link('named')} finished ${verified.withTest === 1 ? 'item' : 'items'} with a test, ${link('held')}
      held, ${link('refuted')} did not, ${link('unverified')} should be looked at now and ${link('waiting')}
      later.
    </p>
  </section>`;
}

function decisionSection(frame: Frame, { decisions }: RepeatsReport): Html | null {
  if (decisions.length === 0) return null;
  return html`<section>
    <h2>Decided pairs</h2>
    ${decisionTable(frame, decisions)}
  </section>`;
}

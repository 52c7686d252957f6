import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { itemAddress } from './addresses.ts';
import { durationSection } from './duration-section.ts';
import { flagCounts } from './flag-list.ts';
import { flowSection } from './flow-section.ts';
import { groupSection } from './group-section.ts';
import { layout, type Frame } from './layout.ts';
import { outcomeSection } from './outcome-section.ts';
import { promisesAnswer } from './promises-answer.ts';
import { slipSection } from './slip-section.ts';
import { trendSection } from './trend-section.ts';
import { weekNavigation } from './week-navigation.ts';
import { count } from './wording.ts';

/** The weekly report: were the promises of the week kept? */
export function completionPage(frame: Frame, report: CompletionReport): string {
  return layout(frame, {
    title: 'Completion',
    section: 'completion',
    lead: weekNavigation(frame, 'completion', report),
    body: html`<p class="answer">${promisesAnswer(report.due)}</p>
      ${revisedNote(report)} ${outcomeSection(frame, report)} ${flowSection(report)} ${flagSection(report)}
      ${durationSection(report)} ${trendSection(report)} ${slipSection(report)} ${groupSection(frame, report)}`,
  });
}

function flagSection(report: CompletionReport): Html {
  const counts = flagCounts(report.flags, { team: report.team });
  return html`<section>
    <h2>Flags</h2>
    ${
      counts
        ? html`<p class="muted">Raised at the end of the report; the lists behind them show the present.</p>
            ${counts}`
        : html`<p>No item needed a human.</p>`
    }
  </section>`;
}

function revisedNote(report: CompletionReport): Html | null {
  if (!report.revised) return null;
  const { itemIds } = report.revised;
  return html`<details class="notice">
    <summary>
      Revised: something about ${count(itemIds.length, 'item')} was learnt more than a day after the week
    </summary>
    <p>An earlier print of this report may show other numbers.</p>
    <ul class="plain">
      ${itemIds.map((id) => html`<li><a href="${itemAddress(id)}">Item ${id}</a></li>`)}
    </ul>
  </details>`;
}

import { html, type Html, type Renderable } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { beforeFirstRecord } from '../reports/first-record.ts';
import { dayText } from './dates.ts';
import { durationSection } from './duration-section.ts';
import { flagCounts } from './flag-list.ts';
import { flowSection } from './flow-section.ts';
import { groupSection } from './group-section.ts';
import { layout, type Frame } from './layout.ts';
import { numberLink } from './number-link.ts';
import { outcomeSection } from './outcome-section.ts';
import { promisesAnswer } from './promises-answer.ts';
import { slipSection } from './slip-section.ts';
import { trendSection } from './trend-section.ts';
import { weekNavigation } from './week-navigation.ts';

/** The weekly report: were the promises of the week kept? */
export function completionPage(frame: Frame, report: CompletionReport): string {
  const none = beforeFirstRecord(report, (instant) => dayText(instant, frame.timeZone));
  return layout(frame, {
    title: 'Completion',
    section: 'completion',
    lead: weekNavigation(frame, 'completion', report),
    body: html`<p class="answer">${answer(report)}</p>
      ${none && html`<p>${none}</p>`} ${revisedNote(report)} ${outcomeSection(frame, report)}
      ${flowSection(report)} ${flagSection(report)} ${durationSection(report)} ${trendSection(report)}
      ${slipSection(report)} ${groupSection(frame, report)}`,
  });
}

function answer({ due, week, team }: CompletionReport): readonly Renderable[] {
  return promisesAnswer<Renderable>(due, (n, part) => numberLink(n, { week, team, due: part }));
}

function flagSection({ flags, week, team }: CompletionReport): Html {
  const counts = flagCounts(flags, { week, team });
  return html`<section>
    <h2>Flags</h2>
    ${counts ? counts : html`<p>No item needed a human.</p>`}
  </section>`;
}

function revisedNote({ revised, week, team }: CompletionReport): Html | null {
  if (!revised) return null;
  const n = revised.itemIds.length;
  return html`<div class="notice">
    <p>
      Revised: something about ${numberLink(n, { week, team, revised: true })} ${n === 1 ? 'item' : 'items'}
      was learnt more than a day after the week. An earlier print of this report may show other numbers.
    </p>
  </div>`;
}

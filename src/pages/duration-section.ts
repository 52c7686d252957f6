import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import type { DurationPart } from '../reports/item-selection.ts';
import { dataTable } from './data-table.ts';
import { survivalChart } from './survival-chart.ts';
import { numberLink } from './number-link.ts';
import { count, fewestForShare, percent } from './wording.ts';

type TimeToComplete = CompletionReport['timeToComplete'];
type ShareCompleted = TimeToComplete['within']['30'];

/** How long items take, what is still open included; no estimate and no picture from a handful. */
export function durationSection(report: CompletionReport): Html {
  const time = report.timeToComplete;
  const { week, team } = report;
  const link = (n: number, duration: DurationPart) => numberLink(n, { week, team, duration });
  const basis = html`${link(time.n, 'observed')} ${time.n === 1 ? 'item' : 'items'} created in the last 365
  days: ${link(time.completed, 'completed')} completed, ${link(time.censored, 'censored')} not (unfinished or
  dropped), which count as long as they were open.`;
  if (time.n < fewestForShare) {
    return html`<section>
      <h2>Time to complete</h2>
      <p>Too few to say: ${basis}</p>
    </section>`;
  }
  return html`<section>
    <h2>Time to complete</h2>
    ${survivalChart(report, `${halfSentence(time)} ${ninetySentence(time)}`)}
    <div class="narrow">
      ${dataTable(
        'Share of items completed, with the 95 % interval',
        [{ name: 'Within' }, { name: 'Completed', number: true }, { name: 'Between', number: true }],
        (['30', '60', '90'] as const).map((days) => [`${days} days`, ...shareCells(time.within[days])]),
      )}
    </div>
    <p class="muted small">${basis}</p>
  </section>`;
}

function halfSentence(time: TimeToComplete): string {
  if (time.completed === 0) return 'Nothing has been completed so far.';
  if (time.medianDays === null) return 'Fewer than half have been completed so far.';
  return `Half are completed within ${count(Math.floor(time.medianDays), 'day')}.`;
}

function ninetySentence(time: TimeToComplete): string {
  if (time.p90Days === null) return time.completed === 0 ? '' : 'Nine in ten have not been reached.';
  return `Nine in ten within ${count(Math.floor(time.p90Days), 'day')}.`;
}

function shareCells(share: ShareCompleted): readonly string[] {
  if (share.estimate === null) return ['not known yet', ''];
  const interval =
    share.low === null || share.high === null ? '' : `${percent(share.low)} – ${percent(share.high)}`;
  return [percent(share.estimate), interval];
}

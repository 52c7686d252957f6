import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import type { FlowPart } from '../reports/item-selection.ts';
import { backlogChart } from './backlog-chart.ts';
import { numberLink } from './number-link.ts';
import { digits } from './wording.ts';

/** Whether the pile grows: what was open, came and went, as an equation that holds, and the twelve weeks of it. */
export function flowSection(report: CompletionReport): Html {
  const { flow, week, team } = report;
  const change = flow.openAtEnd - flow.openAtStart;
  const verdict =
    change === 0
      ? 'as many as before'
      : `${digits(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than before`;
  const link = (part: FlowPart) => numberLink(flow[part], { week, team, flow: part });
  const term = (sign: string | null, part: FlowPart, name: string) =>
    html`<span>
      ${sign && html`<span class="sign">${sign}</span>`}<b>${link(part)}</b> <span class="term">${name}</span>
    </span>`;
  return html`<section>
    <h2>Flow</h2>
    <p>At the end ${link('openAtEnd')} ${flow.openAtEnd === 1 ? 'was' : 'were'} unfinished, ${verdict}.</p>
    <div class="identity">
      ${term(null, 'openAtStart', 'unfinished at start')} ${term('+', 'created', 'created')}
      ${term('+', 'reopened', 'reopened')} ${term('=', 'done', 'done')} ${term('+', 'dropped', 'dropped')}
      ${term('+', 'openAtEnd', 'unfinished at end')}
    </div>
    ${backlogChart(report)}
  </section>`;
}

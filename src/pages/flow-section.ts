import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { backlogChart } from './backlog-chart.ts';
import { digits } from './wording.ts';

/** Whether the pile grows: what was open, came and went, as an equation that holds, and the twelve weeks of it. */
export function flowSection(report: CompletionReport): Html {
  const { flow } = report;
  const change = flow.openAtEnd - flow.openAtStart;
  const verdict =
    change === 0
      ? 'as many as before'
      : `${digits(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than before`;
  return html`<section>
    <h2>Flow</h2>
    <p>At the end ${digits(flow.openAtEnd)} were unfinished, ${verdict}.</p>
    <div class="identity">
      ${term(null, flow.openAtStart, 'unfinished at start')} ${term('+', flow.created, 'created')}
      ${term('+', flow.reopened, 'reopened')} ${term('=', flow.done, 'done')}
      ${term('+', flow.dropped, 'dropped')} ${term('+', flow.openAtEnd, 'unfinished at end')}
    </div>
    ${backlogChart(report)}
  </section>`;
}

function term(sign: string | null, n: number, name: string): Html {
  return html`<span>
    ${sign && html`<span class="sign">${sign}</span>`}<b>${digits(n)}</b> <span class="term">${name}</span>
  </span>`;
}

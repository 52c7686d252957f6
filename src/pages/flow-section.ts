import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';

/** Whether the pile grows: what was open, came and went, as an equation that holds. */
export function flowSection(flow: CompletionReport['flow']): Html {
  const change = flow.openAtEnd - flow.openAtStart;
  const verdict =
    change === 0 ? 'as many as before' : `${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than before`;
  return html`<section>
    <h2>Flow</h2>
    <p>At the end ${flow.openAtEnd} were unfinished, ${verdict}.</p>
    <div class="identity">
      ${term(flow.openAtStart, 'unfinished at start')} ${sign('+')} ${term(flow.created, 'created')}
      ${sign('+')} ${term(flow.reopened, 'reopened')} ${sign('=')} ${term(flow.done, 'done')} ${sign('+')}
      ${term(flow.dropped, 'dropped')} ${sign('+')} ${term(flow.openAtEnd, 'unfinished at end')}
    </div>
  </section>`;
}

function term(n: number, name: string): Html {
  return html`<span><b>${n}</b> <span class="term">${name}</span></span>`;
}

function sign(text: string): Html {
  return html`<span class="sign">${text}</span>`;
}

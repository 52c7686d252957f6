import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { itemAddress } from './addresses.ts';
import { dayText } from './dates.ts';
import { teamName, type Frame } from './layout.ts';
import { numberLink } from './number-link.ts';
import { outcomeOrder, outcomeWords, type Outcome } from './outcome-words.ts';

/** What became of the items due in the week: a bar, the counts, and the items behind each. */
export function outcomeSection(frame: Frame, report: CompletionReport): Html | null {
  if (report.due.total === 0) return null;
  const there = outcomeOrder.filter((outcome) => report.due[outcome] > 0);
  const { due, week, team } = report;
  return html`<section>
    <h2>
      What became of the ${numberLink(due.total, { week, team, due: 'all' })}
      ${due.total === 1 ? 'item' : 'items'} due
    </h2>
    ${outcomeBar(due, there)} ${there.map((outcome) => outcomeGroup(frame, report, outcome))}
  </section>`;
}

function outcomeBar(due: CompletionReport['due'], there: readonly Outcome[]): Html {
  const label = there
    .map((outcome) => `${due[outcome]} ${outcomeWords(outcome).name.toLowerCase()}`)
    .join(', ');
  let x = 0;
  const bars = there.map((outcome) => {
    const width = (due[outcome] / due.total) * 1000;
    const bar = html`<rect
      class="bar-${outcomeWords(outcome).tint}"
      x="${x}"
      width="${Math.max(width - 3, 1)}"
      height="14"
    />`;
    x += width;
    return bar;
  });
  return html`<svg
    class="outcomes"
    viewBox="0 0 1000 14"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${bars}
  </svg>`;
}

function outcomeGroup(frame: Frame, report: CompletionReport, outcome: Outcome): Html {
  const { name, meaning, tint } = outcomeWords(outcome);
  const items = report.dueItems.filter((item) => item.outcome === outcome);
  return html`<div class="outcome" id="${outcome}">
    <h3>
      <span class="key-swatch swatch-${tint}"></span
      >${numberLink(report.due[outcome], { week: report.week, team: report.team, due: outcome })}
      ${name.toLowerCase()}
      <span class="muted">${meaning}</span>
    </h3>
    <ul class="lines">
      ${items.map(
        (item) =>
          html`<li>
            <a href="${itemAddress(item.id)}">${item.text}</a>
            <span class="muted">
              ${item.key && `${item.key} · `}${teamName(frame, item.team)} · due
              ${dayText(item.baseline, frame.timeZone)}
            </span>
          </li>`,
      )}
    </ul>
  </div>`;
}

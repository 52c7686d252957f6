import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { reportAddress } from './addresses.ts';
import { dataTable } from './data-table.ts';
import { shareText } from './wording.ts';

interface TrendBar {
  readonly week: string;
  readonly judged: number;
  readonly kept: number;
  readonly onTime: number;
}

const height = 120;
const step = 40;

/** Twelve weeks as bars and as a table; a week in which nothing was due stays empty in both. */
export function trendSection(report: CompletionReport): Html {
  const bars = report.trend.map((point) => trendBar(report, point));
  return html`<section>
    <h2>Twelve weeks</h2>
    <div class="columns">
      <div>
        ${trendChart(bars)}
        <p class="legend">
          <span><span class="key-swatch swatch-kept"></span>done on time</span>
          <span><span class="key-swatch swatch-late"></span>done late</span>
          <span><span class="key-swatch swatch-pending"></span>due, not done</span>
        </p>
      </div>
      <div>
        ${dataTable(
          'Items due per week, and how many of them were completed',
          [{ name: 'Week' }, { name: 'Completed', number: true }, { name: 'On time', number: true }],
          bars.map((bar) => [
            html`<a
              class="nowrap"
              href="${reportAddress('completion', { week: bar.week, team: report.team })}"
              >${bar.week}</a
            >`,
            shareText(bar.kept, bar.judged) ?? '–',
            shareText(bar.onTime, bar.judged) ?? '–',
          ]),
        )}
      </div>
    </div>
  </section>`;
}

/** Weeks before the report's own have nothing pending, so their counts follow from total and rates. */
function trendBar(report: CompletionReport, point: CompletionReport['trend'][number]): TrendBar {
  const judged = point.week === report.week ? report.due.total - report.due.pending : point.total;
  const kept = Math.round((point.rate ?? 0) * judged);
  return { week: point.week, judged, kept, onTime: Math.round((point.onTimeRate ?? 0) * judged) };
}

function trendChart(bars: readonly TrendBar[]): Html {
  const most = Math.max(1, ...bars.map((bar) => bar.judged));
  const label = `Items due and completed per week: ${bars.map((bar) => `${bar.week} ${bar.kept} of ${bar.judged}`).join(', ')}`;
  return html`<svg
    class="chart"
    viewBox="0 0 ${bars.length * step} ${height + 22}"
    role="img"
    aria-label="${label}"
  >
    ${bars.map((bar, index) => column(bar, index * step, height / most))}
    <line class="axis" x1="0" x2="${bars.length * step}" y1="${height + 0.5}" y2="${height + 0.5}" />
  </svg>`;
}

function column(bar: TrendBar, x: number, scale: number): Html {
  const rect = (tint: string, from: number, to: number) =>
    to > from &&
    html`<rect
      class="bar-${tint}"
      x="${x + 6}"
      y="${height - to * scale}"
      width="${step - 12}"
      height="${(to - from) * scale}"
    />`;
  return html`${rect('pending', bar.kept, bar.judged)} ${rect('late', bar.onTime, bar.kept)}
    ${rect('kept', 0, bar.onTime)}
    <text x="${x + step / 2}" y="${height + 16}" text-anchor="middle">${bar.week.slice(-3)}</text>`;
}

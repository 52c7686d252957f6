import { html, type Html } from '../lib/html.ts';
import { dayStep } from '../lib/round-step.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { across, chart } from './charts/chart.ts';
import { stepPath, stretched, type Point } from './charts/line.ts';
import { shortNumber } from './charts/number-text.ts';
import { gridOf, placeOf, type Scale } from './charts/scale.ts';
import { dataTable } from './data-table.ts';
import { count, digits, fewestForShare, percent } from './wording.ts';

type Row = CompletionReport['curve'][number];

const scale: Scale = { top: 10, bottom: 190, most: 1, step: 0.25 };
const marks = 7;

/** The share of items still unfinished after so many days, with its band, the median, and how many were under observation. */
export function survivalChart({ curve, timeToComplete }: CompletionReport, finding: string): Html {
  const end = endOf(curve, timeToComplete);
  const rows = curve.filter(({ days }) => days <= end);
  const x = (days: number) => days / end;
  const points: Point[] = [
    ...rows.map(({ days, open }): Point => [x(days), open]),
    [1, rows.at(-1)?.open ?? 1],
  ];
  const longest = curve.at(-1)?.days ?? 0;
  return chart({
    finding,
    height: 252,
    drawing: html`${gridOf(scale, percent)} ${band(rows, x)}
    ${stretched(252, 'line', stepPath(points, scale))} ${medianMark(timeToComplete.medianDays, x)}
    ${dayMarksOf(rows, end)}`,
    keys: [
      { tint: 'open', name: 'still unfinished' },
      { tint: 'band', name: '95 % interval' },
    ],
    note:
      longest > end
        ? `The longest observation is ${count(Math.floor(longest), 'day')}; beyond what is drawn fewer than ${fewest(timeToComplete.n)} items were under observation.`
        : null,
    numbers: numbers(curve, end),
  });
}

/** Where the picture ends: the curve of a handful squeezes all others into a corner and says little, so it is left to the table. */
function endOf(
  curve: readonly Row[],
  { n, medianDays, p90Days }: CompletionReport['timeToComplete'],
): number {
  const last = curve.findLast(({ atRisk }) => atRisk >= fewest(n))?.days ?? 0;
  return Math.max(1, last, medianDays ?? 0, p90Days ?? 0);
}

/** Of many items the last handful, of a few the last tenth. */
function fewest(n: number): number {
  return Math.min(fewestForShare, Math.ceil(n / 10));
}

function band(rows: readonly Row[], x: (days: number) => number): Html | null {
  const known = rows.flatMap(({ days, low, high }) =>
    low === null || high === null ? [] : [{ days, low, high }],
  );
  const until = rows.find(({ days, open }) => open === 0 && days > 0)?.days;
  const [first] = known;
  if (!first) return null;
  const edge = (side: 'low' | 'high', those: typeof known, to: number): string => {
    const points = those.map((row): Point => [x(row.days), row[side]]);
    return stepPath([...points, [to, those.at(-1)?.[side] ?? 0]], scale);
  };
  const right = until === undefined ? 1 : x(until);
  const upper = edge('high', known, right);
  // The lower edge is walked from right to left, where each step falls before it goes on.
  const lower = known
    .toReversed()
    .map(({ days, low }) => `V${placeOf(scale, low)}H${Math.round(x(days) * 100_000) / 100}`)
    .join('');
  return stretched(252, 'band', `${upper}${lower}Z`);
}

function medianMark(days: number | null, x: (days: number) => number): Html | null {
  if (days === null) return null;
  const isLeft = x(days) < 0.6;
  const y = placeOf(scale, 0.5);
  return html`<line
      class="guide"
      x1="${across(x(days))}"
      x2="${across(x(days))}"
      y1="${y}"
      y2="${scale.bottom}"
    />
    <circle class="dot" cx="${across(x(days))}" cy="${y}" r="4" />
    <text
      class="value"
      x="${across(x(days))}"
      dx="${isLeft ? 9 : -9}"
      y="${y - 8}"
      text-anchor="${isLeft ? 'start' : 'end'}"
      >half after ${count(Math.floor(days), 'day')}</text
    >`;
}

/** Round numbers of days, and below each how many items were observed at least so long. */
function dayMarksOf(rows: readonly Row[], end: number): Html {
  const step = dayStep(end, marks);
  const shown = rows.filter(({ days }) => days % step === 0);
  return html`${shown.map(({ days, atRisk }) => {
      const anchor = days === 0 ? 'start' : days / end > 0.95 ? 'end' : 'middle';
      return html`<text x="${across(days / end)}" y="${scale.bottom + 17}" text-anchor="${anchor}"
          >${days}</text
        >
        <text class="value" x="${across(days / end)}" y="${scale.bottom + 56}" text-anchor="${anchor}"
          >${shortNumber(atRisk)}</text
        >`;
    })} <text x="0" y="${scale.bottom + 38}">Items observed for so many days</text>`;
}

function numbers(curve: readonly Row[], end: number): Html {
  const step = dayStep(end, marks);
  const shown = curve.filter(({ days }) => days % step === 0 || days === curve.at(-1)?.days);
  return dataTable(
    'Share of items still unfinished after so many days, with the 95 % interval',
    [
      { name: 'Days' },
      { name: 'Unfinished', number: true },
      { name: 'Between', number: true },
      { name: 'Under observation', number: true },
    ],
    shown.map(({ days, open, low, high, atRisk }) => [
      String(Math.floor(days)),
      percent(open),
      low === null || high === null ? '–' : `${percent(low)} – ${percent(high)}`,
      digits(atRisk),
    ]),
  );
}

import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { reportAddress } from './addresses.ts';
import { chart } from './charts/chart.ts';
import { columnsOf } from './charts/columns.ts';
import { gridOf, scaleOf } from './charts/scale.ts';
import { dataTable } from './data-table.ts';
import { numberLink } from './number-link.ts';
import { digits, percentNote } from './wording.ts';

type Bin = CompletionReport['slips'][number];

/** How far the due dates of unfinished items have moved since they were first promised. */
export function slipSection(report: CompletionReport): Html {
  const { slips, week, team } = report;
  const items = itemsOf(slips);
  return html`<section>
    <h2>How far dates have moved</h2>
    ${items === 0 ? html`<p>No item is unfinished.</p>` : slipChart(report)}
    <p>
      <a href="${reportAddress('slips', { week, team })}">The pushes of the week</a> are listed one by one,
      with who moved which date.
    </p>
  </section>`;
}

function slipChart({ slips, week, team }: CompletionReport): Html {
  const scale = scaleOf(
    slips.map(({ items }) => items),
    22,
    150,
    3,
  );
  const groups = slips.map((bin) => ({
    name: binName(bin),
    columns: [[{ tint: tintOf(bin), value: bin.items }]],
  }));
  return chart({
    finding: slipFinding(slips),
    height: 192,
    drawing: html`${gridOf(scale)} ${columnsOf(groups, scale, true)}
      <text x="0" y="${188}">Days from the first due date to the present one</text>`,
    numbers: dataTable(
      'Unfinished items by how far their due date moved',
      [{ name: 'Moved' }, { name: 'Items', number: true }],
      slips.map((bin) => [
        bin.from === 0 ? 'not later' : bin.from === null ? 'no due date' : `${binName(bin)} days`,
        numberLink(bin.items, { week, team, moved: bin.name }),
      ]),
    ),
  });
}

function slipFinding(slips: readonly Bin[]): string {
  const dated = slips.filter(({ from }) => from !== null);
  const whole = itemsOf(dated);
  const undated = itemsOf(slips) - whole;
  const stand = itemsOf(dated.filter(({ to }) => to === 0));
  const far = itemsOf(dated.filter(({ from }) => from !== null && from > 14));
  const without =
    undated === 0 ? '' : ` ${digits(undated)} more ${undated === 1 ? 'has' : 'have'} no due date.`;
  if (whole === 0) return `None of the ${digits(undated)} unfinished items has a due date.`;
  return `Of ${digits(whole)} unfinished items with a due date ${digits(stand)}${percentNote(stand, whole)} ${stand === 1 ? 'is' : 'are'} due when first promised or earlier, and ${digits(far)}${percentNote(far, whole)} more than 14 days later.${without}`;
}

function itemsOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, { items }) => sum + items, 0);
}

function binName({ from, to }: Bin): string {
  if (from === null) return 'undated';
  if (to === null) return `> ${from - 1}`;
  return from === to ? String(from) : `${from}–${to}`;
}

function tintOf({ from }: Bin): string {
  if (from === null) return 'pending';
  return from === 0 ? 'kept' : 'moved';
}

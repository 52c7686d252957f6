import { html, type Html } from '../lib/html.ts';
import type { RepeatsReport } from '../reports/repeats-report.ts';
import { reportAddress } from './addresses.ts';
import { chart } from './charts/chart.ts';
import { columnsOf } from './charts/columns.ts';
import { gridOf, scaleOf } from './charts/scale.ts';
import { dataTable } from './data-table.ts';
import { count, digits, listText } from './wording.ts';

type RepeatWeek = RepeatsReport['weeks'][number];

/** The repeats of thirteen weeks, the preventable ones marked. The number of incidents stands in the table only: it is no score. */
export function repeatSection(report: RepeatsReport): Html | null {
  if (report.repeats === 0) return null;
  const { weeks, team } = report;
  const scale = scaleOf(
    weeks.map(({ repeats }) => repeats),
    22,
    130,
    3,
  );
  const groups = weeks.map(({ week, repeats, preventable }) => ({
    name: week.slice(-3),
    columns: [
      [
        { tint: 'preventable', value: preventable },
        { tint: 'repeat', value: repeats - preventable },
      ],
    ],
  }));
  return html`<section>
    <h2>Thirteen weeks</h2>
    ${chart({
      finding: repeatFinding(weeks),
      height: 156,
      drawing: html`${gridOf(scale)} ${columnsOf(groups, scale, true)}`,
      keys: [
        { tint: 'preventable', name: 'preventable' },
        { tint: 'repeat', name: 'other repeats' },
      ],
      numbers: dataTable(
        'Incidents by the week in which they started',
        [
          { name: 'Week' },
          { name: 'Repeats', number: true },
          { name: 'Preventable', number: true },
          { name: 'Incidents', number: true },
        ],
        weeks.map(({ week, incidents, repeats, preventable }) => [
          html`<a class="nowrap" href="${reportAddress('repeats', { week, team })}">${week}</a>`,
          digits(repeats),
          digits(preventable),
          digits(incidents),
        ]),
      ),
    })}
  </section>`;
}

const mostNamed = 4;

function repeatFinding(weeks: readonly RepeatWeek[]): string {
  const sum = (field: 'repeats' | 'preventable') => weeks.reduce((total, week) => total + week[field], 0);
  const [repeats, preventable] = [sum('repeats'), sum('preventable')];
  const all = `${count(repeats, 'repeat')} in these thirteen weeks`;
  if (preventable === 0) return `${all}, none of them preventable.`;
  const marked = weeks.filter((week) => week.preventable > 0).map(({ week }) => week);
  const when = marked.length > mostNamed ? `in ${marked.length} of the weeks` : `in ${listText(marked)}`;
  return `${all}, ${digits(preventable)} of them preventable, ${when}.`;
}

import { html, type Html } from '../lib/html.ts';
import type { SlipsReport } from '../reports/slips-report.ts';
import { itemAddress, reportAddress } from './addresses.ts';
import { chart } from './charts/chart.ts';
import { columnsOf } from './charts/columns.ts';
import { gridOf, scaleOf } from './charts/scale.ts';
import { dataTable } from './data-table.ts';
import { dayText } from './dates.ts';
import { layout, teamName, type Frame } from './layout.ts';
import { authorText } from './slip-ledger.ts';
import { weekNavigation } from './week-navigation.ts';
import { count, digits, times } from './wording.ts';

type Group = SlipsReport['byTeam'][number] | SlipsReport['byService'][number];

/** How far were promises pushed? Teams and services are compared; who made a push stands beside it and is counted nowhere. */
export function slipsPage(frame: Frame, report: SlipsReport): string {
  return layout(frame, {
    title: 'Slips',
    section: 'slips',
    lead: weekNavigation(frame, 'slips', report),
    body: html`<p class="answer">${slipsAnswer(report)}</p>
      ${pushSection(frame, report)} ${weekSection(report)}
      ${groupSection(
        'Team',
        report.byTeam.map((group) => ({ ...group, name: teamName(frame, group.team) })),
      )}
      ${groupSection(
        'Service',
        report.byService.map((group) => ({ ...group, name: group.service ?? 'none named' })),
      )}`,
  });
}

function slipsAnswer({ pushes, days }: SlipsReport): string {
  if (pushes === 0) return 'No due date was pushed in this week.';
  return `Due dates were pushed ${times(pushes)} in this week, ${count(days, 'day')} in all.`;
}

function pushSection(frame: Frame, report: SlipsReport): Html | null {
  if (report.pushesInWeek.length === 0) return null;
  const day = (when: string | Date) => dayText(when, frame.timeZone);
  return html`<section>
    <h2>Pushes of ${report.week}</h2>
    <ul class="lines">
      ${report.pushesInWeek.map(
        (push) =>
          html`<li>
            <a href="${itemAddress(push.id)}">${push.text}</a>
            <span class="muted">
              ${push.key && `${push.key} · `}${teamName(frame, push.team)} · ${day(push.at)} by
              ${authorText(push)}: ${count(push.days, 'day')}, from ${day(push.from)} to ${day(push.to)}
            </span>
          </li>`,
      )}
    </ul>
  </section>`;
}

function weekSection(report: SlipsReport): Html {
  const { weeks, team } = report;
  const pushes = weeks.reduce((sum, each) => sum + each.pushes, 0);
  const days = weeks.reduce((sum, each) => sum + each.days, 0);
  if (pushes === 0) {
    return html`<section>
      <h2>Twelve weeks</h2>
      <p>No due date was pushed in these twelve weeks.</p>
    </section>`;
  }
  const scale = scaleOf(
    weeks.map((each) => each.days),
    22,
    150,
  );
  const groups = weeks.map((each) => ({
    name: each.week.slice(-3),
    columns: [[{ tint: 'moved', value: each.days }]],
  }));
  const most = weeks.toSorted((a, b) => b.days - a.days)[0];
  return html`<section>
    <h2>Twelve weeks</h2>
    ${chart({
      finding: `In these twelve weeks due dates were pushed ${times(pushes)}, ${count(days, 'day')} in all${most && most.days < days ? `; most in ${most.week}, ${count(most.days, 'day')}` : ''}.`,
      height: 176,
      drawing: html`${gridOf(scale)} ${columnsOf(groups, scale, true)}`,
      keys: [{ tint: 'moved', name: 'days pushed' }],
      numbers: dataTable(
        'Pushes per week',
        [{ name: 'Week' }, { name: 'Pushes', number: true }, { name: 'Days', number: true }],
        weeks.map((each) => [
          html`<a class="nowrap" href="${reportAddress('slips', { week: each.week, team })}"
            >${each.week}</a
          >`,
          digits(each.pushes),
          digits(each.days),
        ]),
      ),
    })}
  </section>`;
}

function groupSection(
  by: 'Team' | 'Service',
  groups: readonly (Group & { readonly name: string })[],
): Html | null {
  if (groups.length === 0) return null;
  const sum = (group: Group, field: 'pushes' | 'days') =>
    group.weeks.reduce((total, each) => total + each[field], 0);
  return html`<section>
    <h2>By ${by.toLowerCase()}</h2>
    ${dataTable(
      'Of the week and of the twelve weeks',
      [{ name: by }, { name: 'The week' }, { name: 'Twelve weeks' }],
      groups.map((group) => [
        group.name,
        pushesText(group.pushes, group.days),
        pushesText(sum(group, 'pushes'), sum(group, 'days')),
      ]),
    )}
    ${by === 'Service' && html`<p class="muted small">An item of several services counts in each.</p>`}
  </section>`;
}

function pushesText(pushes: number, days: number): string {
  return pushes === 0 ? '–' : `${count(pushes, 'push', 'pushes')}, ${count(days, 'day')}`;
}

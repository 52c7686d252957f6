import { addWeeks, weekNamed } from '../lib/calendar.ts';
import { html, type Html } from '../lib/html.ts';
import { reportAddress } from './addresses.ts';
import { choice } from './choice.ts';
import { instantText, weekText } from './dates.ts';
import type { Frame } from './layout.ts';

/** What a weekly report says of its own scope. */
export interface WeeklyReport {
  readonly week: string;
  readonly asOf: Date;
  readonly team: string | null;
}

/** The week a report is about, the weeks beside it, and the choice of team. Nothing leads into the future. */
export function weekNavigation(
  frame: Frame,
  page: 'completion' | 'repeats' | 'programme' | 'slips',
  report: WeeklyReport,
): Html {
  const week = weekNamed(report.week, frame.timeZone);
  if (!week) return html`<p class="weeks">${report.week}</p>`;
  const previous = addWeeks(week, -1, frame.timeZone);
  const next = addWeeks(week, 1, frame.timeZone);
  const link = (name: string, rel: string, text: Html) =>
    html`<a rel="${rel}" href="${reportAddress(page, { week: name, team: report.team })}">${text}</a>`;
  return html`<div class="weeks">
      <span class="now">${week.name}, ${weekText(week)}</span>
      ${link(previous.name, 'prev', html`<span aria-hidden="true">←</span> ${previous.name}`)}
      ${next.from <= frame.now && link(next.name, 'next', html`${next.name} <span aria-hidden="true">→</span>`)}
    </div>
    <p class="muted">
      ${week.to > frame.now ? 'The week is still running. ' : ''}As of
      ${instantText(report.asOf, frame.timeZone)}.
    </p>
    ${teamForm(frame, page, report)}`;
}

function teamForm(
  frame: Frame,
  page: 'completion' | 'repeats' | 'programme' | 'slips',
  report: WeeklyReport,
): Html | null {
  if (frame.teams.length < 2 && report.team === null) return null;
  const teams = frame.teams.map(({ id, name }) => ({ value: id, name }));
  return html`<form class="scope" method="get" action="${reportAddress(page)}">
    <input type="hidden" name="week" value="${report.week}" />
    ${choice({ label: 'Team', name: 'team', all: 'All teams', options: teams, chosen: report.team })}
    <button type="submit">Show</button>
  </form>`;
}

import { dayOf } from '../../lib/calendar.ts';
import type { Agenda, AgendaItem } from '../agenda.ts';
import { clipped, section } from './columns.ts';

/** The agenda for a terminal. */
export function agendaText(agenda: Agenda, timeZone: string): string {
  const team = agenda.team === null ? 'all teams' : `team ${agenda.team}`;
  const lines = [
    `Action review, ${agenda.date} · ${team}`,
    ...agenda.sections.flatMap(({ title, items }) =>
      section(
        `${title} (${items.length})`,
        items.flatMap((item) => itemLines(item, timeZone)),
      ),
    ),
  ];
  if (agenda.sections.length === 0) lines.push('', 'Nothing needs a decision.');
  return `${lines.join('\n')}\n`;
}

function itemLines(item: AgendaItem, timeZone: string): string[] {
  const others = item.flags.map(({ evidence }) => evidence).filter((evidence) => evidence !== item.why);
  const said = item.lastDecision;
  const reason = said?.reason ? `: ${said.reason}` : '';
  return [
    `${item.tracker?.key ?? item.id}  ${clipped(item.text, 80)}`,
    `  ${item.owner ?? 'no owner'} · ${item.due ? `due ${item.due}` : 'no due date'} · ${item.team} · ${item.incident}`,
    `  ${item.why}`,
    ...others.map((evidence) => `  ${evidence}`),
    ...(said ? [`  Last decision, ${dayOf(said.at, timeZone)}: ${said.kind}${reason}`] : []),
  ];
}

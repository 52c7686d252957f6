import { html, type Html } from '../lib/html.ts';
import type { Agenda } from '../reports/agenda.ts';
import { dayText } from './dates.ts';
import { itemCard } from './item-card.ts';
import { layout, teamName, type Frame } from './layout.ts';
import { capitalised, count } from './wording.ts';

type AgendaItem = Agenda['sections'][number]['items'][number];

/** The action-review meeting: what needs a decision, in order. */
export function agendaPage(frame: Frame, agenda: Agenda): string {
  const sections = agenda.sections.filter((section) => section.items.length > 0);
  const total = sections.reduce((sum, section) => sum + section.items.length, 0);
  return layout(frame, {
    title: 'Action review',
    section: 'agenda',
    lead: html`<p class="muted">
      ${dayText(agenda.date, frame.timeZone)} ·
      ${agenda.team === null ? 'all teams' : teamName(frame, agenda.team)}${
        total > 0 && ` · ${count(total, 'item')} to decide`
      }
    </p>`,
    body: total === 0 ? nothingToDecide : html`${contents(sections)} ${sections.map(agendaSection(frame))}`,
  });
}

const nothingToDecide = html`<div class="empty">
  <strong>Nothing needs a decision.</strong>
  <p>No item is slipping, overdue, ownerless or otherwise in need of a human. The meeting can be short.</p>
</div>`;

function contents(sections: Agenda['sections']): Html {
  return html`<nav class="contents" aria-label="Sections">
    <ol>
      ${sections.map(
        (section, index) =>
          html`<li><a href="#section-${index + 1}">${section.title}</a> ${section.items.length}</li>`,
      )}
    </ol>
  </nav>`;
}

function agendaSection(frame: Frame): (section: Agenda['sections'][number], index: number) => Html {
  return (section, index) =>
    html`<section id="section-${index + 1}">
      <h2>${section.title} <span class="muted">${section.items.length}</span></h2>
      <ol class="items">
        ${section.items.map((item) => html`<li>${itemCard(frame, item, reasons(frame, item))}</li>`)}
      </ol>
    </section>`;
}

function reasons(frame: Frame, item: AgendaItem): Html {
  const said = item.flags.some((flag) => flag.evidence === item.why);
  return html`${!said && html`<p class="why">${item.why}</p>`} ${lastDecision(frame, item.lastDecision)}`;
}

function lastDecision(frame: Frame, decision: AgendaItem['lastDecision']): Html | null {
  if (!decision) return null;
  return html`<p class="decision">
    <span class="muted">Last decision:</span> ${capitalised(decision.kind)},
    ${dayText(decision.at, frame.timeZone)}${decision.by && `, ${decision.by}`}${
      decision.reason && html`: “${decision.reason}”`
    }
  </p>`;
}

import { html, type Html, type Renderable } from '../lib/html.ts';
import type { IncidentView } from '../reports/incident-view.ts';
import type { IncidentRow } from '../reports/incidents-list.ts';
import { postmortemAddress } from './addresses.ts';
import { dayText, instantText } from './dates.ts';
import { basisWords } from './incident-basis.ts';
import { incidentLink } from './incident-links.ts';
import { itemCard } from './item-card.ts';
import { layout, type Frame } from './layout.ts';
import { decisionTable } from './repeats-suggestions.ts';
import { count, digits, listText } from './wording.ts';

/** One incident: its facts, what it repeats and what repeats it, its postmortem and the action items of that. */
export function incidentPage(frame: Frame, view: IncidentView): string {
  const { incident } = view;
  return layout(frame, {
    title: incident.title,
    section: 'incidents',
    lead: html`<p class="origin">
      ${incident.id}${incident.severity && ` · ${incident.severity}`} · ${postmortemNote(frame, view)}
    </p>`,
    body: html`${facts(frame, view)} ${view.summary && html`<p class="summary">${view.summary}</p>`}
    ${causeSection(view)} ${lineSection(frame, view)} ${returnSection(frame, view)}
    ${itemSection(frame, view)} ${decisionSection(frame, view)}`,
  });
}

function postmortemNote(frame: Frame, { incident, postmortem }: IncidentView): Renderable {
  const published = incident.postmortemPublishedAt;
  if (!postmortem) return 'no postmortem yet';
  return html`<a href="${postmortemAddress(postmortem.id)}">Postmortem</a>${
      published && ` of ${dayText(published, frame.timeZone)}`
    }`;
}

function facts(frame: Frame, { incident }: IncidentView): Html {
  const instant = (when: Date | null) => when && instantText(when, frame.timeZone);
  const { customerVisible: visible } = incident;
  const rows: readonly (readonly [string, Renderable])[] = [
    ['Services', listText(incident.services)],
    ['Causes', listText(incident.causes)],
    ['Started', instant(incident.startedAt) ?? 'not known'],
    ['Ended', instant(incident.endedAt) ?? 'not known'],
    ['Customers', visible === null ? null : visible ? 'saw it' : 'did not see it'],
  ];
  return html`<dl class="facts wide">
    ${rows
      .filter(([, value]) => Boolean(value))
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;
}

function causeSection({ rootCause }: IncidentView): Html | null {
  if (rootCause === null) return null;
  return html`<section>
    <h2>Root cause</h2>
    <p class="summary">${rootCause}</p>
  </section>`;
}

function lineSection(frame: Frame, { incident, line }: IncidentView): Html {
  const basis = incident.basis && basisWords[incident.basis];
  const [latest, ...others] = line;
  return html`<section>
    <h2>What it repeats</h2>
    ${
      latest
        ? html`<p>
              ${incidentLink(latest.id)}:
              ${basis}.${others.length > 0 && ` That one repeats ${others.length === 1 ? 'another' : `${digits(others.length)} others in line`}.`}
            </p>
            ${incidentLines(frame, line)}`
        : html`<p>It repeats no earlier incident.</p>`
    }
  </section>`;
}

function returnSection(frame: Frame, { repeatedBy }: IncidentView): Html | null {
  if (repeatedBy.length === 0) return null;
  return html`<section>
    <h2>What repeats it</h2>
    ${incidentLines(frame, repeatedBy)}
  </section>`;
}

function incidentLines(frame: Frame, rows: readonly IncidentRow[]): Html {
  return html`<ul class="lines">
    ${rows.map(
      (row) =>
        html`<li>
          ${incidentLink(row.id)} ${row.title}
          <span class="muted">${row.startedAt && instantText(row.startedAt, frame.timeZone)}</span>
        </li>`,
    )}
  </ul>`;
}

function itemSection(frame: Frame, { items, postmortem, incident }: IncidentView): Html {
  if (!postmortem) {
    return html`<section>
      <h2>Action items</h2>
      <p>
        Nothing is promised: there is no postmortem. One that names ${incident.id} joins it when it is
        imported.
      </p>
    </section>`;
  }
  return html`<section>
    <h2>${items.length === 0 ? 'Action items' : count(items.length, 'action item')}</h2>
    ${
      items.length === 0
        ? html`<p>Its postmortem promises nothing.</p>`
        : html`<ol class="items">
            ${items.map((item) => html`<li>${itemCard(frame, item)}</li>`)}
          </ol>`
    }
  </section>`;
}

function decisionSection(frame: Frame, { decisions }: IncidentView): Html | null {
  if (decisions.length === 0) return null;
  return html`<section>
    <h2>What people said</h2>
    ${decisionTable(frame, decisions)}
  </section>`;
}

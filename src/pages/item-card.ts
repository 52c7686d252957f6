import { href, html, type Html, type Renderable } from '../lib/html.ts';
import type { ItemRow } from '../reports/item-row.ts';
import { postmortemAddress } from './addresses.ts';
import { dayText } from './dates.ts';
import { flagReasons } from './flag-list.ts';
import { teamName, type Frame } from './layout.ts';
import { capitalised, count } from './wording.ts';

/** One action item with everything a person needs to decide about it. `more` stands below its flags. */
export function itemCard(frame: Frame, item: ItemRow, more?: Renderable): Html {
  return html`<article class="item">
    <div>
      <h3>${item.text}</h3>
      <p class="origin">${originLine(frame, item)}</p>
      ${acceptedNote(frame, item)} ${flagReasons(item.flags, frame.timeZone)} ${more}
    </div>
    <dl class="facts">
      <dt>Owner</dt>
      <dd>${item.owner ?? html`<span class="nobody">nobody</span>`}</dd>
      <dt>Due</dt>
      <dd>${dueFact(frame, item)}</dd>
      <dt>State</dt>
      <dd>${stateFact(frame, item)}</dd>
      <dt>Issue</dt>
      <dd>${issueLink(item)}</dd>
    </dl>
  </article>`;
}

/** `moved 2×, 21 days`; null when the date never moved. */
export function movesText(item: Pick<ItemRow, 'moves' | 'movedDays'>): string | null {
  if (item.moves === 0) return null;
  const times = `moved ${item.moves}×`;
  return item.movedDays ? `${times}, ${count(item.movedDays, 'day')}` : times;
}

/** The tracker's key as a link, or that there is no issue yet. */
export function issueLink(item: Pick<ItemRow, 'tracker'>): Renderable {
  if (!item.tracker) return html`<span class="muted">none yet</span>`;
  const address = href(item.tracker.url);
  return address ? html`<a href="${address}">${item.tracker.key}</a>` : item.tracker.key;
}

function originLine(frame: Frame, item: ItemRow): Html {
  const rest = [
    item.severity,
    teamName(frame, item.team),
    item.services.join(', '),
    item.category,
    item.priority,
  ];
  const said = rest.filter((part) => part !== null && part !== '').map((part) => html` · ${part}`);
  return html`<a href="${postmortemAddress(item.postmortem, item.id)}">${item.incident}</a>${said}`;
}

function dueFact(frame: Frame, item: ItemRow): Renderable {
  const present = item.due ? dayText(item.due, frame.timeZone) : html`<span class="nobody">no date</span>`;
  if (!item.firstDue || (item.firstDue === item.due && item.moves === 0)) return present;
  const moved = movesText(item);
  return html`${present}
    <small>first ${dayText(item.firstDue, frame.timeZone)}</small> ${moved && html`<small>${moved}</small>`}`;
}

function stateFact(frame: Frame, item: ItemRow): Renderable {
  const state = capitalised(item.state);
  return item.completedAt ? `${state} ${dayText(item.completedAt, frame.timeZone)}` : state;
}

function acceptedNote(frame: Frame, item: ItemRow): Html | null {
  if (!item.acceptedUntil) return null;
  return html`<p>
    <span class="flag good">Accepted</span> until ${dayText(item.acceptedUntil, frame.timeZone)}
  </p>`;
}

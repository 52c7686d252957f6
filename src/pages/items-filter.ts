import { weekNamed } from '../lib/calendar.ts';
import { html, type Html } from '../lib/html.ts';
import { listSentence, narrowings, type NamedSelection, type Narrowing } from '../reports/narrowings.ts';
import { itemsAddress, type ItemFilter } from './addresses.ts';
import { choice } from './choice.ts';
import { filterQuery } from './filter-query.ts';
import { flagName, flagOrder } from './flag-words.ts';
import { teamName, type Frame } from './layout.ts';
import { capitalised, listText } from './wording.ts';

const states = ['open', 'in_progress', 'done', 'cancelled'];
/** What the form has a field for; everything else it carries along unseen. */
const fields: ReadonlySet<string> = new Set(['team', 'flag', 'state', 'q']);
/** What means nothing without the week. */
const ofWeek = { due: null, flow: null, duration: null, revised: false } as const;

/** What the list is narrowed to, in words. */
export function narrowingsOf(frame: Frame, filter: ItemFilter): readonly Narrowing[] {
  const week = filter.week === null ? null : weekNamed(filter.week, frame.timeZone);
  const isRunning = week !== null && week.to > frame.now;
  return narrowings(filter, { isRunning, teamName: (id) => teamName(frame, id) });
}

/** One sentence on what the list shows. */
export function filterSentence(frame: Frame, filter: ItemFilter): string {
  return listSentence(narrowingsOf(frame, filter));
}

/** Each thing the list is narrowed to, with a link to the list without it; null when it is not narrowed. */
export function narrowingList(frame: Frame, filter: ItemFilter): Html | null {
  const those = narrowingsOf(frame, filter);
  if (those.length === 0) return null;
  return html`<ul class="narrowings" aria-label="Narrowed to">
    ${those.map(
      ({ field, words }) =>
        html`<li>
          ${capitalised(words)}
          <a href="${itemsAddress(without(filter, field))}" aria-label="Remove: ${words}"
            ><span aria-hidden="true">×</span></a
          >
        </li>`,
    )}
  </ul>`;
}

/** The form that narrows further; it keeps what it has no field for. */
export function filterForm(frame: Frame, filter: ItemFilter): Html {
  const teams = frame.teams.map(({ id, name }) => ({ value: id, name }));
  const flags = flagOrder.map((kind) => ({ value: kind, name: flagName(kind) }));
  const kept = Object.entries(filterQuery(filter)).filter(([name, value]) => value && !fields.has(name));
  return html`<form
    class="filter"
    method="get"
    action="${itemsAddress()}"
    role="search"
    aria-label="Action items"
  >
    ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${choice({
      label: 'Team',
      name: 'team',
      all: 'All teams',
      options: [...teams, ...otherTeams(frame, filter.team)],
      chosen: filter.team,
    })}
    ${choice({ label: 'Flag', name: 'flag', all: 'Any or none', options: flags, chosen: filter.flag })}
    ${choice({
      label: 'State',
      name: 'state',
      all: 'Any state',
      options: states.map((state) => ({ value: state, name: capitalised(state) })),
      chosen: filter.state,
    })}
    <div class="field search">
      <label for="q">Text, incident, issue or owner</label>
      <input id="q" name="q" type="search" value="${filter.text}" autocomplete="off" />
    </div>
    <button type="submit">Show</button>
    ${isNarrowed(filter) && html`<a class="clear" href="${itemsAddress()}">Clear</a>`}
  </form>`;
}

/** Whether the filter narrows anything. */
export function isNarrowed(filter: ItemFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== false);
}

function without(filter: ItemFilter, field: keyof NamedSelection): ItemFilter {
  if (field === 'week') return { ...filter, ...ofWeek, week: null };
  return { ...filter, [field]: field === 'revised' ? false : null };
}

/** A choice that the configuration does not name: several teams, or one that is no longer there. */
function otherTeams(frame: Frame, chosen: string | null): { value: string; name: string }[] {
  if (chosen === null || frame.teams.some(({ id }) => id === chosen)) return [];
  return [{ value: chosen, name: listText(chosen.split(',').map((id) => teamName(frame, id))) }];
}

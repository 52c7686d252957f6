import { html, type Html } from '../lib/html.ts';
import type { RepeatsReport } from '../reports/repeats-report.ts';
import { decisionsAddress } from './addresses.ts';
import { dataTable } from './data-table.ts';
import { instantText } from './dates.ts';
import { incidentLink } from './incident-links.ts';
import type { Frame } from './layout.ts';
import { listText, percent } from './wording.ts';

/** Pairs that read alike, to be confirmed or rejected. One form for all of them, so that a name is typed once. */
export function suggestionSection({ suggestions, week, team }: RepeatsReport): Html | null {
  if (suggestions.length === 0) return null;
  return html`<section id="suggestions">
    <h2>Suggested pairs</h2>
    <p>
      These incidents read alike. A pair counts for nothing until a person confirms it, and once rejected it
      is never suggested again.
    </p>
    <form method="post" action="${decisionsAddress}">
      <input type="hidden" name="week" value="${week}" />
      <input type="hidden" name="team" value="${team}" />
      <div class="field decider">
        <label for="by">Your name, kept with what you decide</label>
        <input id="by" name="by" autocomplete="name" maxlength="200" />
      </div>
      <ul class="items">
        ${suggestions.map(suggestionItem)}
      </ul>
    </form>
  </section>`;
}

function suggestionItem(pair: RepeatsReport['suggestions'][number]): Html {
  const { incident, repeats, title, repeatsTitle, similarity, because } = pair;
  const value = (verdict: string) => JSON.stringify([verdict, incident, repeats]);
  return html`<li>
    <h3>${title}</h3>
    <p class="origin">${incidentLink(incident)} may repeat ${incidentLink(repeats)}, ${repeatsTitle}</p>
    <p class="muted">${percent(similarity)} alike: ${listText(because)}</p>
    <p class="verdicts">
      <button
        name="decision"
        value="${value('confirmed')}"
        aria-label="Confirm that ${incident} repeats ${repeats}"
      >
        Confirm
      </button>
      <button
        name="decision"
        value="${value('rejected')}"
        aria-label="Reject that ${incident} repeats ${repeats}"
      >
        Reject
      </button>
    </p>
  </li>`;
}

/** What people said of pairs before: who, and when. */
export function decisionTable(frame: Frame, decisions: RepeatsReport['decisions']): Html {
  return dataTable(
    'What people said of pairs, the latest first',
    [{ name: 'Incident' }, { name: 'Repeats' }, { name: 'Said' }, { name: 'By' }, { name: 'When' }],
    decisions.map(({ incident, repeats, verdict, by, at }) => [
      incidentLink(incident),
      incidentLink(repeats),
      verdict,
      by ?? 'not given',
      instantText(at, frame.timeZone),
    ]),
  );
}

import { href, html, type Html, type Renderable } from '../lib/html.ts';
import type { ItemWithLedger } from '../reports/item-with-ledger.ts';
import { incidentAddress, itemAnchor } from './addresses.ts';
import { dayText, instantText } from './dates.ts';
import { itemCard } from './item-card.ts';
import { layout, type Frame } from './layout.ts';
import { slipLedgerDetails } from './slip-ledger.ts';
import { count, listText } from './wording.ts';

/** One postmortem and what became of what it promised. */
export interface PostmortemView {
  readonly id: string;
  readonly title: string;
  /** Path, URL or name the document came under. */
  readonly source: string;
  readonly publishedAt: Date | null;
  readonly authors: readonly string[];
  readonly summary: string | null;
  readonly incident: {
    readonly id: string;
    readonly severity: string | null;
    readonly services: readonly string[];
    readonly causes: readonly string[];
    readonly startedAt: Date | null;
    readonly endedAt: Date | null;
    /** The incident that it repeats; null when it repeats none. */
    readonly repeats: string | null;
  };
  readonly items: readonly PostmortemItem[];
  readonly problems: readonly { readonly line: number; readonly message: string; readonly hint: string }[];
}

export interface PostmortemItem {
  readonly row: ItemWithLedger;
  /** 1-based line in the source. */
  readonly line: number;
  readonly problems: readonly {
    readonly rule: string;
    readonly message: string;
    readonly suggestion: string | null;
  }[];
  /** Where document and tracker disagree, one sentence each. */
  readonly drift: readonly string[];
}

/** One postmortem: its incident, its items (trackers link back to their anchors) and what could not be understood. */
export function postmortemPage(frame: Frame, view: PostmortemView): string {
  return layout(frame, {
    title: view.title,
    section: null,
    lead: html`<p class="origin">
      Postmortem of ${view.incident.id}${view.incident.severity && ` · ${view.incident.severity}`}
    </p>`,
    body: html`${facts(frame, view)} ${view.summary && html`<p class="summary">${view.summary}</p>`}
    ${itemSection(frame, view)} ${problemSection(view)}`,
  });
}

function facts(frame: Frame, { incident, ...view }: PostmortemView): Html {
  const instant = (when: Date | null) => (when ? instantText(when, frame.timeZone) : null);
  const rows: readonly (readonly [string, Renderable])[] = [
    ['Services', listText(incident.services)],
    ['Causes', listText(incident.causes)],
    ['Started', instant(incident.startedAt)],
    ['Ended', instant(incident.endedAt)],
    [
      'Repeats',
      incident.repeats && html`<a href="${incidentAddress(incident.repeats)}">${incident.repeats}</a>`,
    ],
    ['Published', view.publishedAt && dayText(view.publishedAt, frame.timeZone)],
    ['Authors', listText(view.authors)],
    ['Document', sourceLink(view.source)],
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

function sourceLink(source: string): Renderable {
  const address = /^https?:/i.test(source) ? href(source) : null;
  return address ? html`<a href="${address}">${source}</a>` : html`<code>${source}</code>`;
}

function itemSection(frame: Frame, { items }: PostmortemView): Html {
  if (items.length === 0) {
    return html`<section>
      <h2>Action items</h2>
      <p>This postmortem promises nothing.</p>
    </section>`;
  }
  return html`<section>
    <h2>${count(items.length, 'action item')}</h2>
    <ol class="items">
      ${items.map((item) => html`<li id="${itemAnchor(item.row.id)}">${itemCard(frame, item.row, remarks(frame, item))}</li>`)}
    </ol>
  </section>`;
}

function remarks(frame: Frame, { row, line, problems, drift }: PostmortemItem): Html {
  return html`${slipLedgerDetails(row.ledger, row.text, frame.timeZone)}
    <ul class="remarks">
      ${row.test && html`<li><span class="muted">Test of the fix:</span> ${row.test}</li>`}
      ${drift.map((sentence) => html`<li><span class="muted">Document and tracker:</span> ${sentence}</li>`)}
      ${problems.map(
        (problem) =>
          html`<li>
            <span class="muted">Line ${line}, ${problem.rule}:</span> ${problem.message}
            ${problem.suggestion && html`<span class="next">Better: ${problem.suggestion}</span>`}
          </li>`,
      )}
    </ul>`;
}

function problemSection({ problems, source }: PostmortemView): Html | null {
  if (problems.length === 0) return null;
  return html`<section>
    <h2>${count(problems.length, 'problem')} in the document</h2>
    <ul class="lines">
      ${problems.map(
        (problem) =>
          html`<li>
            <code>${source}:${problem.line}</code> ${problem.message}
            <span class="muted">${problem.hint}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

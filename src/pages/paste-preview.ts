import { html, type Html, type Renderable } from '../lib/html.ts';
import { lineAddress } from './paste-address.ts';
import { pasteLines } from './paste-lines.ts';
import type { LineProblem, PastedDocument, PastedItem, PastedView } from './paste-view.ts';
import { count, listText } from './wording.ts';

/** The text with its marks, and beside it what was understood. */
export function pastePreview(view: PastedView): Html {
  const { documents, refused, standings } = view;
  const isWorthRecording = refused.length === 0 && standings.some((one) => one === 'new' || one === 'edit');
  return html`<section class="preview">
    <h2>What was understood</h2>
    <p>${statusText(view)}</p>
    ${
      isWorthRecording &&
      html`<p class="record">
        <input type="hidden" name="previewed" value="${view.fingerprint}" form="paste" />
        <button name="do" value="record" form="paste">Record</button>
        <span class="muted">Until then nothing is kept.</span>
      </p>`
    }
    ${refused.length > 0 && problemList(refused)}
    <div class="side-by-side">
      ${pasteLines(view)}
      <div class="understood">${documents.map(documentPart)}</div>
    </div>
  </section>`;
}

/** One sentence of what was found, for the eye and for those who listen. */
export function statusText({ documents, standings, refused }: PastedView): string {
  const items = documents.flatMap(({ actionItems }) => actionItems);
  const weak = items.filter(({ problems }) => problems.length > 0).length;
  const found = `${documents.length > 1 ? `${count(documents.length, 'postmortem')} with ` : ''}${count(items.length, 'action item')}`;
  const better = weak > 0 ? `, ${weak} could be better` : '';
  if (refused.length > 0) return `Nothing can be recorded yet: ${count(refused.length, 'problem')}.`;
  const edits = standings.filter((one) => one === 'edit').length;
  if (standings.every((one) => one === 'unchanged'))
    return `${found}${better}. All of it is recorded already.`;
  return `${found}${better}. ${edits > 0 ? 'Recording it edits what is recorded.' : 'Recording it adds a new postmortem.'}`;
}

function problemList(problems: readonly LineProblem[]): Html {
  return html`<ul class="lines">
    ${problems.map(({ line, message, hint }) => html`<li>${lineLink(line)} ${message} <span class="muted">${hint}</span></li>`)}
  </ul>`;
}

function documentPart(document: PastedDocument): Html {
  const { incident, actionItems, problems } = document;
  const facts: readonly (readonly [string, Renderable])[] = [
    ['Incident', incident.id],
    ['Severity', incident.severity],
    ['Started', incident.startedAt],
    ['Ended', incident.endedAt],
    ['Services', listText(incident.services)],
    ['Published', document.publishedAt],
    ['Authors', listText(document.authors)],
    ['Causes', listText(incident.causes)],
    ['Repeats', incident.repeats],
  ];
  return html`<article>
    <h3>${document.title}</h3>
    <dl class="facts wide">
      ${facts.map(([name, value], at) =>
        value || at < 5
          ? html`<dt>${name}</dt>
              <dd>${value || html`<span class="muted">not found</span>`}</dd>`
          : null,
      )}
    </dl>
    ${document.summary && html`<p class="summary">${document.summary}</p>`}
    ${problems.length > 0 && problemList(problems)}
    ${
      actionItems.length === 0
        ? html`<p>No action items were found.</p>`
        : html`<ol class="items">
            ${actionItems.map((item) => html`<li>${itemPart(item)}</li>`)}
          </ol>`
    }
  </article>`;
}

function itemPart(item: PastedItem): Html {
  const { owner, due, priority, category, test, links } = item;
  return html`<div class="found" id="found-${item.line}">
    <h4>${item.done && html`<span class="muted">done:</span> `}${item.text}</h4>
    <p class="origin">
      ${lineLink(item.line)} · ${owner ?? html`<span class="nobody">no owner</span>`} ·
      ${due ? `due ${due}` : 'no due date'}${priority && ` · ${priority}`}${category && ` · ${category}`}${links.length > 0 && ` · ${links.join(', ')}`}
    </p>
    ${test && html`<p><span class="muted">Test of the fix:</span> ${test}</p>`}
    <ul class="remarks">
      ${item.problems.map(
        ({ rule, message, suggestion }) =>
          html`<li>
            <span class="muted">${rule}:</span> ${message}
            ${suggestion && html`<span class="next">Better: ${suggestion}</span>`}
          </li>`,
      )}
    </ul>
  </div>`;
}

function lineLink(line: number): Html {
  return html`<a href="${lineAddress(line)}">line ${line}</a>`;
}

import { html, type Html } from '../lib/html.ts';
import { foundAddress } from './paste-address.ts';
import type { PastedView } from './paste-view.ts';

/** Lines and characters of a line that are shown; what is marked is shown wherever it stands. */
const mostLines = 3000;
const mostCharacters = 600;

/** The document's lines, each with a mark where something was found in it. */
export function pasteLines({ lines: texts, documents, refused }: PastedView): Html {
  const items = new Map(
    documents.flatMap(({ actionItems }) => actionItems.map((item) => [item.line, item.problems.length > 0])),
  );
  const troubled = new Set(
    [...refused, ...documents.flatMap(({ problems }) => problems)].map(({ line }) => line),
  );
  const lines = texts.map((content, at) => ({ number: at + 1, content }));
  const shown = lines.filter(
    ({ number }) => number <= mostLines || items.has(number) || troubled.has(number),
  );
  const left = lines.length - shown.length;
  return html`<div class="paper" role="region" aria-label="The document, line by line" tabindex="0">
    <ol>
      ${shown.map(({ number, content }) => {
        const isWeak = items.get(number);
        const mark =
          isWeak === undefined ? (troubled.has(number) ? 'trouble' : null) : isWeak ? 'weak' : 'good';
        return html`<li id="line-${number}" class="${mark}">
          ${isWeak === undefined ? html`<span class="number">${number}</span>` : html`<a class="number" href="${foundAddress(number)}">${number}</a>`}
          <code>${cut(content)}</code>${mark && html`<span class="unseen">${said[mark]}</span>`}
        </li>`;
      })}
    </ol>
    ${left > 0 && html`<p class="muted">${left} more lines without a mark are not shown.</p>`}
  </div>`;
}

const said = { good: 'an action item', weak: 'an action item that could be better', trouble: 'a problem' };

function cut(content: string): string {
  return content.length > mostCharacters ? `${content.slice(0, mostCharacters)} …` : content;
}

import { html, type Html } from '../lib/html.ts';
import { instantText } from './dates.ts';
import type { Frame } from './layout.ts';
import { count } from './wording.ts';

/** A folder that is watched, and what its last reading found; `readAt` is null before the first. */
export interface WatchedFolderView {
  readonly folder: string;
  readonly readAt: Date | null;
  readonly documents: number;
  /** How many postmortems were new or edited when it was read. */
  readonly changed: number;
  /** Documents that are recorded, and are there no more. */
  readonly gone: readonly string[];
  readonly problems: readonly {
    readonly source: string | null;
    readonly line: number | null;
    readonly what: string;
  }[];
}

const mostShown = 50;

/** The watched folders: when each was read, and what a person should look at; nothing where none is watched. */
export function watchSection(frame: Frame, folders: readonly WatchedFolderView[]): Html | null {
  if (folders.length === 0) return null;
  return html`<section id="folders">
    <h2>Watched folders</h2>
    <p class="muted">Documents are imported from here on the timetable.</p>
    <ul class="items">
      ${folders.map((folder) => html`<li>${folderCard(frame, folder)}</li>`)}
    </ul>
  </section>`;
}

function folderCard(
  frame: Frame,
  { folder, readAt, documents, changed, gone, problems }: WatchedFolderView,
): Html {
  const shown = problems.slice(0, mostShown);
  const whole = shown.filter(({ source }) => source === null);
  const ofFiles = shown.filter(({ source }) => source !== null);
  return html`<article class="item">
    <div>
      <h3>${folder}</h3>
      ${whole.map(({ what }) => html`<p><span class="flag late">Failed</span> ${what}</p>`)}
      ${
        ofFiles.length > 0 &&
        html`<ul class="lines">
          ${ofFiles.map(
            ({ source, line, what }) =>
              html`<li><code>${source}${line !== null && `:${line}`}</code> ${what}</li>`,
          )}
        </ul>`
      }
      ${problems.length > mostShown && html`<p class="muted">And ${count(problems.length - mostShown, 'other')}.</p>`}
      ${
        gone.length > 0 &&
        html`<p>
          No longer there, and still recorded:
          ${gone.slice(0, mostShown).map((source, at) => html`${at > 0 && ', '}<code>${source}</code>`)}
        </p>`
      }
    </div>
    <dl class="facts">
      <dt>Read</dt>
      <dd>${readAt ? instantText(readAt, frame.timeZone) : 'never'}</dd>
      <dt>Files</dt>
      <dd>${documents}</dd>
      <dt>Changed</dt>
      <dd>${count(changed, 'postmortem')}</dd>
    </dl>
  </article>`;
}

import { html, htmlText, type Address, type Html } from '../lib/html.ts';
import {
  agendaAddress,
  incidentsAddress,
  itemsAddress,
  queueAddress,
  reportAddress,
  searchAddress,
} from './addresses.ts';
import { instantText } from './dates.ts';
import { pasteAddress } from './paste-address.ts';
import { stylesheetPath } from './stylesheet.ts';

/** What every page says besides its own content. */
export interface Frame {
  readonly organisation: string;
  readonly timeZone: string;
  /** When the page was asked for. */
  readonly now: Date;
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

/** The parts of the product, as the navigation names them. */
export type Section =
  | 'items'
  | 'agenda'
  | 'completion'
  | 'slips'
  | 'repeats'
  | 'programme'
  | 'incidents'
  | 'queue'
  | 'add'
  | 'search';

const sections: readonly { readonly id: Section; readonly name: string; readonly address: Address }[] = [
  { id: 'items', name: 'Items', address: itemsAddress() },
  { id: 'agenda', name: 'Agenda', address: agendaAddress },
  { id: 'completion', name: 'Completion', address: reportAddress('completion') },
  { id: 'slips', name: 'Slips', address: reportAddress('slips') },
  { id: 'repeats', name: 'Repeats', address: reportAddress('repeats') },
  { id: 'programme', name: 'Programme', address: reportAddress('programme') },
  { id: 'incidents', name: 'Incidents', address: incidentsAddress() },
  { id: 'queue', name: 'Queue', address: queueAddress },
  { id: 'add', name: 'Add', address: pasteAddress },
];

/** One whole page as text. `section` is null where none of the navigation applies. */
export function layout(
  frame: Frame,
  page: {
    readonly title: string;
    readonly section: Section | null;
    readonly lead?: Html;
    readonly body: Html;
  },
): string {
  return htmlText(
    html`<!doctype html>
      <html lang="en-GB">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${page.title} · ${frame.organisation} · Followthrough</title>
          <link rel="stylesheet" href="${stylesheetPath}" />
        </head>
        <body>
          <a class="skip" href="#content">Skip to content</a>
          <header class="masthead">
            <div class="wrap">
              <a class="product" href="${itemsAddress()}">${emblem} Followthrough</a>
              <span class="organisation">${frame.organisation}</span>
              ${page.section !== 'search' && searchBox}
              <nav aria-label="Main">
                <ul>
                  ${sections.map((section) => navigationEntry(section, page.section))}
                </ul>
              </nav>
            </div>
          </header>
          <main id="content" class="wrap" tabindex="-1">
            <div class="page-head">
              <h1>${page.title}</h1>
              ${page.lead}
            </div>
            ${page.body}
          </main>
          <footer class="wrap">
            <p>
              Computed ${instantText(frame.now, frame.timeZone)}. All days and times are in ${frame.timeZone}.
            </p>
          </footer>
        </body>
      </html>`,
  );
}

function navigationEntry(section: (typeof sections)[number], current: Section | null): Html {
  const here = section.id === current && html` aria-current="page"`;
  return html`<li><a href="${section.address}" ${here}>${section.name}</a></li>`;
}

/** On the page of the search its own form stands in for it. */
const searchBox = html`<form
  class="find"
  method="get"
  action="${searchAddress()}"
  role="search"
  aria-label="Search"
>
  <input
    name="q"
    type="search"
    aria-label="Search postmortems and items"
    placeholder="Search"
    autocomplete="off"
  />
</form>`;

const emblem = html`<svg class="emblem" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
  <path d="M3 10.5 8 15.5 17 4.5" />
</svg>`;

/** What the configuration calls a team, or its id when it is no longer there. */
export function teamName(frame: Frame, id: string): string {
  return frame.teams.find((team) => team.id === id)?.name ?? id;
}

import { addressText, href, html, htmlText, type Address, type Html, type Renderable } from '../lib/html.ts';
import { answerText, type DigestFigure, type DigestSection } from './digest-sections.ts';

/** What surrounds the sections. */
export interface DigestFrame {
  readonly title: string;
  readonly heading: string;
  readonly subheading: string;
  readonly baseUrl: string;
  readonly foot: readonly string[];
}

const darkStyle = html`
  @media (prefers-color-scheme: dark) { .sheet, .sheet div { background-color: #13161a !important; } .ink div,
  .ink h1, .ink h2 { color: #e4e7ea !important; } .ink a { color: #7cbcec !important; } .muted, .muted div {
  color: #9ea8b2 !important; } .rule p { border-color: #2d343b !important; } }
`;

/** The digest in MJML, which turns it into what mail clients can show. */
export function digestMarkup(frame: DigestFrame, sections: readonly DigestSection[]): string {
  return htmlText(
    html`<mjml lang="en-GB">
      <mj-head>
        <mj-title>${frame.title}</mj-title>
        <mj-preview>${sections[0] && answerText(sections[0])}</mj-preview>
        <mj-raw><meta name="color-scheme" content="light dark" /></mj-raw>
        <mj-raw><meta name="supported-color-schemes" content="light dark" /></mj-raw>
        <mj-attributes>
          <mj-all font-family="-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
          <mj-text font-size="15px" line-height="22px" color="#1b1f24" padding="0" css-class="ink" />
          <mj-section padding="0 20px" />
          <mj-column padding="0" />
        </mj-attributes>
        <mj-style>${darkStyle}</mj-style>
      </mj-head>
      <mj-body width="600px" background-color="#ffffff" css-class="sheet">
        <mj-section padding="24px 20px 4px">
          <mj-column>
            <mj-text>
              <h1 style="margin:0;font-size:21px;line-height:28px;font-weight:600">${frame.heading}</h1>
              <span class="muted" style="color:#59616b">${frame.subheading}</span>
            </mj-text>
          </mj-column>
        </mj-section>
        ${sections.map((section) => sectionMarkup(section, frame.baseUrl))}
        <mj-section padding="20px 20px 28px">
          <mj-column>
            <mj-divider border-width="1px" border-color="#dfe1dc" padding="0 0 12px" css-class="rule" />
            ${frame.foot.map(
              (line) =>
                html`<mj-text font-size="13px" line-height="19px" color="#59616b" css-class="muted"
                  >${line}</mj-text
                >`,
            )}
          </mj-column>
        </mj-section>
      </mj-body>
    </mjml>`,
  );
}

function sectionMarkup(section: DigestSection, baseUrl: string): Html {
  const page = below(baseUrl, section.address);
  return html`<mj-section padding="18px 20px 0">
    <mj-column>
      <mj-text>
        <h2 style="margin:0 0 4px;font-size:15px;line-height:22px;font-weight:600">
          <a href="${page}" style="color:#0a5585">${section.title}</a>
        </h2>
        ${section.answer && html`<p style="margin:0 0 8px">${section.answer.map((piece) => answerPiece(piece, baseUrl))}</p>`}
        ${section.rows.map(
          (row) =>
            html`<p style="margin:0 0 8px">
              <a href="${below(baseUrl, row.address)}" style="color:#0a5585;text-decoration:none"
                >${row.text}</a
              ><br />
              <span class="muted" style="color:#59616b;font-size:13px">${row.detail}</span>
            </p>`,
        )}
        ${section.hidden > 0 && html`<p style="margin:0"><a href="${page}" style="color:#0a5585">${section.hidden} more</a></p>`}
      </mj-text>
    </mj-column>
  </mj-section>`;
}

function answerPiece(piece: string | DigestFigure, baseUrl: string): Renderable {
  if (typeof piece === 'string') return piece;
  return html`<a href="${below(baseUrl, piece.address)}" style="color:#0a5585">${piece.figure}</a>`;
}

function below(baseUrl: string, place: Address): Address {
  return href(addressText(place, baseUrl)) ?? place;
}

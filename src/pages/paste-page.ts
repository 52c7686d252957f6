import { html } from '../lib/html.ts';
import { layout, type Frame } from './layout.ts';
import { pasteAddress } from './paste-address.ts';
import { pastePreview, statusText } from './paste-preview.ts';
import type { PastedView } from './paste-view.ts';
import { pasteScriptPath } from './paste-script.ts';

/** What the form holds; `view` is null before anything was looked at. */
export interface PasteForm {
  readonly text: string;
  /** The name of the file the text came in. */
  readonly fileName: string;
  /** Told above the preview. */
  readonly note: string | null;
  readonly view: PastedView | null;
}

/** Paste or upload a postmortem, see what is understood of it, and record it. */
export function pastePage(frame: Frame, { text, fileName, note, view }: PasteForm): string {
  return layout(frame, {
    title: 'Add a postmortem',
    section: 'add',
    lead: html`<p class="muted">
      Paste it or choose its file, and see what is understood before anything is recorded.
    </p>`,
    body: html`<form
        id="paste"
        class="paste"
        method="post"
        action="${pasteAddress}"
        enctype="multipart/form-data"
      >
        <input type="hidden" name="fileName" value="${fileName}" />
        <p>
          <label for="paste-text">Markdown, HTML, reStructuredText, AsciiDoc, JSON or YAML</label>
          <textarea id="paste-text" name="text" rows="14" spellcheck="false">${`\n${text}`}</textarea>
        </p>
        <p>
          <label for="paste-file">Or a file of at most 1 MB</label>
          <input
            id="paste-file"
            type="file"
            name="file"
            accept=".md,.markdown,.html,.htm,.rst,.adoc,.txt,.json,.yaml,.yml"
          />
        </p>
        <p><button name="do" value="preview">Preview</button></p>
      </form>
      <p id="paste-status" class="unseen" role="status">${view && statusText(view)}</p>
      ${note && html`<p class="paste-note">${note}</p>`}
      <div id="preview">${view && pastePreview(view)}</div>
      <script src="${pasteScriptPath}" defer></script>`,
  });
}

import { createHash } from 'node:crypto';
import { path } from '../lib/html.ts';

/** Looks again after typing stopped, as the button Preview does. Without it the page works all the same, one press at a time. */
export const pasteScript = `'use strict';
const form = document.getElementById('paste');
const text = form.elements.namedItem('text');
const file = form.elements.namedItem('file');
const status = document.getElementById('paste-status');
const pause = 700;
let waiting = 0;
let under = null;

async function look(withFile) {
  under?.abort();
  under = new AbortController();
  const { signal } = under;
  const body = new FormData(form);
  body.set('do', 'preview');
  if (!withFile) body.delete('file');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('preview');
    if (!fresh) return;
    document.getElementById('preview').replaceWith(fresh);
    status.textContent = page.getElementById('paste-status').textContent;
    if (!withFile) return;
    const given = page.getElementById('paste').elements;
    text.value = given.namedItem('text').value;
    form.elements.namedItem('fileName').value = given.namedItem('fileName').value;
    file.value = '';
  } catch (error) {
    if (error.name !== 'AbortError') status.textContent = 'The preview could not be renewed. Press Preview.';
  }
}

text.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => look(false), pause);
});
file.addEventListener('change', () => {
  clearTimeout(waiting);
  if (file.files.length > 0) look(true);
});
`;

const hash = createHash('sha256').update(pasteScript).digest('hex').slice(0, 16);

/** Changes whenever the script does, so that it may be cached for ever. */
export const pasteScriptPath = path`/assets/${hash}.js`;

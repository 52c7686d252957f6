import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { path } from '../lib/html.ts';

const sheets = ['followthrough.css', 'charts/charts.css', 'incident.css', 'paste.css'];

/** The one stylesheet of every page. */
export const stylesheet = sheets
  .map((sheet) => readFileSync(new URL(sheet, import.meta.url), 'utf8'))
  .join('\n');

/** Changes whenever the stylesheet does, so that it may be cached for ever. */
export const stylesheetHash = createHash('sha256').update(stylesheet).digest('hex').slice(0, 16);

/** Where the pages expect it: `/assets/<hash>.css`. */
export const stylesheetPath = path`/assets/${stylesheetHash}.css`;

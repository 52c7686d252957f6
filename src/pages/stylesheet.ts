import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { path } from '../lib/html.ts';

/** The one stylesheet of every page. */
export const stylesheet = readFileSync(new URL('./followthrough.css', import.meta.url), 'utf8');

/** Changes whenever the stylesheet does, so that it may be cached for ever. */
export const stylesheetHash = createHash('sha256').update(stylesheet).digest('hex').slice(0, 16);

/** Where the pages expect it: `/assets/<hash>.css`. */
export const stylesheetPath = path`/assets/${stylesheetHash}.css`;

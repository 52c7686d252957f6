import { path, withAnchor, type Address } from '../lib/html.ts';

/** Where a postmortem is pasted or uploaded. */
export const pasteAddress = path`/postmortems/new`;

/** A line of the text on the page of its preview. */
export function lineAddress(line: number): Address {
  return withAnchor(path``, `line-${String(line)}`);
}

/** What was understood of a line, on the same page. */
export function foundAddress(line: number): Address {
  return withAnchor(path``, `found-${String(line)}`);
}

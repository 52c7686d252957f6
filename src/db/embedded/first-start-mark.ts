import { dirname, join } from 'node:path';

/** A file that is there while the database of a folder is being made for the first time. */
export function firstStartMark(directory: string): string {
  return join(dirname(directory), 'first-start');
}

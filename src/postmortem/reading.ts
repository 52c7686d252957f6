import type { Calendar } from './due-words.ts';
import type { People } from './people.ts';

/** What one must know of the whole document to read one item of it. */
export interface Reading extends Calendar {
  readonly people: People;
}

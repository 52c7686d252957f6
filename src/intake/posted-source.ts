import { createHash } from 'node:crypto';
import type { PostmortemDocument } from '../postmortem/document.ts';
import type { ReadDocument } from './read-source.ts';

/** The title of a document that came without a name and has no title of its own. */
export const untitled = 'untitled-postmortem';

/**
 * The name a document is known by that came without one, so that the same document, or the next edition of it, is known again: its incident,
 * else its day and title, else its very text.
 */
export function postedSource(read: readonly ReadDocument[]): string {
  const [first] = read;
  if (!first) return `posted/${untitled}`;
  const { document, fingerprint } = first;
  const { id, startedAt } = document.incident;
  const text = fingerprint.slice(0, 12);
  if (read.length > 1) return `posted/${slug(document.title)}-${text}`;
  if (id !== null) return `posted/${slug(id)}`;
  const day = startedAt?.slice(0, 10) ?? null;
  return isUntitled(document) || day === null
    ? `posted/${slug(document.title)}-${text}`
    : `posted/${day}-${slug(document.title)}`;
}

function isUntitled({ title }: PostmortemDocument): boolean {
  return slug(title) === untitled;
}

/** Letters and digits of any language in lower case, dashes between them; what has none is told apart by its hash. */
function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return words.slice(0, 80) || createHash('sha256').update(text).digest('hex').slice(0, 12);
}

import { readFileSync } from 'node:fs';
import type { PostmortemDocument } from '../../src/postmortem/document.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

/** Every postmortem of a fixture file. */
export function readFixtures(name: string): PostmortemDocument[] {
  return readPostmortems(
    name,
    readFileSync(new URL(`../fixtures/postmortems/${name}`, import.meta.url), 'utf8'),
  );
}

/** The one postmortem of a fixture file. */
export function readFixture(name: string): PostmortemDocument {
  const [document, second] = readFixtures(name);
  if (!document || second) throw new Error(`${name} does not hold exactly one postmortem`);
  return document;
}

/** The words of a document's items, in order. */
export function textsOf(document: PostmortemDocument): string[] {
  return document.actionItems.map((item) => item.text);
}

import { beginsWithVerb, tellsOfTheDone, tellsOfThePast } from './action-verbs.ts';
import { type List, oneLine } from './blocks.ts';
import { timelineName } from './date-labels.ts';
import type { Draft } from './draft.ts';
import { isNearMiss } from './heading-words.ts';
import { readItemText } from './item-text.ts';
import { listDrafts } from './list-drafts.ts';
import { peopleOf } from './people.ts';
import { placeNamed } from './place.ts';
import type { Reading } from './reading.ts';
import { headingText, type Section } from './sections.ts';
import { isAssigned, tableDrafts } from './table-drafts.ts';

const clock = /^\W{0,3}(?:\d{1,2}[:.h]\d{2}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./ ])/u;
const labelled = /^[^:：.]{2,30}[:：]\s*\S/u;

/**
 * The items of a document whose headings announce none: lists most of whose entries have a check box, a state, a person or a day beside
 * their words, and tables with a column for the person and another for the day or the state.
 */
export function unannouncedDrafts(root: Section, reading: Reading): Draft[] {
  const name = headingText(root);
  if (timelineName.test(name)) return [];
  const place = placeNamed(root.heading ? name : null);
  const own = isNearMiss(name)
    ? []
    : root.blocks.flatMap((block) => {
        if (block.kind === 'list' && isPromising(block, reading)) return listDrafts(block, place);
        return block.kind === 'table' && isAssigned(block) ? tableDrafts(block, place) : [];
      });
  return [...own, ...root.children.flatMap((child) => unannouncedDrafts(child, reading))];
}

function isPromising(list: List, reading: Reading): boolean {
  const drafts = listDrafts(list, placeNamed(null));
  if (drafts.length < 2) return false;
  const known = { ...reading, people: new Set([...reading.people, ...peopleOf([], drafts)]) };
  let marked = 0;
  let promised = 0;
  let strange = 0;
  for (const { inline, fields } of drafts) {
    const { text, tags, task } = readItemText(inline, known);
    const isMarked =
      task || fields.size > 0 || tags.owner !== undefined || tags.due !== undefined || tags.done === false;
    if (isMarked) marked += 1;
    else if (beginsWithVerb(text)) promised += 1;
    const isLabel = !task && labelled.test(oneLine(inline.text)) && !isMarked;
    if (
      isLabel ||
      clock.test(text) ||
      text.split(' ').length < 3 ||
      tellsOfThePast(text) ||
      tellsOfTheDone(text)
    )
      strange += 1;
  }
  return (
    marked * 4 >= drafts.length &&
    (marked + promised) * 5 >= drafts.length * 3 &&
    strange * 2 <= drafts.length
  );
}

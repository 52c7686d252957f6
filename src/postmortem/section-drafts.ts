import { beginsWithVerb, tellsOfThePast } from './action-verbs.ts';
import { type Block, type Heading, oneLine, type Paragraph } from './blocks.ts';
import type { Draft, Place } from './draft.ts';
import { categoryOf, groupDone, isGroupName } from './group-words.ts';
import { headingKind, isNearMiss, plainHeading, type HeadingKind } from './heading-words.ts';
import { listDrafts } from './list-drafts.ts';
import { proseDrafts } from './prose-drafts.ts';
import { headingText, type Section } from './sections.ts';
import { tableDrafts } from './table-drafts.ts';

type Content = Exclude<Block, Heading>;

/** The items of a section of action items with all its sub-sections. */
export function sectionDrafts(section: Section, kind: HeadingKind): Draft[] {
  const name = headingText(section);
  const place: Place = {
    section: name.replace(/[\s:：]{1,3}$/u, ''),
    groupDone: groupDone(name),
    groupCategory: null,
  };
  const drafts = draftsWithin(section, place, kind);
  if (kind !== 'ambiguous') return drafts;
  const owed = drafts.filter((draft) => !tellsOfThePast(oneLine(draft.inline.text)));
  return owed.length * 2 > drafts.length ? owed : [];
}

function draftsWithin(section: Section, place: Place, kind: HeadingKind): Draft[] {
  // "Detection" is a part of the story elsewhere, but a group of items among action items.
  const children = section.children.filter((child) => {
    const name = headingText(child);
    return categoryOf(name) !== null || !isNearMiss(name);
  });
  const prose = !hasLists(section) && !children.some((child) => hasLists(child) || child.children.length > 0);
  const own = contentDrafts(section.blocks, place, kind, children.length === 0);
  if (
    children.length > 0 &&
    (prose || mostlyNumbered(children)) &&
    !children.every((child) => isGroupName(headingText(child)))
  )
    return [...own, ...children.flatMap((child) => headingDraft(child, place))];
  return [
    ...own,
    ...children.flatMap((child) => draftsWithin(child, within(place, headingText(child)), kind)),
  ];
}

/** The items of blocks that follow each other. Prose counts only where no list or table states the items. */
export function contentDrafts(
  blocks: readonly Content[],
  place: Place,
  kind: HeadingKind,
  proseToo: boolean,
): Draft[] {
  const lists = blocks.some((block) => block.kind !== 'paragraph');
  const drafts: Draft[][] = [];
  let group = place;
  for (const block of blocks) {
    if (block.kind === 'list') drafts.push(listDrafts(block, group));
    else if (block.kind === 'table') drafts.push(tableDrafts(block, group));
    else if (isGroupLabel(block)) group = within(place, oneLine(block.inline.text));
    else if (!lists && proseToo) drafts.push(proseDrafts(block, group, kind));
  }
  return drafts.flat();
}

/** Whether a paragraph is only the name of the items that follow: bold and short, or ending in a colon. */
function isGroupLabel({ inline }: Paragraph): boolean {
  const text = oneLine(inline.text);
  if (text.length > 60) return false;
  const bold = inline.lead !== null && /^[\s:：]*$/u.test(inline.text.slice(inline.lead.end));
  return (
    (bold && (isGroupName(text) || !beginsWithVerb(text))) ||
    (/[:：]$/u.test(text) && text.split(' ').length <= 6)
  );
}

function hasLists(section: Section): boolean {
  return section.blocks.some((block) => block.kind !== 'paragraph');
}

const numbered = /^\s*(?:#?\d{1,2}[.):]|\(\d{1,2}\)|(?:action item|item|ai)[ -]?#?\d+)/i;

function mostlyNumbered(children: readonly Section[]): boolean {
  const count = children.filter(
    (child) => numbered.test(headingText(child)) && !isGroupName(headingText(child)),
  ).length;
  return count * 2 > children.length;
}

/** A sub-heading that is itself the item, with what stands under it as its remarks. */
function headingDraft(section: Section, place: Place): Draft[] {
  if (!section.heading || plainHeading(headingText(section)) === '') return [];
  const notes = section.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.inline] : []));
  const { line, inline } = section.heading;
  return [{ line, inline, ...place, fields: new Map(), notes, meant: false }];
}

function within(place: Place, text: string): Place {
  const name = text.replace(/[\s:：]{1,3}$/u, '');
  return {
    section: place.section === null ? name : `${place.section} > ${name}`,
    groupDone: groupDone(name) ?? place.groupDone,
    groupCategory: categoryOf(name) ?? place.groupCategory,
  };
}

/** Whether a section begins action items, and how plainly it says so. */
export function sectionKind(section: Section): HeadingKind | null {
  return section.heading ? headingKind(headingText(section)) : null;
}

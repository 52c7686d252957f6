import { beginsWithVerb, promisesSomething, tellsOfThePast } from './action-verbs.ts';
import { type Block, type Heading, oneLine, type Paragraph } from './blocks.ts';
import type { Draft, Place } from './draft.ts';
import { categoryOf, groupDone, isGroupName } from './group-words.ts';
import { headingKind, isNearMiss, plainHeading, type HeadingKind } from './heading-words.ts';
import { headlineItems, isBoldLine, leadItems } from './headline-items.ts';
import { fieldsIn } from './item-fields.ts';
import { isTaskEntry, listDrafts } from './list-drafts.ts';
import { isOwnerName, placeNamed, within } from './place.ts';
import { proseDrafts } from './prose-drafts.ts';
import { headingText, type Section } from './sections.ts';
import { isAssigned, tableDrafts } from './table-drafts.ts';

type Content = Exclude<Block, Heading>;

/** The items of a section of action items with all its sub-sections. */
export function sectionDrafts(section: Section, kind: HeadingKind): Draft[] {
  const drafts = draftsWithin(section, placeNamed(headingText(section)), kind);
  if (kind !== 'ambiguous') return drafts;
  const open = drafts.filter((draft) => draft.groupDone !== true);
  const isAnswer = /(?:solutions?|mitigations?)$/.test(plainHeading(headingText(section)));
  const owed = open.filter((draft) => {
    const text = oneLine(draft.inline.text);
    return !tellsOfThePast(text) && (!isAnswer || promisesSomething(text));
  });
  return owed.length * 2 > open.length ? owed : [];
}

function draftsWithin(section: Section, place: Place, kind: HeadingKind): Draft[] {
  // "Detection" is a part of the story elsewhere, but a group of items among action items.
  const children = section.children.filter((child) => {
    const name = headingText(child);
    return categoryOf(name) !== null || isPartOfStory(name) || !isNearMiss(name);
  });
  const fielded = children.filter((child) => isItemWithFields(child));
  const prose = !hasLists(section) && !children.some((child) => hasLists(child) || child.children.length > 0);
  const own = contentDrafts(section.blocks, place, kind, children.length === 0);
  const items =
    children.length > 0 &&
    (prose || mostlyNumbered(children)) &&
    !children.every((child) => isGroupName(headingText(child))) &&
    !children.some((child) => isAnnouncement(headingText(child)) || hasTasks(child));
  // A table that says who does which of them until when repeats the measures that numbered headings explain.
  const assigned = items
    ? children.find(({ blocks }) => blocks.some((block) => isAssignedTable(block)))
    : undefined;
  if (assigned) return [...own, ...draftsWithin(assigned, within(place, headingText(assigned)), kind)];
  return [
    ...own,
    ...children.flatMap((child) =>
      (items && !gathersOrders(child)) || fielded.includes(child)
        ? headingDraft(child, place)
        : draftsWithin(child, within(place, headingText(child)), kind),
    ),
  ];
}

/** Names that head a part of the story elsewhere, and a group of items among action items. */
function isPartOfStory(name: string): boolean {
  return /^(?:incident )?(?:response|recovery|resolution|detection|communications?|root causes?|contributing factors|impact)$/.test(
    plainHeading(name),
  );
}

/** Whether a sub-heading is an item whose fields stand under it: "Owner: …", "Due: …". */
function isItemWithFields(section: Section): boolean {
  if (section.children.length > 0 || isGroupName(headingText(section))) return false;
  const { fields } = fieldsIn(section.blocks);
  const lists = section.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  const other = lists.filter((item) => fieldsIn(item.blocks).fields.size === 0).length;
  return (
    (fields.has('owner') || fields.has('due') || fields.has('done') || fields.has('priority')) &&
    other * 2 <= lists.length
  );
}

/** The items of blocks that follow each other. Prose counts only where no list or table states the items. */
export function contentDrafts(
  given: readonly Content[],
  place: Place,
  kind: HeadingKind,
  proseToo: boolean,
): Draft[] {
  const led = proseToo ? leadItems(given, place) : [];
  if (led.length > 0) return led;
  const { drafts: headlines, rest: blocks } = headlineItems(given, place);
  const lists = blocks.some((block) => block.kind !== 'paragraph') || headlines.length > 0;
  const drafts: Draft[][] = [headlines];
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
  if (isOwnerName(text) || (groupDone(text) !== null && text.split(' ').length <= 4)) return true;
  return (
    (isBoldLine(inline) && (isGroupName(text) || !beginsWithVerb(text))) ||
    (/[:：]$/u.test(text) && text.split(' ').length <= 6)
  );
}

function isAssignedTable(block: Content): boolean {
  return block.kind === 'table' && isAssigned(block);
}

function hasLists(section: Section): boolean {
  return section.blocks.some((block) => block.kind !== 'paragraph');
}

/** Whether check boxes stand under a heading, which then only gathers them. */
function hasTasks(section: Section): boolean {
  return section.blocks.some(
    (block) =>
      block.kind === 'list' && block.items.length > 1 && block.items.every((item) => isTaskEntry(item)),
  );
}

/** Whether a heading is no order itself and stands over a list of them: "1. Better alerts" over "- Alert on …", "- Reviewing …". */
function gathersOrders(section: Section): boolean {
  const name = headingText(section).replace(numbered, '').trim();
  const entries = section.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  if (entries.length < 2 || beginsWithVerb(name)) return false;
  const orders = entries.filter(({ blocks: [first] }) => {
    const text = first?.kind === 'paragraph' ? oneLine(first.inline.text) : '';
    return beginsWithVerb(text) || /^\p{Lu}\p{Ll}{2,}ing \p{Ll}/u.test(text);
  });
  return orders.length * 4 >= entries.length * 3;
}

const numbered = /^\s*(?:#?\d{1,2}[.):]|\(\d{1,2}\)|(?:action item|action|item|task|ai|fu)[ -]?#?\d+)/i;

function mostlyNumbered(children: readonly Section[]): boolean {
  const count = children.filter(
    (child) => numbered.test(headingText(child)) && !isGroupName(headingText(child)),
  ).length;
  return count * 2 > children.length;
}

function isAnnouncement(name: string): boolean {
  return !numbered.test(name) && headingKind(name) !== null;
}

/** A sub-heading that is itself the item, with what stands under it as its fields and remarks. */
function headingDraft(section: Section, place: Place): Draft[] {
  if (!section.heading || plainHeading(headingText(section)) === '') return [];
  const { line, inline } = section.heading;
  return [{ line, inline, ...place, ...fieldsIn(section.blocks), meant: false }];
}

/** Whether a section begins action items, and how plainly it says so. */
export function sectionKind(section: Section): HeadingKind | null {
  return section.heading ? headingKind(headingText(section)) : null;
}

import { beginsWithVerb } from './action-verbs.ts';
import { type Block, type Heading, type Inline, type List, oneLine, type Paragraph } from './blocks.ts';
import type { Draft } from './draft.ts';
import { headingKind, isNearMiss } from './heading-words.ts';
import { forReaders, introducesPromises } from './leading-sentence.ts';
import { placeNamed } from './place.ts';
import { afterLead } from './prose-drafts.ts';
import { contentDrafts, sectionDrafts, sectionKind } from './section-drafts.ts';
import { headingText, type Section } from './sections.ts';
import { singleItems, todo } from './single-items.ts';
import { isActionTable, tableDrafts } from './table-drafts.ts';

type Content = Exclude<Block, Heading>;

interface Found {
  readonly explicit: Draft[][];
  readonly likely: Draft[][];
  readonly ambiguous: Draft[][];
  /** Lone lines "Action item: …", which do not say that there are no others. */
  readonly single: Draft[][];
}

/**
 * Every action item of a document: under headings and bold labels that name them, in tables whose header does, and in single
 * lines "Action item: …". Headings that only hint at them ("Next steps", "Prevention") count when nothing names them plainly, because
 * documents like to say the same measures twice; beside plain ones they count where they are lists of orders.
 */
export function findDrafts(root: Section): Draft[] {
  const found: Found = { explicit: [], likely: [], ambiguous: [], single: [] };
  visit(root, found);
  const [explicit, single] = [found.explicit.flat(), found.single.flat()];
  const likely = [...found.likely, ...found.ambiguous].flat();
  // A list of what was done already does not stand for what is still to come.
  const isDone = explicit.every((draft) => draft.groupDone === true);
  if (explicit.length > 0 && !isDone)
    return [
      ...explicit,
      ...found.likely.filter((drafts) => areOrders(drafts)).flat(),
      ...single.filter((draft) => draft.section !== todo),
    ];
  const listed = likely.filter((draft) => !draft.prose);
  const told = listed.length > 0 || explicit.length > 0 ? listed : likely;
  return [...explicit, ...told, ...single];
}

/** Whether most entries of a list begin with a verb or a check box, so that they are promises beside those announced plainly. */
function areOrders(drafts: readonly Draft[]): boolean {
  const orders = drafts.filter(
    ({ inline, meant, prose }) => !prose && (meant || beginsWithVerb(oneLine(inline.text))),
  );
  return drafts.length >= 2 && orders.length * 3 >= drafts.length * 2;
}

/** Parts of the story whose sub-headings speak of what was missing or was done, whatever their words. */
const ofThePast = /\b(?:taken|contributing factors?|went (?:wrong|poorly|badly|well))\b/i;

function visit(section: Section, found: Found, isPast = false): void {
  const named = sectionKind(section);
  const kind = isPast && named !== 'explicit' ? null : named;
  if (kind === 'explicit') {
    found.explicit.push(sectionDrafts(section, kind));
    return;
  }
  if (kind) found[kind].push(sectionDrafts(section, kind));
  labelledDrafts(section, found);
  const past = isPast || ofThePast.test(headingText(section));
  for (const child of section.children) visit(child, found, past);
}

/** Items that a label within the blocks of an ordinary section announces. */
function labelledDrafts({ blocks, heading }: Section, found: Found): void {
  const name = heading ? oneLine(heading.inline.text) : '';
  const inTimeline =
    /timeline|chronolog|tidslinje|タイムライン|时间线|zeitleiste|cronolog|linha do tempo/i.test(name);
  const inStory =
    inTimeline ||
    (name !== '' && isNearMiss(name) && !/lesson|learn|question|improved|better|note/i.test(name));
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at];
    const single = block && !inTimeline ? singlesOf(block, inStory, 0) : [];
    if (single.length > 0) found.single.push(single);
    const following = (): Content[] => followers(blocks, at);
    if (block?.kind === 'table' && isActionTable(block) && !inTimeline)
      found.explicit.push(
        tableDrafts(block, placeNamed(heading && heading.level > 1 ? oneLine(heading.inline.text) : null)),
      );
    else if (block?.kind === 'list' && single.length === 0) found.explicit.push(listLabels(block, following));
    else if (block?.kind === 'paragraph' && single.length === 0)
      paragraphLabel(block, forReaders.test(name) ? () => [] : following, found);
  }
}

/** The items that single lines state, in paragraphs and in the lists of a discussion. */
function singlesOf(block: Content, inStory: boolean, depth: number): Draft[] {
  if (block.kind === 'paragraph') return singleItems(block, inStory);
  if (block.kind !== 'list' || depth > 6) return [];
  return block.items.flatMap((item) =>
    item.blocks.flatMap((inner) => (inner.kind === 'heading' ? [] : singlesOf(inner, inStory, depth + 1))),
  );
}

/** `- **Review actions**:` with the items nested in it, or else in the blocks that follow the list. */
function listLabels(list: List, following: () => Content[]): Draft[] {
  return list.items.flatMap((item, index) => {
    const [first, ...nested] = item.blocks;
    if (first?.kind !== 'paragraph') return [];
    const label = labelOf(first);
    if (label) {
      const own = nested.filter((block) => block.kind !== 'heading');
      const place = placeNamed(label.name);
      if (label.rest) own.unshift({ kind: 'paragraph', line: first.line, inline: label.rest });
      const last = own.length === 0 && index === list.items.length - 1;
      return contentDrafts(last ? following() : own, place, 'explicit', true);
    }
    return nested.flatMap((block) => (block.kind === 'list' ? listLabels(block, () => []) : []));
  });
}

function paragraphLabel(paragraph: Paragraph, following: () => Content[], found: Found): void {
  const label = labelOf(paragraph);
  if (!label) {
    if (introducesPromises(paragraph))
      found.likely.push(contentDrafts(directly(following()), placeNamed(null), 'likely', false));
    return;
  }
  const place = placeNamed(label.name);
  const own: Content[] = label.rest ? [{ kind: 'paragraph', line: paragraph.line, inline: label.rest }] : [];
  const drafts = contentDrafts(own, place, 'explicit', true);
  found.explicit.push(drafts, contentDrafts(following(), place, 'explicit', false));
}

/** What follows at once: a list or a table, up to the next paragraph. */
function directly(blocks: readonly Content[]): Content[] {
  const end = blocks.findIndex((block) => block.kind === 'paragraph');
  return blocks.slice(0, end < 0 ? blocks.length : end);
}

interface Label {
  readonly name: string;
  readonly rest: Inline | null;
}

/** Reads a paragraph that is, or begins with, the name of action items: bold, or alone on its line, or before a colon. */
function labelOf({ inline }: Paragraph): Label | null {
  const text = inline.text.trim();
  if (inline.lead) {
    const name = inline.lead.text;
    const rest = afterLead(inline);
    const named = name.length <= 60 && headingKind(name) === 'explicit';
    return named
      ? {
          name: bare(name),
          rest: rest.text.trim() === '' ? null : rest,
        }
      : null;
  }
  const lastLine = text.slice(text.lastIndexOf('\n') + 1).trim();
  const alone =
    lastLine.length <= 40 &&
    /^(?:(?:follow[- ]?up )?action items?|corrective actions?|review actions?|follow[- ]?up (?:actions?|items?|tasks?)|aksjonspunkter|アクションアイテム)\s?[:：]?$/iu.test(
      lastLine,
    );
  return alone ? { name: bare(lastLine), rest: null } : null;
}

function bare(name: string): string {
  return oneLine(name).replace(/[\s:：]{1,3}$/u, '');
}

/** The lists and tables after a label, up to the next label. */
function followers(blocks: readonly Content[], at: number): Content[] {
  const following: Content[] = [];
  for (const block of blocks.slice(at + 1, at + 40)) {
    if (block.kind === 'paragraph' && (labelOf(block) || isOtherLabel(block))) break;
    following.push(block);
  }
  return following;
}

function isOtherLabel({ inline }: Paragraph): boolean {
  if (!inline.lead) return false;
  return isNearMiss(inline.lead.text) || /[:：]\s*$/u.test(inline.lead.text);
}

/** The headings of a document with their lines, for saying where one has looked. */
export function headingsOf(root: Section): { line: number; text: string }[] {
  const own = root.heading ? [{ line: root.heading.line, text: headingText(root) }] : [];
  return [...own, ...root.children.flatMap(headingsOf)];
}

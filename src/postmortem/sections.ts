import { type Block, type Heading, oneLine } from './blocks.ts';
import { withLabelHeadings } from './label-headings.ts';
import { withLooseLists } from './loose-bullets.ts';

/** A heading with what stands under it, up to the next heading of its rank. The root has no heading and level 0. */
export interface Section {
  readonly heading: Heading | null;
  readonly level: number;
  readonly blocks: Exclude<Block, Heading>[];
  readonly children: Section[];
}

/** Nests the blocks of a document by its headings. */
export function sectionsOf(blocks: readonly Block[]): Section {
  const root: Section = { heading: null, level: 0, blocks: [], children: [] };
  const open: Section[] = [root];
  for (const block of withLabelHeadings(withLooseLists(blocks))) {
    if (block.kind !== 'heading') {
      open.at(-1)?.blocks.push(block);
      continue;
    }
    while ((open.at(-1)?.level ?? 0) >= block.level) open.pop();
    const section: Section = { heading: block, level: block.level, blocks: [], children: [] };
    open.at(-1)?.children.push(section);
    open.push(section);
  }
  return root;
}

/** The heading's words on one line; empty for the root. */
export function headingText(section: Section): string {
  return section.heading ? oneLine(section.heading.inline.text) : '';
}

/** The section and everything below it, in reading order. */
export function* everySection(section: Section): Generator<Section> {
  yield section;
  for (const child of section.children) yield* everySection(child);
}

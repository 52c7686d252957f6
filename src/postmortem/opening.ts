import { oneLine } from './blocks.ts';
import { timelineName } from './date-labels.ts';
import { everySection, headingText, type Section } from './sections.ts';

/** The first few paragraphs of a document, where it says what it is about; timelines left out. */
export function openingOf(root: Section): string {
  const texts: string[] = [];
  for (const section of everySection(root)) {
    if (timelineName.test(headingText(section))) continue;
    for (const block of section.blocks) {
      if (block.kind === 'paragraph') texts.push(oneLine(block.inline.text.slice(0, 1000)));
      if (texts.length >= 4) return texts.join('\n');
    }
  }
  return texts.join('\n');
}

import { oneLine } from './blocks.ts';
import { plainHeading } from './heading-words.ts';
import type { LabelledValue } from './labelled-values.ts';
import { isPlaceholder } from './placeholders.ts';
import { everySection, headingText, type Section } from './sections.ts';

const name =
  /^(?:(?:executive |incident |issue |brief |quick |high[- ]level )?summary(?: of (?:the )?(?:incident|impact|events))?|overview|abstract|tl;?dr|sammendrag|oppsummering|概要|サマリー?|resumen(?: ejecutivo)?|résumé|zusammenfassung|resumo|what happened|the incident)$/u;
const longest = 2000;

/** What happened, in the document's own words: its summary section or line, else the paragraphs before its first section. */
export function summaryOf(root: Section, values: readonly LabelledValue[]): string | null {
  for (const section of everySection(root)) {
    if (!name.test(plainHeading(headingText(section)))) continue;
    const text = paragraphs(section);
    if (text !== null) return text;
  }
  const line = values.find(({ label, value }) => name.test(label) && value.length > 20);
  if (line) return line.value.slice(0, longest);
  const opening = root.children.length === 1 && root.children[0] ? root.children[0] : root;
  return paragraphs(opening);
}

function paragraphs(section: Section): string | null {
  const texts = section.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [oneLine(block.inline.text)] : [],
  );
  const telling = texts.filter(
    (text) => text.length >= 30 && !isPlaceholder(text) && !/^[^:\s][^:]{1,30}:\s/.test(text),
  );
  const joined = telling.slice(0, 3).join('\n\n');
  return joined === '' ? null : joined.slice(0, longest);
}

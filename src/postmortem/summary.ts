import { oneLine } from './blocks.ts';
import { plainHeading } from './heading-words.ts';
import type { LabelledValue } from './labelled-values.ts';
import { isPlaceholder } from './placeholders.ts';
import { everySection, headingText, type Section } from './sections.ts';

const name =
  /^(?:(?:executive |incident |issue |brief |quick |short |high[- ]level |event |outage |management )?summary(?: of (?:the )?(?:incident|impact|events|issue|outage))?|overview|abstract|tl;?dr|in (?:short|brief)|synopsis|sammendrag|oppsummering|sammanfattning|概要|サマリー?|障害概要|インシデント概要|要約|resumen(?: ejecutivo| del incidente)?|résumé(?: exécutif)?|sommaire|synthèse|zusammenfassung|kurzfassung|überblick|resumo(?: executivo)?|riassunto|sommario|sintesi|摘要|概述|事件概述|故障概述|what happened|the incident|(?:incident|issue|problem|event|short) description|hva skjedde|was ist passiert|qué pasó|que s'est-il passé)$/u;
/** Names that stand over a summary where nothing is called one. */
const second =
  /^(?:background|introduction|intro|description|details|incident details|context|identified|what was the problem|bakgrunn|hintergrund|contexto|contexte|背景)$/u;
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
  return paragraphs(opening) ?? secondChoice(root, values);
}

/** Whether a heading stands over the summary. */
export function isSummaryName(heading: string): boolean {
  return name.test(plainHeading(heading));
}

function secondChoice(root: Section, values: readonly LabelledValue[]): string | null {
  for (const section of everySection(root)) {
    if (!second.test(plainHeading(headingText(section)))) continue;
    const text = paragraphs(section);
    if (text !== null) return text;
  }
  return (
    values.find(({ label, value }) => second.test(label) && value.length > 20)?.value.slice(0, longest) ??
    null
  );
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

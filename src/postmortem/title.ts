import { oneLine } from './blocks.ts';
import { headingKind, isNearMiss, plainHeading } from './heading-words.ts';
import { isPlaceholder } from './placeholders.ts';
import { headingText, type Section } from './sections.ts';
import { trimBoth } from './trim-marks.ts';

const residue =
  /^(?:title|tittel|título|titre|titel|タイトル|incident title|name|(?:the )?(?:incident|post[- ]?mortem|retrospective)(?: (?:report|review|title|template|name|summary))?|untitled|インシデントレポート|ポストモーテム|\{\{.*)$/iu;
const prefix = /^(?:title|tittel|título|titre|タイトル)\s?[:：]\s*/iu;

/** The document's title: the front matter's, else its first heading unless that is left over from a template, else the file's name. */
export function titleOf(frontMatterTitle: string | null, root: Section, source: string): string {
  if (frontMatterTitle !== null && !residue.test(frontMatterTitle.trim())) return oneLine(frontMatterTitle);
  const [first] = root.children;
  if (first) {
    const own = cleaned(headingText(first));
    if (own !== '' && isTitle(own, first, root)) return own;
    const below =
      /^(?:title|tittel|título|titre|タイトル)$/iu.test(trimBoth(own, ' :：')) || own === ''
        ? underTitle(first)
        : null;
    if (below) return below;
  }
  return fileTitle(source);
}

function cleaned(heading: string): string {
  return trimBoth(heading.replace(prefix, '').replace(/\{#[^{}]*\}/g, ''), ' *_#¶');
}

function isTitle(text: string, section: Section, root: Section): boolean {
  if (residue.test(trimBoth(text, ' :：')) || isPlaceholder(text)) return false;
  const general =
    (text.split(' ').length <= 4 && isNearMiss(text)) ||
    headingKind(text) !== null ||
    /^(?:incident|introduction|events?|what happened|problems?|issue|description|details|the incident)$/.test(
      plainHeading(text),
    );
  return (
    !general &&
    (section.level === 1 || root.children.length === 1 || /\d{4}|incident|outage|post-?mortem/i.test(text))
  );
}

function underTitle(section: Section): string | null {
  const [paragraph] = section.blocks;
  if (paragraph?.kind === 'paragraph' && oneLine(paragraph.inline.text).length <= 120)
    return oneLine(paragraph.inline.text);
  const [child] = section.children;
  return child && section.blocks.length === 0 && !isNearMiss(headingText(child))
    ? cleaned(headingText(child))
    : null;
}

/** A title out of a path: the file's name, or the folder's where the file's says nothing, without endings and underscores. */
export function fileTitle(source: string): string {
  const steps = source.split(/[\\/]/).filter(Boolean);
  const names = steps
    .toReversed()
    .map((step) =>
      step.replace(
        /(?:\.(?:md|mdx|markdown|qmd|x?html?|erb|txt|rst|adoc|asciidoc|wiki|mediawiki|jsonl?|ndjson|ya?ml|pdf))+$/i,
        '',
      ),
    );
  const telling =
    names.find((name) => !/^(?:index|readme|postmortem|post-mortem|report|_index)$/i.test(name)) ??
    names[0] ??
    source;
  const words = oneLine(telling.replace(/[_]+/g, ' ').replace(/-(?=\D)|(?<=\D)-/g, ' '));
  return words === '' || words === '-'
    ? 'Untitled postmortem'
    : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The file's name without its folders, for the dates and ids people put into it. */
export function fileName(source: string): string {
  return source.split(/[\\/]/).findLast(Boolean) ?? source;
}

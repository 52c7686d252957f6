import { oneLine } from './blocks.ts';
import { headingKind, isNearMiss, plainHeading } from './heading-words.ts';
import type { LabelledValue } from './labelled-values.ts';
import { isPlaceholder } from './placeholders.ts';
import { headingText, type Section } from './sections.ts';
import { trimBoth } from './trim-marks.ts';

const residue =
  /^(?:title|tittel|título|titre|titel|タイトル|incident title|name|(?:the )?(?:incident|post[- ]?mortem|retrospective)(?: (?:report|review|title|template|name|summary))?|untitled|outage report|rca|root cause analysis|post[- ]?incident (?:review|report)|correction of errors?(?: \(coe\))?|インシデントレポート|ポストモーテム|\{\{.*)$/iu;
const titleLabel =
  /^(?:title|incident (?:title|name)|name of (?:the )?incident|headline|tittel|título|titre|titel|タイトル|件名|標題|标题)$/u;
const prefix = /^(?:title|tittel|título|titre|タイトル)\s?[:：]\s*/iu;

/** Where else a title may stand. */
export interface TitleSources {
  readonly values: readonly LabelledValue[];
  /** What an HTML page calls itself. */
  readonly pageTitle: string | null;
}

/** The document's title: the front matter's, else its first heading unless that is left over from a template, else the file's name. */
export function titleOf(
  frontMatterTitle: string | null,
  root: Section,
  source: string,
  { values, pageTitle }: TitleSources,
): string {
  if (frontMatterTitle !== null && !residue.test(frontMatterTitle.trim())) return oneLine(frontMatterTitle);
  // Exports put some lines about the document above its title.
  const first = root.children.find(({ level }) => level === 1) ?? root.children[0];
  if (first) {
    const own = withoutSpace(cleaned(headingText(first)), pageTitle);
    if (own !== '' && isTitle(own, first, root)) return own;
    const below =
      /^(?:title|tittel|título|titre|タイトル)$/iu.test(trimBoth(own, ' :：')) || own === ''
        ? underTitle(first)
        : null;
    if (below) return below;
  }
  const labelled = values.find(({ label, value }) => titleLabel.test(label) && value.length <= 150);
  if (labelled) return oneLine(labelled.value);
  const page = pageTitle === null ? '' : withoutSpace(pageTitle, pageTitle);
  if (page !== '' && !residue.test(page)) return page;
  return openingTitle(root, source) ?? fileTitle(source);
}

/** Confluence puts the space in front of a page's title: "Operations : Queue stuck". */
function withoutSpace(title: string, pageTitle: string | null): string {
  return title === pageTitle ? title.replace(/^[^:]{2,60} : (?=\S)/, '') : title;
}

/** A bold or short first line stands for a title where no heading does. */
function openingTitle(root: Section, source: string): string | null {
  const [first, second] = root.blocks;
  if (first?.kind !== 'paragraph' || (root.children.some(({ level }) => level === 1) && !first.inline.lead))
    return null;
  const [line = ''] = first.inline.text.trim().split('\n');
  const text = cleaned(oneLine(line));
  const isBold = first.inline.lead !== null && first.inline.lead.end >= first.inline.text.trimEnd().length;
  const isLine =
    /^(?:-|(?:index|readme|untitled|outage report|rca|root cause analysis|post[- ]?incident (?:review|report)|correction of errors?(?: \(coe\))?|paste|document)(?:\..*)?)$/i.test(
      fileName(source),
    ) &&
    second !== undefined &&
    first.inline.text.trim() === line.trim();
  if (text.length < 8 || text.length > 120 || /[.:：]$/.test(text) || /^[^:]{2,25}:\s/.test(text))
    return null;
  return isBold || isLine ? text : null;
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

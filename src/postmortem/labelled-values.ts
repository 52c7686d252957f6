import { type Block, type Inline, oneLine } from './blocks.ts';
import { headingKind } from './heading-words.ts';
import { isPlaceholder } from './placeholders.ts';
import { headingText, type Section } from './sections.ts';

/** One "Label: value" of a document's head part: a line, a row of two cells, or a short section. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
  readonly line: number;
}

/** Everything a document says in the form "Label: value", in reading order, timelines and action items left out. */
export function labelledValues(root: Section): LabelledValue[] {
  const found: LabelledValue[] = [];
  visit(root, found);
  return found.filter(({ value }) => !isPlaceholder(value));
}

function visit(section: Section, found: LabelledValue[]): void {
  const name = headingText(section);
  if (
    section.heading &&
    (headingKind(name) === 'explicit' || /timeline|chronolog|tidslinje|タイムライン/i.test(name))
  )
    return;
  if (section.heading) {
    const { line } = section.heading;
    addLine(name, line, found);
    const first = section.blocks[0];
    if (first && name.length <= 40) found.push(...whole(name, first));
  }
  for (const block of section.blocks) fromBlock(block, found, 0);
  for (const child of section.children) visit(child, found);
}

function whole(name: string, block: Block): LabelledValue[] {
  const label = cleanLabel(name);
  if (block.kind === 'paragraph') return [{ label, value: oneLine(block.inline.text), line: block.line }];
  if (block.kind !== 'list') return [];
  const values = block.items.flatMap((item) => {
    const first = item.blocks[0];
    return first?.kind === 'paragraph' ? [oneLine(first.inline.text)] : [];
  });
  return [{ label, value: values.slice(0, 20).join(', '), line: block.line }];
}

function fromBlock(block: Block, found: LabelledValue[], depth: number): void {
  if (block.kind === 'paragraph') fromLines(block.inline, block.line, found);
  if (block.kind === 'list' && depth < 2)
    for (const item of block.items) for (const inner of item.blocks) fromBlock(inner, found, depth + 1);
  if (block.kind === 'table')
    for (const { line, cells } of [{ line: block.line, cells: block.header }, ...block.rows])
      if (cells.filter((cell) => cell.text.trim() !== '').length === 2) addCells(cells, line, found);
}

function fromLines(inline: Inline, line: number, found: LabelledValue[]): void {
  const { lead, text: words } = inline;
  // "**Severity.** High": bold words label what follows without a colon too.
  if (lead && lead.text.length <= 45 && !/[:：]/u.test(words.slice(0, lead.end + 2))) {
    const value = oneLine(words.slice(lead.end)).replace(/^[\s.–—-]+/u, '');
    if (value !== '') found.push({ label: cleanLabel(lead.text.replace(/\.$/, '')), value, line });
  }
  for (const [index, text] of inline.text.split('\n').slice(0, 40).entries())
    for (const part of partsOf(text)) addLine(part, line + index, found);
}

/** "Severity: SEV3 · Duration: 41 min" says several things, each with its label. */
function partsOf(text: string): string[] {
  const parts = text.slice(0, 400).split(/\s[·•|]\s/);
  return parts.length > 1 && parts.every((part) => /^[^:：]{2,45}[:：]\s*\S/u.test(part)) ? parts : [text];
}

function addLine(text: string, line: number, found: LabelledValue[]): void {
  const match =
    /^\s*([^:：\n]{2,45}|[^:：(（\n]{2,30}[(（][^()（）\n]{1,60}[)）])[:：](?!(?<=\d[:：])\d)\s*(?=\S)/u.exec(
      text.slice(0, 110),
    );
  if (match && !/https?$/.test(match[1] ?? ''))
    found.push({ label: cleanLabel(match[1] ?? ''), value: text.slice(match[0].length).trim(), line });
  else {
    const event =
      /^\s*((?:first |fault |issue )?(?:detected|occurs|occurred|started|began|start|repaired|resolved|ended|incident declared)(?: declared)?)\s+(?=\d|[A-Z])/i.exec(
        text.slice(0, 60),
      );
    if (event)
      found.push({ label: cleanLabel(event[1] ?? ''), value: text.slice(event[0].length).trim(), line });
  }
}

function addCells(cells: readonly Inline[], line: number, found: LabelledValue[]): void {
  const [label, value] = cells.filter((cell) => cell.text.trim() !== '').map((cell) => oneLine(cell.text));
  if (label && value && label.length <= 45) found.push({ label: cleanLabel(label), value, line });
}

function cleanLabel(label: string): string {
  return oneLine(
    label.replace(/[（(][^()（）]*[）)]/g, ' ').replace(/[\p{Extended_Pictographic}\uFE0F*_`#:：?]+/gu, ' '),
  )
    .toLowerCase()
    .replace(/^[\d.)\s-]+(?=\D)/, '');
}

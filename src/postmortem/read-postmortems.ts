import type { Block } from './blocks.ts';
import type { DocumentProblem, PostmortemDocument, StatedItem } from './document.ts';
import { findDrafts, headingsOf } from './find-drafts.ts';
import { finishItem } from './finish-item.ts';
import type { Calendar } from './due-words.ts';
import { splitFrontMatter } from './front-matter.ts';
import { htmlBlocks, looksLikeHtml } from './html-blocks.ts';
import { endOf, startOf } from './incident-dates.ts';
import {
  statedAuthors,
  statedIncidentId,
  statedPublication,
  statedServices,
  statedSeverity,
} from './incident-facts.ts';
import { incidentsOfLog } from './incident-log.ts';
import { labelledValues } from './labelled-values.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { withoutComments } from './markup-residue.ts';
import { sectionsOf, type Section } from './sections.ts';
import { statedHead, type StatedHead } from './stated-head.ts';
import { structuredPostmortems } from './structured-postmortems.ts';
import { summaryOf } from './summary.ts';
import { isTemplateFile } from './template-document.ts';
import { fileName, titleOf } from './title.ts';
import { figureOrder, type FigureOrder } from './written-dates.ts';
import { momentIn } from './written-instant.ts';

/**
 * Reads what a document promises: its incident, its action items with their lines, and everything that could not be read.
 * A file holds one postmortem, or several where it is plainly a log of incidents. Never throws, whatever the text; the time
 * taken grows with the text's length.
 */
export function readPostmortems(source: string, text: string): PostmortemDocument[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const structured = structuredPostmortems(source, plain);
  if (structured) return structured;
  const front = splitFrontMatter(plain);
  const order = figureOrder(`${fileName(source)}\n${front.body.slice(0, 100_000)}`);
  const head = statedHead(front, order);
  const root = sectionsOf(blocksOf(source, front.body));
  const incidents = incidentsOfLog(root);
  const problems = [...front.problems, ...head.problems];
  if (!incidents) return [readOne({ source, head, order, root, problems, part: null })];
  const none = statedHead({ values: new Map(), body: '', problems: [] }, order);
  return incidents.map((section, part) =>
    readOne({
      source,
      head: none,
      order,
      root: { ...section, level: 0 },
      problems: part === 0 ? problems : [],
      part,
    }),
  );
}

function blocksOf(source: string, body: string): Block[] {
  const text = withoutComments(body);
  return looksLikeHtml(source, text) ? htmlBlocks(text) : markdownBlocks(text);
}

interface Part {
  readonly source: string;
  readonly head: StatedHead;
  readonly order: FigureOrder;
  readonly root: Section;
  readonly problems: readonly DocumentProblem[];
  /** Which incident of a log it is; null for an ordinary document. */
  readonly part: number | null;
}

function readOne({ source, head, order, root, problems: earlier, part }: Part): PostmortemDocument {
  const tree = part === null ? root : { heading: null, level: 0, blocks: [], children: [root] };
  const file = part === null ? fileName(source) : '';
  const title = titleOf(head.title, tree, source);
  const values = labelledValues(tree);
  const publication = statedPublication(values);
  const start =
    head.startedAt ??
    (head.endedAt === null ? null : head.date) ??
    startOf({ title, frontMatterDate: head.date, fileName: file, values, root: tree, order });
  const endedAt = head.endedAt ?? endOf(values, order);
  const publishedAt = head.publishedAt ?? (publication === null ? null : momentIn(publication, order));
  const written = (publishedAt ?? endedAt ?? start)?.slice(0, 10) ?? null;
  const { items, problems } = readItems(source, tree, { order, written });
  return {
    source,
    title,
    incident: {
      id: head.incident ?? statedIncidentId(values, title, file),
      severity: head.severity ?? statedSeverity(values, title),
      startedAt: start,
      endedAt,
      services: head.services.length > 0 ? head.services : statedServices(values),
      repeats: head.repeats,
      causes: head.causes,
      customerVisible: head.customerVisible,
    },
    publishedAt,
    authors: head.authors.length > 0 ? head.authors : statedAuthors(values),
    summary: head.summary ?? summaryOf(tree, values),
    actionItems: items,
    problems: [...earlier, ...problems],
  };
}

function readItems(
  source: string,
  root: Section,
  calendar: Calendar,
): { items: StatedItem[]; problems: DocumentProblem[] } {
  if (isTemplateFile(source)) return { items: [], problems: [unfilled(source)] };
  const items: StatedItem[] = [];
  const problems: DocumentProblem[] = [];
  const seen = new Set<string>();
  for (const draft of findDrafts(root)) {
    const finished = finishItem(draft, calendar);
    problems.push(...finished.problems);
    const key = finished.item?.text.toLowerCase() ?? '';
    if (!finished.item || seen.has(key)) continue;
    seen.add(key);
    items.push(finished.item);
  }
  if (items.length === 0) problems.push(nothingFound(root));
  return { items: items.toSorted((one, other) => one.line - other.line), problems };
}

function unfilled(source: string): DocumentProblem {
  return {
    line: 1,
    message: `${fileName(source)} is a template by its name, so no action items were taken from it.`,
    hint: 'Save the filled-in postmortem under another name.',
  };
}

function nothingFound(root: Section): DocumentProblem {
  const headings = headingsOf(root);
  const seen = headings.slice(0, 12).map(({ line, text }) => `“${text.slice(0, 60)}” (line ${line})`);
  const more = headings.length > seen.length ? ` and ${headings.length - seen.length} more` : '';
  return {
    line: headings[0]?.line ?? 1,
    message: `No action items were found. Looked for a heading such as “Action items”, “Corrective actions” or “Follow-up tasks” with a list or table under it, and for a table with an action item column; saw ${
      seen.length > 0 ? `the headings ${seen.join(', ')}${more}` : 'no headings'
    }.`,
    hint: 'Put the items under a heading “Action items”, one list entry or table row each.',
  };
}

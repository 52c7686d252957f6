import type { DocumentProblem, StatedItem } from './document.ts';
import type { Draft } from './draft.ts';
import type { Calendar } from './due-words.ts';
import { findDrafts, headingsOf } from './find-drafts.ts';
import { finishItem } from './finish-item.ts';
import type { LabelledValue } from './labelled-values.ts';
import { peopleOf } from './people.ts';
import type { Reading } from './reading.ts';
import { everySection, type Section } from './sections.ts';
import { isTemplateFile } from './template-document.ts';
import { fileName } from './title.ts';
import { unannouncedDrafts } from './unannounced-items.ts';
import { vowedDrafts } from './vows.ts';

/** The action items of a document in reading order, and what could not be read of them; where there are none, why. */
export function readItems(
  source: string,
  root: Section,
  values: readonly LabelledValue[],
  calendar: Calendar,
): { items: StatedItem[]; problems: DocumentProblem[] } {
  if (isTemplateFile(source)) return { items: [], problems: [unfilled(source)] };
  const items: StatedItem[] = [];
  const problems: DocumentProblem[] = [];
  const seen = new Set<string>();
  const announced = findDrafts(root);
  const reading = { ...calendar, people: peopleOf(values, announced) };
  const drafts = announced.length > 0 ? announced : unannounced(root, reading);
  for (const draft of drafts) {
    const finished = finishItem(draft, reading);
    problems.push(...finished.problems);
    const key = finished.item?.text.toLowerCase() ?? '';
    if (!finished.item || seen.has(key)) continue;
    seen.add(key);
    items.push(finished.item);
  }
  if (items.length === 0) problems.push(nothingFound(root));
  return { items: items.toSorted((one, other) => one.line - other.line), problems };
}

/** A text without any day or time is a guide or a form rather than a postmortem, and neither its lists nor its sentences are promises. */
function unannounced(root: Section, reading: Reading): Draft[] {
  if (reading.written === null) return tellsTheTime(root) ? vowedDrafts(root) : [];
  const listed = unannouncedDrafts(root, reading);
  return listed.length > 0 ? listed : vowedDrafts(root);
}

const timeOfDay = /\b\d{1,2}[:.]\d{2}\s?(?:utc|gmt|[ap]\.?m\b|[cew]es?t\b|[ecmp][sd]t\b|uhr|bst\b|jst\b)/i;

function tellsTheTime(root: Section): boolean {
  return [...everySection(root)].some(({ blocks }) =>
    blocks.some((block) => block.kind === 'paragraph' && timeOfDay.test(block.inline.text.slice(0, 2000))),
  );
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

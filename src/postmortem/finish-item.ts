import { type Inline, oneLine } from './blocks.ts';
import type { DocumentProblem, StatedItem } from './document.ts';
import type { Calendar } from './due-words.ts';
import type { Draft, Field, FieldName } from './draft.ts';
import { categoryOf } from './group-words.ts';
import { linksOf } from './item-links.ts';
import { readItemText } from './item-text.ts';
import { isPlaceholder, namesNobody } from './placeholders.ts';
import { categories, priorities } from './promise.ts';
import { doneWord, levelOf, priorityOf } from './promise-words.ts';
import { trimBoth } from './trim-marks.ts';
import { datesIn, type FigureOrder } from './written-dates.ts';

export interface FinishedItem {
  /** Null when the draft is the empty line of a template, or says nothing that anybody could do. */
  readonly item: StatedItem | null;
  readonly problems: readonly DocumentProblem[];
}

/** Takes a draft's words and fields apart. What cannot be read is left out and said in a problem; nothing is guessed. */
export function finishItem(draft: Draft, { order }: Calendar): FinishedItem {
  const problems: DocumentProblem[] = [];
  const { text, tags, task } = readItemText(draft.inline);
  const value = (name: FieldName): string | null => {
    const given = draft.fields.get(name);
    const words = given ? oneLine(given.inline.text) : '';
    return words === '' || isPlaceholder(words) ? null : words;
  };
  const links = linksOf([
    ...[...draft.fields.values()].map((field) => field.inline),
    draft.inline,
    ...draft.notes,
  ]);
  if (isPlaceholder(text)) {
    const filled = [...draft.fields.keys()].some((name) => value(name) !== null);
    if (text === '' && (filled || draft.meant || task)) problems.push(emptyItem(draft.line));
    return { item: null, problems };
  }

  const lineOf = (name: FieldName): number => draft.fields.get(name)?.line ?? draft.line;
  const dueWords = value('due') ?? tags.due ?? dueInText(text, order);
  const priorityWords = value('priority') ?? tags.priority ?? null;
  const categoryWords = value('category') ?? tags.category ?? null;
  const priority = priorityWords === null ? null : priorityOf(priorityWords);
  const category = categoryWords === null ? null : categoryOf(categoryWords);
  if (isNative(draft.fields.get('priority')) && priorityWords !== null && priority === null)
    problems.push(unknownWord('priority', priorityWords, priorities, lineOf('priority')));
  if (isNative(draft.fields.get('category')) && categoryWords !== null && category === null)
    problems.push(unknownWord('category', categoryWords, categories, lineOf('category')));
  const due = readDue(dueWords, order, lineOf('due'), problems);
  const owner = readOwner(value('owner')) ?? readOwner(tags.owner ?? null);
  const done = fieldDone(draft) ?? tags.done ?? draft.groupDone ?? false;
  const promise = { text, owner, due, done };
  return {
    problems,
    item: {
      line: draft.line,
      ...promise,
      priority,
      category: category ?? draft.groupCategory,
      level: levelOf(value('level') ?? tags.level ?? ''),
      test: value('test') ?? tags.test ?? null,
      links,
      section: draft.section,
      problems: [],
    },
  };
}

function isNative(field: Field | undefined): boolean {
  return field?.native ?? false;
}

function readOwner(words: string | null): string | null {
  if (words === null) return null;
  const plain = trimBoth(words, ' `*_[](){}:;,').replace(/^(?:owner|by|eier|assigned to)[:\s]+/i, '');
  return plain === '' || namesNobody(plain) ? null : plain;
}

/** The state of the state column, else of a "Done" that was written into the ticket or type column. */
function fieldDone({ fields }: Draft): boolean | null {
  const state = fields.get('done');
  const said = state ? stateOf(state.inline) : null;
  if (said !== null) return said;
  for (const name of ['ticket', 'category', 'due'] as const) {
    const field = fields.get(name);
    const elsewhere = field ? stateOf(field.inline) : null;
    if (elsewhere !== null) return elsewhere;
  }
  return null;
}

/** The state a cell tells: its first word, or its last one behind a ticket ("n/a DONE", "Bug 5554823 TODO."). */
function stateOf({ text, allStruck }: Inline): boolean | null {
  const words = oneLine(
    text.replace(/https?:\/\/\S{1,500}|[A-Z][A-Z\d]{1,9}-\d{1,7}|#\d{1,7}|\bn\/?a\b/gi, ' '),
  );
  if (words === '') return null;
  if (allStruck) return true;
  const last = words.slice(words.lastIndexOf(' ') + 1);
  return doneWord(words) ?? (last.length > 3 ? doneWord(last) : null);
}

const dueMark =
  /(?:\b(?:due(?: date| by| on)?|deadline|eta|no later than|complete by|by|frist|before)|期限)\s?[:：]?\s?$/iu;

function dueInText(text: string, order: FigureOrder): string | null {
  for (const date of datesIn(text, order))
    if (dueMark.test(text.slice(Math.max(0, date.start - 24), date.start))) return date.written;
  return null;
}

function readDue(
  words: string | null,
  order: FigureOrder,
  line: number,
  problems: DocumentProblem[],
): string | null {
  if (words === null) return null;
  const dates = datesIn(words.slice(0, 200), order);
  const day = dates.find((date) => date.day !== null)?.day ?? null;
  const faulty = dates.find((date) => date.fault !== null);
  if (day === null && faulty?.fault === 'impossible')
    problems.push({
      line,
      message: `The due date “${faulty.written}” is no day of the calendar; the item was read without a due date.`,
      hint: 'Write the day as year-month-day, for example 2026-11-20.',
    });
  if (day === null && faulty?.fault === 'ambiguous')
    problems.push({
      line,
      message: `The due date “${faulty.written}” can be read as two different days; the item was read without a due date.`,
      hint: 'Write the day as year-month-day, for example 2026-11-20.',
    });
  return day;
}

function emptyItem(line: number): DocumentProblem {
  return {
    line,
    message: 'This action item has no text, so it was left out.',
    hint: 'Say what will change, or delete the line.',
  };
}

function unknownWord(field: string, word: string, known: readonly string[], line: number): DocumentProblem {
  return {
    line,
    message: `“${word}” is not a ${field}; the item was read without one.`,
    hint: `Use one of: ${known.join(', ')}${field === 'priority' ? ' (or P0 to P3)' : ''}.`,
  };
}

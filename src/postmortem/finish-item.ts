import { tellsOfTheDone } from './action-verbs.ts';
import { type Inline, oneLine } from './blocks.ts';
import type { DocumentProblem, StatedItem } from './document.ts';
import type { Draft, Field, FieldName } from './draft.ts';
import { statedCategory } from './group-words.ts';
import { linksOf } from './item-links.ts';
import { readItemText } from './item-text.ts';
import { dueInText } from './due-in-text.ts';
import { duePhrase, type Calendar, type DuePhrase } from './due-words.ts';
import { subjectOf } from './item-subject.ts';
import { isPerson, type People } from './people.ts';
import { isPlaceholder, namesNobody } from './placeholders.ts';
import { categories, priorities } from './promise.ts';
import { doneWord, levelOf, priorityOf } from './promise-words.ts';
import type { Reading } from './reading.ts';
import { trimBoth } from './trim-marks.ts';
import { datesIn } from './written-dates.ts';

export interface FinishedItem {
  /** Null when the draft is the empty line of a template, or says nothing that anybody could do. */
  readonly item: StatedItem | null;
  readonly problems: readonly DocumentProblem[];
}

const nobody: People = new Set();

/** Takes a draft's words and fields apart. What cannot be read is left out and said in a problem; nothing is guessed. */
export function finishItem(draft: Draft, known: Calendar & Partial<Reading>): FinishedItem {
  const reading: Reading = { people: nobody, ...known };
  const problems: DocumentProblem[] = [];
  const { text, tags, task, number } = readItemText(draft.inline, reading);
  const value = (name: FieldName): string | null => {
    const given = draft.fields.get(name);
    const words = given ? oneLine(given.inline.text) : '';
    return words === '' || isPlaceholder(words) ? null : words;
  };
  const links = linksOf([
    ...[...draft.fields].flatMap(([name, field]) => (name === 'owner' ? [] : [field.inline])),
    draft.inline,
    ...draft.notes,
  ]).filter((link) => link !== number);
  if (isPlaceholder(text)) {
    const filled = [...draft.fields.keys()].some((name) => value(name) !== null);
    if (text === '' && (filled || draft.meant || task)) problems.push(emptyItem(draft.line));
    return { item: null, problems };
  }

  const lineOf = (name: FieldName): number => draft.fields.get(name)?.line ?? draft.line;
  const remark = oneLine(draft.notes[0]?.text.slice(0, 400) ?? '');
  const dueWords =
    value('due') ??
    tags.due ??
    dueInText(text, reading) ??
    draft.groupDue ??
    dueInText(remark, reading) ??
    null;
  const priorityWords = value('priority') ?? tags.priority ?? null;
  const categoryWords = value('category') ?? tags.category ?? null;
  const priority = priorityWords === null ? null : priorityOf(priorityWords);
  const category = categoryWords === null ? null : statedCategory(categoryWords);
  if (isNative(draft.fields.get('priority')) && priorityWords !== null && priority === null)
    problems.push(unknownWord('priority', priorityWords, priorities, lineOf('priority')));
  if (isNative(draft.fields.get('category')) && categoryWords !== null && category === null)
    problems.push(unknownWord('category', categoryWords, categories, lineOf('category')));
  const due = readDue(dueWords, reading, lineOf('due'), problems);
  const owner =
    readOwner(value('owner')) ??
    readOwner(tags.owner ?? null) ??
    readOwner(draft.groupOwner ?? null) ??
    readOwner(ownerInRemark(remark, reading));
  const done =
    fieldDone(draft) ??
    tags.done ??
    draft.groupDone ??
    ((!task && tellsOfTheDone(text)) || isDoneRemark(remark));
  const promise = { text, owner, due, done };
  return {
    problems,
    item: {
      line: draft.line,
      ...promise,
      priority: priority ?? draft.groupPriority ?? null,
      category: category ?? draft.groupCategory,
      level: levelOf(value('level') ?? tags.level ?? ''),
      test: value('test') ?? tags.test ?? null,
      links,
      section: draft.section,
      problems: [],
    },
  };
}

/** Who does it by the sentence below an item: "Priya will change the key …", "Oskar. Trivial once …". */
function ownerInRemark(remark: string, reading: Reading): string | null {
  const first = /^[^.!:]{2,40}(?=[.!](?:\s|$))/u.exec(remark)?.[0];
  if (first !== undefined && isPerson(first, reading.people)) return first;
  const subject = subjectOf(remark, reading);
  return subject !== undefined && remark.startsWith(subject) && isPerson(subject, reading.people)
    ? subject
    : null;
}

/** "Done. The wrapper now refuses …" below an item. */
function isDoneRemark(remark: string): boolean {
  const first = /^[^.!:]{2,40}(?=[.!:](?:\s|$))/u.exec(remark)?.[0];
  return first !== undefined && first.split(' ').length <= 4 && doneWord(first) === true;
}

function isNative(field: Field | undefined): boolean {
  return field?.native ?? false;
}

function readOwner(words: string | null): string | null {
  if (words === null) return null;
  const plain = trimBoth(words, ' `*_[](){}<>:;,、（）').replace(/^(?:owner|by|eier|assigned to)[:\s]+/i, '');
  return plain === '' || namesNobody(plain) || namesNobody(plain.split(/[,、;]/u)[0] ?? '') ? null : plain;
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

/** The state a cell tells: its first word, or its last one behind a ticket ("n/a DONE", "Bug 7310442 TODO."). */
function stateOf({ text, allStruck }: Inline): boolean | null {
  const words = oneLine(
    text.replace(/https?:\/\/\S{1,500}|[A-Z][A-Z\d]{1,9}-\d{1,7}|#\d{1,7}|\bn\/?a\b/gi, ' '),
  );
  if (words === '') return null;
  if (allStruck) return true;
  const last = words.slice(words.lastIndexOf(' ') + 1);
  return doneWord(words) ?? (last.length > 3 ? doneWord(last) : null);
}

function readDue(
  words: string | null,
  reading: Reading,
  line: number,
  problems: DocumentProblem[],
): string | null {
  if (words === null) return null;
  const phrase =
    duePhrase(words, reading) ??
    firstDate(words, reading) ??
    duePhrase(words.slice(0, 200).split(/[;,(（]|\s[–—-]\s/u)[0] ?? '', reading);
  if (!phrase) return null;
  const written = phrase.written.length > 60 ? `${phrase.written.slice(0, 57)}…` : phrase.written;
  if (phrase.fault !== null)
    problems.push({
      line,
      message: `The due date “${written}” ${dueFaults[phrase.fault]}; the item was read without a due date.`,
      hint: dueHint,
    });
  else if (phrase.sprint)
    problems.push({
      line,
      message: `The due date “${written}” was read as ${phrase.day}, as if a sprint took two weeks.`,
      hint: dueHint,
    });
  return phrase.day;
}

const dueFaults = {
  impossible: 'is no day of the calendar',
  ambiguous: 'can be read as two different days',
  undated: 'counts from the day of the document, which it does not state',
} as const;
const dueHint = 'Write the day as year-month-day, for example 2026-11-20.';

/** The first full date among other words, as in "2026-11-20 (was 2026-11-06)". */
function firstDate(
  words: string,
  { order }: Reading,
): Pick<DuePhrase, 'day' | 'fault' | 'sprint' | 'written'> | null {
  const dates = datesIn(words.slice(0, 200), order);
  const date = dates.find(({ day }) => day !== null) ?? dates.find(({ fault }) => fault !== null);
  return date ? { day: date.day, fault: date.fault, sprint: false, written: date.written } : null;
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

import type { Address } from '../lib/html.ts';
import { incidentAddress, itemsAddress, postmortemAddress, reportAddress } from '../pages/addresses.ts';
import { dayText } from '../pages/dates.ts';
import type { FlagKind } from '../pages/flag-words.ts';
import { movesText } from '../pages/item-card.ts';
import { promisesAnswer } from '../pages/promises-answer.ts';
import { openText, repeatsText } from '../pages/repeats-answer.ts';
import { outcomeOrder, outcomeWords } from '../pages/outcome-words.ts';
import { count, digits } from '../pages/wording.ts';
import type { ItemRow } from '../reports/item-row.ts';
import type { DuePart } from '../reports/item-selection.ts';
import type { RepeatRow } from '../reports/repeats-report.ts';
import type { DigestData } from './digest-data.ts';

/** One question of the digest with its answer; the HTML and the text part are made from it alike. */
export interface DigestSection {
  readonly title: string;
  /** The page with everything behind the section. */
  readonly address: Address;
  /** In pieces, of which the numbers lead to the items behind them. */
  readonly answer: readonly (string | DigestFigure)[] | null;
  readonly rows: readonly DigestRow[];
  /** How many rows are left for that page. */
  readonly hidden: number;
}

/** A number, and the list of items behind it. */
export interface DigestFigure {
  readonly figure: string;
  readonly address: Address;
}

export interface DigestRow {
  readonly text: string;
  readonly detail: string;
  readonly address: Address;
}

const rowsShown = 5;
const titles = { slipping: 'Slipping', overdue: 'Overdue', ownerless: 'Without an owner' } as const;

/** What the digest says, in order: promises, slipping, overdue, without an owner, came back. */
export function digestSections(data: DigestData): readonly DigestSection[] {
  const sections = [
    promises(data),
    flagged(data, 'slipping', data.slipping),
    flagged(data, 'overdue', data.overdue),
    flagged(data, 'ownerless', data.ownerless),
    cameBack(data),
  ];
  return sections.map((section) => ({ ...section, rows: section.rows.map(onOneLine) }));
}

/** A line break in somebody's text must not look like a line of ours. */
function onOneLine(row: DigestRow): DigestRow {
  return { ...row, text: flat(row.text), detail: flat(row.detail) };
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** The answer of a section as text. */
export function answerText({ answer }: DigestSection): string | null {
  return answer && answer.map((piece) => (typeof piece === 'string' ? piece : piece.figure)).join('');
}

function promises({ completion, team }: DigestData): DigestSection {
  const { week, due } = completion;
  const figureOf = (n: number, part: DuePart): DigestFigure => ({
    figure: digits(n),
    address: itemsAddress({ week, team, due: part }),
  });
  const there = outcomeOrder.filter((outcome) => due[outcome] > 0);
  const split = there.flatMap((outcome, place) => [
    place === 0 ? ' In all: ' : ', ',
    figureOf(due[outcome], outcome),
    ` ${outcomeWords(outcome).name.toLowerCase()}`,
  ]);
  return {
    title: 'Did we keep our promises?',
    answer: [...promisesAnswer(due, figureOf), ...split, ...(there.length > 0 ? ['.'] : [])],
    rows: [],
    address: reportAddress('completion', { week: completion.week, team: completion.team }),
    hidden: 0,
  };
}

function flagged(data: DigestData, kind: keyof typeof titles, items: readonly ItemRow[]): DigestSection {
  return {
    title: `${titles[kind]}: ${items.length === 0 ? 'none' : items.length}`,
    address: itemsAddress({ flag: kind, week: data.completion.week, team: data.team }),
    answer: null,
    rows: items.slice(0, rowsShown).map((item) => itemRow(data, kind, item)),
    hidden: Math.max(0, items.length - rowsShown),
  };
}

function itemRow(data: DigestData, kind: FlagKind, item: ItemRow): DigestRow {
  const day = (when: Date | string) => dayText(when, data.timeZone);
  const since = item.flags.find((flag) => flag.kind === kind)?.since;
  const facts = [
    since ? `since ${day(since)}` : null,
    kind === 'ownerless' ? null : (item.owner ?? 'nobody'),
    item.due ? `due ${day(item.due)}` : 'no due date',
    movesText(item),
    `${item.incident}${item.severity === null ? '' : ` ${item.severity}`}`,
    item.tracker?.key,
  ];
  return {
    text: item.text,
    detail: facts.filter(Boolean).join(' · '),
    address: postmortemAddress(item.postmortem, item.id),
  };
}

function cameBack({ repeats, timeZone }: DigestData): DigestSection {
  const shown = [...repeats.repeatsInWeek, ...repeats.preventableRepeats].filter(
    (row, index, all) => all.findIndex((other) => other.incident === row.incident) === index,
  );
  return {
    title: 'What came back?',
    answer: [repeatsText(repeats)],
    rows: shown.slice(0, rowsShown).map((row) => repeatRow(row, timeZone)),
    address: reportAddress('repeats', { week: repeats.week, team: repeats.team }),
    hidden: 0,
  };
}

function repeatRow(row: RepeatRow, timeZone: string): DigestRow {
  const open = row.openItems.map((item) => `“${item.text}” (${openText(item)})`);
  const preventable =
    open.length > 0 ? `preventable, unfinished then: ${open.join(', ')}` : 'nothing was unfinished then';
  return {
    text: `${row.incident} ${row.title}`,
    detail: `${dayText(row.startedAt, timeZone)} · repeats ${row.repeats} after ${count(row.daysSince, 'day')} · ${preventable}`,
    address: incidentAddress(row.incident),
  };
}

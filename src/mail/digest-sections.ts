import type { Address } from '../lib/html.ts';
import { incidentAddress, itemsAddress, postmortemAddress, reportAddress } from '../pages/addresses.ts';
import { dayText } from '../pages/dates.ts';
import type { FlagKind } from '../pages/flag-words.ts';
import { movesText } from '../pages/item-card.ts';
import { promisesAnswer } from '../pages/promises-answer.ts';
import { openText, repeatsAnswer } from '../pages/repeats-answer.ts';
import { outcomeOrder, outcomeWords } from '../pages/outcome-words.ts';
import { count } from '../pages/wording.ts';
import type { ItemRow } from '../reports/item-row.ts';
import type { RepeatRow } from '../reports/repeats-report.ts';
import type { DigestData } from './digest-data.ts';

/** One question of the digest with its answer; the HTML and the text part are made from it alike. */
export interface DigestSection {
  readonly title: string;
  /** The page with everything behind the section. */
  readonly address: Address;
  readonly answer: string | null;
  readonly rows: readonly DigestRow[];
  /** How many rows are left for that page. */
  readonly hidden: number;
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

function promises({ completion }: DigestData): DigestSection {
  const there = outcomeOrder.filter((outcome) => completion.due[outcome] > 0);
  const split = there.map(
    (outcome) => `${completion.due[outcome]} ${outcomeWords(outcome).name.toLowerCase()}`,
  );
  return {
    title: 'Did we keep our promises?',
    answer: `${promisesAnswer(completion.due)}${split.length > 0 ? ` In all: ${split.join(', ')}.` : ''}`,
    rows: [],
    address: reportAddress('completion', { week: completion.week, team: completion.team }),
    hidden: 0,
  };
}

function flagged(data: DigestData, kind: keyof typeof titles, items: readonly ItemRow[]): DigestSection {
  return {
    title: `${titles[kind]}: ${items.length === 0 ? 'none' : items.length}`,
    address: itemsAddress({ flag: kind, team: data.completion.team }),
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
    answer: repeatsAnswer(repeats),
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

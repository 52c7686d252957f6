import type { SlipBinName } from '../metrics/slip-bins.ts';
import {
  noneNamed,
  type DuePart,
  type DurationPart,
  type FlowPart,
  type ItemSelection,
} from './item-selection.ts';
import { flagWords } from './text/flag-words.ts';

/** What a list of items is narrowed to, as addresses and forms carry it: the week by its name, several teams by their ids and commas. */
export type NamedSelection = Omit<ItemSelection, 'week'> & { readonly week: string | null };

/** One thing that a list is narrowed to. */
export interface Narrowing {
  readonly field: keyof NamedSelection;
  /** Goes on a sentence that begins with “Items”. */
  readonly words: string;
}

/** What the words need to know beside the selection. */
export interface NarrowingContext {
  /** Whether the week is still running. */
  readonly isRunning: boolean;
  readonly teamName: (id: string) => string;
}

const dueWords: Readonly<Record<DuePart, string>> = {
  all: '',
  judged: ' whose outcome is known',
  done: ' that were completed',
  doneOnTime: ' that were completed on time',
  doneLate: ' that were completed late',
  dropped: ' that were dropped',
  moved: ' whose date was moved away',
  missed: ' that were missed',
  pending: ' whose day has not passed yet',
};

const durationWords: Readonly<Record<DurationPart, string>> = {
  observed: '',
  completed: ' and completed',
  censored: ' and not completed',
};

const movedWords: Readonly<Record<SlipBinName, string>> = {
  '0': 'unfinished and due no later than first promised',
  '1-7': 'unfinished and moved by 1 to 7 days',
  '8-14': 'unfinished and moved by 8 to 14 days',
  '15-30': 'unfinished and moved by 15 to 30 days',
  '31-90': 'unfinished and moved by 31 to 90 days',
  '91-': 'unfinished and moved by more than 90 days',
  undated: 'unfinished without a due date',
};

const verifiedWords: Readonly<Record<NonNullable<ItemSelection['verified']>, string>> = {
  named: 'done that name a test of the fix',
  held: 'done whose fix held, as somebody said',
  refuted: 'done whose fix did not hold, as somebody said',
  unverified: 'done whose test should be looked at now',
  waiting: 'done whose test is to be looked at later',
};

/** Everything a selection narrows to, in the order of a sentence. */
export function narrowings(selection: NamedSelection, context: NarrowingContext): readonly Narrowing[] {
  const { week, team, service, severity, priority, category, flag, state, text } = selection;
  const { due, flow, duration, moved, verified, revised } = selection;
  const end = context.isRunning ? 'now' : `at the end of ${week}`;
  const isOfWeek = due !== null || flow !== null || duration !== null || revised;
  const words: readonly (readonly [keyof NamedSelection, string | null])[] = [
    ['due', due && `due in ${week}${dueWords[due]}`],
    ['flow', flow && flowWords(flow, week, end)],
    ['duration', duration && `created in the 365 days before the end of ${week}${durationWords[duration]}`],
    ['moved', moved && movedWords[moved]],
    ['verified', verified && verifiedWords[verified]],
    ['revised', revised ? `of which something was learnt more than a day after ${week}` : null],
    ['flag', flag && `flagged “${flagWords[flag]}”`],
    ['state', state && `in state ${state.replace('_', ' ')}`],
    ['team', team && teamWords(team, context)],
    ['service', service && groupWords('service', service)],
    ['severity', severity && groupWords('severity', severity)],
    ['priority', priority && groupWords('priority', priority)],
    ['category', category && groupWords('category', category)],
    ['text', text && `with “${text}”`],
    ['week', week === null || isOfWeek ? null : end],
  ];
  return words.flatMap(([field, said]) => (said === null ? [] : { field, words: said }));
}

/** What a list shows, in one sentence: `Items due in 2026-W46 that were missed, team Payments.` */
export function listSentence(those: readonly Narrowing[]): string {
  if (those.length === 0) return 'All action items.';
  return `Items ${those.map(({ words }) => words).join(', ')}.`;
}

function flowWords(part: FlowPart, week: string | null, end: string): string {
  if (part === 'openAtStart') return `unfinished at the start of ${week}`;
  return part === 'openAtEnd' ? `unfinished ${end}` : `${part} in ${week}`;
}

function groupWords(group: string, name: string): string {
  return name === noneNamed ? `without a ${group}` : `${group} ${name}`;
}

function teamWords(ids: string, { teamName }: NarrowingContext): string {
  const names = ids.split(',').map(teamName);
  return `${names.length === 1 ? 'team' : 'teams'} ${names.join(', ')}`;
}

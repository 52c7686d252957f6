import type { Command } from 'commander';
import { flagKinds } from '../flags/flag.ts';
import { standings } from '../flags/verification.ts';
import type { Week } from '../lib/calendar.ts';
import { slipBinNames } from '../metrics/slip-bins.ts';
import { dueParts, durationParts, flowParts, type ItemSelection } from '../reports/item-selection.ts';
import { readSelection, type SelectionName } from '../reports/read-selection.ts';
import { UsageError } from './command-context.ts';
import type { IncidentOptions } from './incident-reports.ts';

/** What narrows the lists that `report` prints, as it is typed. */
export interface NarrowingOptions extends IncidentOptions {
  readonly priority?: string;
  readonly category?: string;
  readonly flag?: string;
  readonly state?: string;
  readonly due?: string;
  readonly flow?: string;
  readonly duration?: string;
  readonly moved?: string;
  readonly verified?: string;
  readonly revised?: boolean;
}

const ofBoth = ['service', 'severity', 'search'] as const;
const ofIncidents = [...ofBoth, 'of'] as const;
const ofItems = [
  ...ofBoth,
  'priority',
  'category',
  'flag',
  'state',
  'due',
  'flow',
  'duration',
  'moved',
  'verified',
  'revised',
] as const;

/** Adds the options to a command. */
export function addNarrowingOptions(command: Command): Command {
  return command
    .option('--service <name>', 'items, incidents: of this service; none: without one')
    .option('--severity <word>', 'items, incidents: of this severity; items without one: none')
    .option('--q, --search <words>', 'items, incidents: with these words')
    .option('--of <list>', 'incidents: those behind a number of repeats or programme, such as preventable')
    .option('--priority <word>', 'items: of this priority, or none')
    .option('--category <word>', 'items: of this category, or none')
    .option('--flag <kind>', `items: ${oneOf(flagKinds)}`)
    .option('--state <state>', 'items: open, in_progress, done, cancelled')
    .option('--due <part>', `items due in the week: ${oneOf(dueParts)}`)
    .option('--flow <part>', `items of the flow of the week: ${oneOf(flowParts)}`)
    .option('--duration <part>', `items behind the time to complete: ${oneOf(durationParts)}`)
    .option('--moved <days>', `unfinished items by how far they moved: ${oneOf(slipBinNames)}`)
    .option('--verified <word>', `done items that name a test: named, ${oneOf(standings)}`)
    .option('--revised', 'items of which something was learnt late');
}

function oneOf(words: readonly string[]): string {
  return words.join(', ');
}

/** Refuses options that the report has no use for. */
export function refuseOtherOptions(report: string, options: NarrowingOptions): void {
  const known: readonly string[] = report === 'items' ? ofItems : report === 'incidents' ? ofIncidents : [];
  const all = new Set([...ofItems, ...ofIncidents]);
  const other = [...all].find((name) => options[name] !== undefined && !known.includes(name));
  if (other === undefined) return;
  const lists = [
    ofItems.some((name) => name === other) && 'items',
    ofIncidents.some((name) => name === other) && 'incidents',
  ];
  throw new UsageError(
    `--${other} narrows report ${lists.filter(Boolean).join(' and ')}, not report ${report}.`,
  );
}

/** What the options narrow a list of items to; teams are read elsewhere. */
export function selectionOf(options: NarrowingOptions, week: Week | null): ItemSelection {
  const given = (name: SelectionName): string | null => {
    if (name === 'q') return options.search ?? null;
    if (name === 'revised') return options.revised ? 'yes' : null;
    return name === 'week' || name === 'team' ? null : (options[name] ?? null);
  };
  const read = readSelection(given, week);
  if ('selection' in read) return read.selection;
  throw new UsageError(read.problem.detail);
}

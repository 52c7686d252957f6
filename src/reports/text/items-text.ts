import type { ItemRow } from '../item-row.ts';
import { clipped, columns } from './columns.ts';
import { flagWords } from './flag-words.ts';

/** A list of items for a terminal; `sentence` says which. */
export function itemsText(rows: readonly ItemRow[], sentence: string | null = null): string {
  const which = sentence === null ? '' : `${sentence}\n\n`;
  if (rows.length === 0) return `${which}No action items.\n`;
  const cells = rows.map((row) => [
    row.tracker?.key ?? row.id,
    row.state.replace('_', ' '),
    row.due ?? 'n/a',
    row.owner ?? 'n/a',
    clipped(row.text, 60),
    flagsText(row),
  ]);
  return `${which}${columns([['item', 'state', 'due', 'owner', 'text', 'flags'], ...cells]).join('\n')}\n`;
}

function flagsText(row: ItemRow): string {
  const words = row.flags.map(({ kind }) => flagWords[kind]);
  if (row.acceptedUntil) words.push(`accepted until ${row.acceptedUntil}`);
  if (row.history) words.push('history');
  return words.join(', ');
}

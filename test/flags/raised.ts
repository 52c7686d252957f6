import type { TrackedItem } from '../../src/actions/item-history.ts';
import type { Flag } from '../../src/flags/flag.ts';
import { flagsOf } from '../../src/flags/flags-of.ts';
import type { Incident, PairVerdict } from '../../src/incidents/incident.ts';
import { repeatBook } from '../../src/incidents/repeat-book.ts';
import { berlin, policy, type Change } from '../metrics/sample-item.ts';

/** When the items of these tests are created. */
export const created = '2026-11-02T09:00:00Z';
/** A due day far enough away to raise nothing. */
export const never = '2026-12-24';

export interface World {
  readonly incidents?: readonly Incident[];
  readonly verdicts?: readonly PairVerdict[];
  readonly through?: Date;
}

export function flags(item: TrackedItem, asOf: string, world: World = {}): Flag[] {
  const repeats = repeatBook(world.incidents ?? [], world.verdicts ?? [], policy.repeatWindowDays);
  const facts = { asOf: new Date(asOf), timeZone: berlin, policy, repeats };
  return flagsOf(item, world.through ? { ...facts, through: world.through } : facts);
}

/** The kinds of the flags, in their order. */
export function kinds(item: TrackedItem, asOf: string): string[] {
  return flags(item, asOf).map(({ kind }) => kind);
}

/** Since when one flag is raised; null when it is not. */
export function raised(
  kind: Flag['kind'],
  item: TrackedItem,
  asOf: string,
  world: World = {},
): string | null {
  const flag = flags(item, asOf, world).find((one) => one.kind === kind);
  return flag ? flag.since.toISOString() : null;
}

export const done = (at: string): Change => [at, 'state', 'done'];
export const due = (at: string, to: string | null): Change => [at, 'due', to];
export const cancelled = (at: string): Change => [at, 'state', 'cancelled'];
export const reason = (at: string, why: string | null = 'service is retired'): Change => [at, 'reason', why];
export const said = (at: string, value: string | null): Change => [at, 'verified', value];

import type { ItemState } from '../../src/actions/item-history.ts';
import type { Chance } from './chance.ts';

/** What a sandbox tracker really holds of one issue. */
export interface HeldIssue {
  readonly title: string;
  readonly state: ItemState;
  readonly due: string | null;
  /** Whether anybody working there still sees it. */
  readonly isThere: boolean;
}

/** A sandbox tracker as the fault test plays with it. */
export interface TrackerSide {
  readonly kind: string;
  /** The service whose items go there. */
  readonly service: string;
  /** Its entries in the configuration. */
  readonly tracker: Readonly<Record<string, unknown>>;
  readonly team: Readonly<Record<string, unknown>>;
  requests(): number;
  /** Those of the requests that asked for a change. */
  writes(): number;
  /** Lets one of the next requests meet a fault; answers its name, or null when an earlier one still waits. */
  spoil(chance: Chance): string | null;
  /** Takes back the faults that wait, by name. */
  calm(): readonly string[];
  /** Somebody there closes, re-dates, moves or bins an issue; nothing is done while there is none. */
  disturb(chance: Chance): void;
  /** Titles of issues somebody threw away at some time. */
  thrownAway(): ReadonlySet<string>;
  issues(): readonly HeldIssue[];
  close(): Promise<void>;
}

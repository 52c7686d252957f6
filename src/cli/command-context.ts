import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { OperatorError } from '../lib/operator-error.ts';
import type { Tracker } from '../trackers/tracker.ts';
import type { Output } from './output.ts';

/** What every command works with. */
export interface CommandContext {
  readonly config: Config;
  readonly db: Database;
  readonly connectTrackers: () => Promise<ReadonlyMap<string, Tracker>>;
  readonly clock: () => Date;
  readonly worker: string;
  readonly output: Output;
}

/** 0 fine · 1 ran and found or met problems · 2 wrong usage or configuration. */
export type ExitCode = 0 | 1 | 2;

/** The command was understood but names something that is not there; printed as it is, exit code 1. */
export class CommandProblem extends OperatorError {}

/** The command cannot be understood; printed as it is, exit code 2. */
export class UsageError extends Error {}

import type { Command } from 'commander';
import type { CommandContext, ExitCode } from './command-context.ts';

/** Options that mean the same everywhere. */
export interface CommonOptions {
  readonly config?: string;
  readonly now?: string;
}

export interface SharedOptions extends CommonOptions {
  readonly json?: boolean;
}

/** What groups of commands need of the program. */
export interface CommandFloor {
  /** Makes a command with the options that mean the same everywhere, below another one. */
  readonly command: (name: string, description: string, parent: Command) => Command;
  readonly run: (
    options: SharedOptions,
    work: (context: CommandContext) => Promise<ExitCode>,
  ) => Promise<void>;
}

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Output {
  result(text: string): void;
  note(text: string): void;
  /** Whether somebody watches standard error. */
  readonly isTerminal: boolean;
  /** Characters in a line of standard output, where that is a terminal. */
  readonly width?: number;
}

export const standardOutput: Output = {
  result: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
  note: (text) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  isTerminal: process.stderr.isTTY,
  ...(process.stdout.isTTY ? { width: process.stdout.columns } : {}),
};

/** What a command writes when `--json` is given. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

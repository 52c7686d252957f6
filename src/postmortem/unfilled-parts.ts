import type { DocumentProblem } from './document.ts';
import { promptLine, templateParts } from './template.ts';

export interface Unfilled {
  readonly problem: DocumentProblem;
  /** Whether no part at all was filled in. */
  readonly isBlank: boolean;
}

/** The parts of our own template under which nothing stands but the prompt; null where there are none. */
export function unfilledParts(text: string): Unfilled | null {
  if (!text.includes('<!--')) return null;
  const lines = text.split(/\r?\n/);
  const found = templateParts.flatMap(({ heading, prompt }) => {
    const at = lines.indexOf(promptLine(prompt));
    return at < 0 || isToldBelow(lines, at) ? [] : [{ heading, line: at + 1 }];
  });
  const [first] = found;
  if (!first) return null;
  const named = found.map(({ heading, line }) => `${heading} (line ${line})`).join(', ');
  return {
    isBlank: found.length === templateParts.length,
    problem: {
      line: first.line,
      message: `Not filled in yet: ${named}.`,
      hint: 'Write there, or delete the heading where there is nothing to say.',
    },
  };
}

function isHeading(line: string): boolean {
  return /^#{1,6} /.test(line);
}

/** Whether anything but an empty table stands under the same heading as the prompt. */
function isToldBelow(lines: readonly string[], prompt: number): boolean {
  const from = lines.findLastIndex((line, at) => at < prompt && isHeading(line)) + 1;
  const next = lines.findIndex((line, at) => at > prompt && isHeading(line));
  const under = lines.slice(from, next < 0 ? undefined : next).filter((_, at) => from + at !== prompt);
  const rows = under.filter((line) => /^\s*\|.*\|\s*$/.test(line));
  return rows.length > 2 || under.some((line) => line.trim() !== '' && !rows.includes(line));
}

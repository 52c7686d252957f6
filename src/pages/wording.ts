const grouped = new Intl.NumberFormat('en-GB');

/** `7`, `12,345`. */
export function digits(n: number): string {
  return grouped.format(n);
}

/** `1 item`, `3 items`, `12,345 items`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${digits(n)} ${n === 1 ? one : many}`;
}

/** `once`, `twice`, `3 times`. */
export function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : count(n, 'time');
}

/** Below this many cases a share says nothing: the counts are printed without a percentage. */
export const fewestForShare = 5;

/** `50 %`, on one line, rounded to whole per cent, never up to 100 or down to 0 when some are missing. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 100 && share < 1) return '99\u00a0%';
  if (whole === 0 && share > 0) return '1\u00a0%';
  return `${whole}\u00a0%`;
}

/** `3 of 4`, with the percentage from `fewestForShare` cases on: `6 of 8 (75 %)`. Null without any case. */
export function shareText(part: number, whole: number): string | null {
  if (whole === 0) return null;
  return `${digits(part)} of ${digits(whole)}${percentNote(part, whole)}`;
}

/** ` (75 %)` to stand behind two counts; empty below `fewestForShare` cases. */
export function percentNote(part: number, whole: number): string {
  return whole < fewestForShare ? '' : ` (${percent(part / whole)})`;
}

/** `overdue` → `Overdue`, `at_risk` → `At risk`. */
export function capitalised(term: string): string {
  const words = term.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `a`, `a and b`, `a, b and c`. */
export function listText(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

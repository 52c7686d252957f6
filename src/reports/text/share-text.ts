/** Samples smaller than this are shown as counts. */
export const fewerThan = 5;

/** A share as people should read it: `n/a` of nothing, a count of fewer than five, else `6 of 8 (75 %)`: never a percentage alone. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return 'n/a';
  const counts = `${part} of ${whole}`;
  return whole < fewerThan ? counts : `${counts} (${percent(part / whole)})`;
}

/** The same for a share that is given; null is `n/a`. */
export function rateText(rate: number | null, whole: number): string {
  return rate === null ? 'n/a' : shareText(Math.round(rate * whole), whole);
}

/** A whole percentage, 0 and 100 only of nothing and everything; null is `n/a`. */
export function percent(rate: number | null): string {
  if (rate === null) return 'n/a';
  const rounded = Math.round(rate * 100);
  return `${rate > 0 && rate < 1 ? Math.min(99, Math.max(1, rounded)) : rounded} %`;
}

/** Days or hours rounded down; null is `n/a`. */
export function wholeText(count: number | null, unit: string): string {
  if (count === null) return 'n/a';
  const floor = Math.floor(count);
  return `${floor} ${unit}${floor === 1 ? '' : 's'}`;
}

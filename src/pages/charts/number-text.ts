import { digits } from '../wording.ts';

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** `950`, `1.2k`, `100bn`: as short as an axis needs it. */
export function shortNumber(n: number): string {
  return compact.format(n).replace('K', 'k');
}

/** `1.4`, `12`, `−0.8`: with a tenth below ten. */
export function meanNumber(n: number): string {
  const text = Math.abs(n) < 10 ? tenths.format(Math.abs(n)) : digits(Math.round(Math.abs(n)));
  return n < 0 && text !== '0' ? `−${text}` : text;
}

import { isTimeZone } from '../../src/lib/calendar.ts';

/** Fields whose text is not free: closed vocabularies, days, weeks and numbers of ours that the types keep. */
const closed = new Set([
  'kind',
  'state',
  'outcome',
  'basis',
  'category',
  'priority',
  'flag',
  'of',
  'verdict',
  'baseUrl',
]);

/** The same data with the hostile text put before every free string in it; what has a form of its own is left alone. */
export function spoilt<T>(data: T, hostile: string, key?: string): T;
export function spoilt(data: unknown, hostile: string, key = ''): unknown {
  if (typeof data === 'string') return isFree(data, key) ? hostile + data : data;
  if (Array.isArray(data)) return data.map((one) => spoilt(one, hostile, key));
  if (data === null || typeof data !== 'object' || data instanceof Date) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, spoilt(value, hostile, name)]),
  );
}

function isFree(text: string, key: string): boolean {
  return !closed.has(key) && !/^\d{4}-(W\d{2}|\d{2}-\d{2})$/.test(text) && !isTimeZone(text);
}

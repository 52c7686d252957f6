import type { FaultRun } from './fault-run.ts';

/** A run as a table for people. */
export function faultTable({ tracker, items, requests, kills, met, seconds, verdict }: FaultRun): string {
  const injected = Object.values(met).reduce((sum, count) => sum + count, 0);
  return [
    `${tracker}: ${items} items, ${requests} requests, ${injected} faults, ${kills} processes killed, ${seconds} s`,
    ...Object.entries(met).map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`),
    ...Object.entries(verdict).map(
      ([what, texts]) => `  ${String(texts.length).padStart(6)}  ${what} (must be 0)`,
    ),
  ].join('\n');
}

import { describe, it } from 'vitest';
import { newPlace } from '../support/database.ts';
import { faultRun } from './fault-run.ts';
import { faultTable } from './fault-table.ts';
import { sides } from './sides.ts';

const items = Number(process.env['FAULT_ITEMS'] ?? 40);
const faults = Number(process.env['FAULT_COUNT'] ?? 12);
const seed = Number(process.env['FAULT_SEED'] ?? 20_261_121);
const isEmbedded = process.env['FOLLOWTHROUGH_TEST_DATABASE'] === 'embedded';
const isTold = process.env['FAULT_TELL'] !== undefined;
// The long run has the time its own configuration gives it.
const timeLimit = isTold ? {} : { timeout: 240_000 };

describe('whatever a tracker does and whenever processes die', timeLimit, () => {
  it.concurrent.for(sides)(
    '$kind ends with one issue for each item, and the truth',
    async ({ start }, { signal, expect }) => {
      const run = await faultRun({
        side: start,
        signal,
        place: await newPlace(),
        workers: isEmbedded ? 1 : 2,
        items,
        faults,
        seed,
        tell: (line) => void (isTold && process.stderr.write(`${line}\n`)),
      });

      if (isTold) process.stderr.write(`${faultTable(run)}\n`);
      expect(run.verdict).toEqual({ duplicates: [], lost: [], wronglyGone: [], untrue: [] });
      expect(run.items).toBe(items);
      expect(Object.values(run.met).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(
        faults * 0.9,
      );
    },
  );
});

import { parseArgs } from 'node:util';
import { tryDocuments } from './trial.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, documents: { type: 'string', default: '100000' } },
});
const [seed, count] = [Number(values.seed), Number(values.documents)];
const start = performance.now();
const { documents, items, characters, slowestMs, faults } = tryDocuments(seed, count);
const seconds = (performance.now() - start) / 1000;

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(
  `${documents} documents of seed ${seed}, ${(characters / 1e6).toFixed(1)} million characters, ${items} items, ${faults.length} faults; ` +
    `slowest ${Math.round(slowestMs)} ms, ${seconds.toFixed(0)} s in all\n`,
);
process.exitCode = faults.length > 0 ? 1 : 0;

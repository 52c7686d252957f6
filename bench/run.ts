import { measureDemo } from './demo-start.ts';
import { figureLine, isKept, type Figure } from './figure.ts';
import { measureImport } from './import-corpus.ts';
import { timeCommand } from './measure-process.ts';
import { measureReading } from './reading-speed.ts';
import { measureReports } from './report-scale.ts';
import { measureTrackers } from './tracker-cost.ts';
import { measureWebhooks } from './webhook-answer.ts';

// Prints every promise of speed and memory with what was measured; exit code 1 when one is not kept. `--skip-tests` leaves out npm test.

const figures: Figure[] = [];
const tell = (measured: readonly Figure[]) => {
  for (const figure of measured) console.log(figureLine(figure));
  figures.push(...measured);
};

tell(await measureDemo());
tell(await measureReading());
tell(await measureImport());
tell(await measureWebhooks());
tell(await measureTrackers());
tell(await measureReports());
if (!process.argv.includes('--skip-tests')) {
  const { seconds, exitCode } = await timeCommand('npm', ['test'], process.cwd());
  tell([{ what: `npm test (exit code ${exitCode})`, value: seconds, unit: 's', limit: 300 }]);
}
process.exitCode = figures.every(isKept) ? 0 : 1;

import { standardOutput } from './cli/output.ts';
import { runFollowthrough } from './run-followthrough.ts';

process.exitCode = await runFollowthrough(process.argv.slice(2), standardOutput);

import type { Reporter, TestModule } from 'vitest/node';

type Outcome = 'passed' | 'failed' | 'skipped';

/** Ends the run with one plain line that a program can read: `12 passed, 0 failed, 1 skipped`. */
export function closingLine(print: (line: string) => void = console.log): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
      for (const outcome of modules.flatMap(outcomesOf)) counts[outcome] += 1;
      const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
      print(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
    },
  };
}

/** A file that does not load, or a hook that throws, has no test to blame and counts as one failure. */
function outcomesOf(module: TestModule): Outcome[] {
  const tests = [...module.children.allTests()].map((test) => outcomeOf(test.result().state));
  const suites = [...module.children.allSuites()];
  const broken = [module, ...suites].filter((part) => part.errors().length > 0);
  return [...tests, ...broken.map(() => 'failed' as const)];
}

/** A test that never came to run, because something around it failed, did not pass. */
function outcomeOf(state: 'passed' | 'failed' | 'skipped' | 'pending'): Outcome {
  return state === 'pending' ? 'failed' : state;
}

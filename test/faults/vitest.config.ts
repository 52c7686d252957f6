import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The long run of the fault test: `npm run test:faults`, with FAULT_ITEMS, FAULT_COUNT and FAULT_SEED to choose another.

// On the embedded database one process does what two do on a server: a long run takes more than an hour on two cores.
const longest = 3 * 3_600_000;
const long = {
  FAULT_ITEMS: process.env['FAULT_ITEMS'] ?? '10000',
  FAULT_COUNT: process.env['FAULT_COUNT'] ?? '2000',
  FAULT_TELL: 'yes',
};

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    pool: 'forks',
    maxWorkers: 1,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/faults/*.test.ts'],
          testTimeout: longest,
          globalSetup: 'test/support/postgres-server.ts',
          env: { ...long, FOLLOWTHROUGH_TEST_DATABASE: 'postgres' },
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          include: ['test/faults/*.test.ts'],
          testTimeout: longest,
          globalSetup: 'test/support/embedded-template.ts',
          env: { ...long, FOLLOWTHROUGH_TEST_DATABASE: 'embedded' },
        },
      },
    ],
  },
});

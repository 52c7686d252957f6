import { defineConfig } from 'vitest/config';
import { closingLine } from './test/support/closing-line.ts';

/** Rooms whose tests touch a database run twice: on real Postgres and on the embedded database. */
const rooms = '{db,answers,intake,outbox,reconcile,review,jobs,mail,flows}';

/** Doors call the same verbs; they are opened on Postgres, and test/cli/embedded holds the command line to the embedded database. */
const doors = '{http,cli,faults}';

/** What is about one of the two databases itself runs on that one alone. */
const embeddedOnly = 'test/*/embedded/**/*.test.ts';
const postgresOnly = 'test/*/server/**/*.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', closingLine()],
    pool: 'forks',
    // Two cores are what a small machine and CI have, and one test in three waits for a process or a clock.
    maxWorkers: 3,
    // Our modules keep no state, so the files of a process can share what was loaded, and one database.
    isolate: false,
    // What ends a test that hangs. A busy machine takes five times as long as a quiet one, and that is no failure.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    teardownTimeout: 10_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [`test/${rooms}/**`, `test/${doors}/**`, 'test/browser/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [`test/${rooms}/**/*.test.ts`, `test/${doors}/**/*.test.ts`],
          exclude: [embeddedOnly],
          globalSetup: 'test/support/postgres-server.ts',
          env: { FOLLOWTHROUGH_TEST_DATABASE: 'postgres' },
        },
      },
      {
        extends: true,
        test: {
          name: 'embedded',
          include: [`test/${rooms}/**/*.test.ts`, embeddedOnly],
          exclude: [postgresOnly],
          globalSetup: 'test/support/embedded-template.ts',
          env: { FOLLOWTHROUGH_TEST_DATABASE: 'embedded' },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});

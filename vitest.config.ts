import { defineConfig } from 'vitest/config';

/** Rooms whose tests touch a database run twice: on real Postgres and on the embedded database. */
const rooms = '{db,intake,outbox,reconcile,review,jobs,http,cli,mail,flows}';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: [`test/${rooms}/**`, 'test/browser/**'],
        },
      },
      { test: { name: 'postgres', include: [`test/${rooms}/**/*.test.ts`] } },
      { test: { name: 'embedded', include: [`test/${rooms}/**/*.test.ts`] } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
    ],
  },
});

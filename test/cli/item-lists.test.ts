import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webOf } from '../http/web-of.ts';
import { drawnOrganisation } from '../metrics/random-organisation.ts';
import { runHere } from '../support/command-in-process.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { testConfig } from '../support/factories.ts';
import { giveItems } from '../support/given-items.ts';
import { pageText } from '../support/page-text.ts';

const config = testConfig();
const now = () => new Date('2026-11-05T10:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const { items, incidents } = drawnOrganisation(7);
  await giveItems(database.db, items, incidents);
});
afterAll(() => database.close());

const run = (...args: string[]) => runHere({ config, database, now }, ...args);
const get = (path: string) => supertest(webOf({ config, database, now })).get(path);

describe('the same words narrow the list on the command line and in the API', () => {
  it.each([
    ['--team search', 'team=search'],
    ['--team payments,search --severity none', 'team=payments,search&severity=none'],
    ['--service checkout --category prevent', 'service=checkout&category=prevent'],
    ['--state done --search reject', 'state=done&q=reject'],
    ['--flag ownerless --priority low', 'flag=ownerless&priority=low'],
    ['--week 2026-W43 --due judged', 'week=2026-W43&due=judged'],
    ['--week 2026-W43 --flow done', 'week=2026-W43&flow=done'],
    ['--week 2026-W43 --duration censored --service none', 'week=2026-W43&duration=censored&service=none'],
    ['--week 2026-W44 --moved 8-14', 'week=2026-W44&moved=8-14'],
    ['--week 2026-W44 --verified named', 'week=2026-W44&verified=named'],
    ['--week 2026-W42 --revised', 'week=2026-W42&revised=yes'],
  ])('%s', async (options, query) => {
    const args = ['report', 'items', ...options.split(' ')];
    const json = await run(...args, '--json');
    const csv = await run(...args, '--format', 'csv');
    const page = await run(...args, '--format', 'html');
    const api = await get(`/api/v1/action-items?${query}`);
    const file = await get(`/api/v1/action-items?${query}&format=csv`);

    expect(api.body.total).toBeGreaterThan(0);
    expect(JSON.parse(json.stdout)).toEqual(api.body.items);
    expect(file.type).toBe('text/csv');
    expect(csv.stdout).toBe(file.text);
    expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(api.body.total + 1);
    expect(page.stdout.match(/<article class="item">/g)).toHaveLength(api.body.total);
    const [, sentence = ''] = /<h1>[^]*?<p>([^]*?)<\/p>/.exec(page.stdout) ?? [];
    expect((await run(...args)).stdout).toContain(`${pageText(sentence)}\n`);
  });
});

describe('completion', () => {
  it('comes as CSV, the same from both doors', async () => {
    const { exitCode, stdout } = await run('report', 'completion', '--week', '2026-W43', '--format', 'csv');
    const api = await get('/api/v1/reports/completion?week=2026-W43').set('Accept', 'text/csv');

    expect(exitCode).toBe(0);
    expect(api.text).toBe(stdout);
    expect(stdout).toContain(',all,,due.total,');
  });

  it('comes as a page in one file, whose numbers lead to the service', async () => {
    const { stdout } = await run('report', 'completion', '--week', '2026-W43', '--format', 'html');

    expect(stdout).toContain('<style>');
    expect(stdout).not.toMatch(/<link\b|<script\b/);
    expect(stdout).toContain('href="https://followthrough.acme.example/?week=2026-W43&#38;due=all"');
  });

  it.each(['/api/v1/action-items?format=pdf', '/api/v1/reports/completion?format=xml'])(
    'and nothing comes in a form that nobody knows: %s',
    async (path) => {
      const { status, body } = await get(path);

      expect([status, body.title]).toEqual([404, 'No such format']);
    },
  );
});

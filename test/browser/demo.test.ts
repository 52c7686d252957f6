import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { runCommand } from '../support/command-line.ts';
import { startDemo, type DemoProcess } from '../support/demo-process.ts';

const tryMe = fileURLToPath(new URL('../../config/demo/try-me.md', import.meta.url));
const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 740 };

let starting: Promise<DemoProcess>;
let demo: DemoProcess;
let browser: Browser;
let page: Page;
/** What the browser complained about on our pages. */
const complaints: string[] = [];

beforeAll(async () => {
  starting = startDemo();
  browser = await launchBrowser();
  demo = await starting;
  page = await browser.newPage({ viewport: wide });
  page.on('console', (message) => {
    if (message.type() !== 'log') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
}, 90_000);
afterAll(async () => {
  await browser?.close();
  (await starting.catch(() => null))?.destroy();
});

const navigation = () => page.getByRole('navigation', { name: 'Main' }).getByRole('link');

const byEye = { type: 'rule', values: ['color-contrast'] };
const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] };

/** The rules of WCAG that the page on show breaks, with where. */
async function violations(runOnly: typeof everything): Promise<string[]> {
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const results = await page.evaluate<axe.AxeResults>(`axe.run(document, ${options})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
}

/** Faults of the page on show: in light and, where colours matter, in dark; and what does not fit a telephone. */
async function faults(): Promise<string[]> {
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(everything);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(byEye);
  await page.setViewportSize(narrow);
  const beside = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  await page.setViewportSize(wide);
  const found = [
    ...light,
    ...dark.map((fault) => `dark: ${fault}`),
    ...(beside > 0 ? [`${beside} px too wide`] : []),
  ];
  return found.map((fault) => `${page.url()} ${fault}`);
}

/** Asks for the items of a search until they are as wanted. */
async function untilShown(search: string, wanted: () => Promise<unknown>, expected: unknown, within: number) {
  await expect
    .poll(
      async () => {
        await page.goto(`${demo.address}/?q=${encodeURIComponent(search)}`);
        return wanted();
      },
      { timeout: within, interval: 500 },
    )
    .toEqual(expected);
}

it('shows eight weeks of an organisation on pages that anybody can read, in light and dark, on any screen', async () => {
  await page.goto(demo.address);
  const names = await navigation().allTextContents();
  const seen: string[] = [];
  const wrong: string[] = [];

  for (const name of names) {
    await navigation().getByText(name, { exact: true }).click();
    seen.push(await page.getByRole('heading', { level: 1 }).innerText());
    wrong.push(...(await faults()));
  }
  await page.goto(demo.address);
  await page.locator('article.item .origin a').first().click();
  await expect.poll(() => page.url()).toMatch(/\/postmortems\/[0-9a-f-]+#ai-/);
  wrong.push(...(await faults()));

  expect(names).toEqual([
    'Items',
    'Agenda',
    'Completion',
    'Slips',
    'Repeats',
    'Programme',
    'Incidents',
    'Queue',
    'Add',
  ]);
  expect(seen).toHaveLength(names.length);
  expect(wrong).toEqual([]);
  expect(complaints).toEqual([]);
});

it('draws pictures that say in words what they show, with the numbers behind them for who cannot see them', async () => {
  const shown: Record<string, number> = {};
  const unnamed: string[] = [];
  const wrong: string[] = [];
  for (const name of ['Completion', 'Slips', 'Repeats']) {
    await navigation().getByText(name, { exact: true }).click();
    const pictures = page.locator('figure.picture');
    shown[name] = await pictures.count();
    for (const picture of await pictures.all()) {
      const finding = await picture.locator('figcaption').innerText();
      const named = await picture.getByRole('img', { name: finding, exact: true }).count();
      await picture.getByText('The numbers').click();
      const rows = await picture.getByRole('table').getByRole('row').count();
      if (named !== 1 || rows < 5) unnamed.push(finding);
    }
    wrong.push(...(await faults()));
  }

  expect(shown).toEqual({ Completion: 4, Slips: 1, Repeats: 1 });
  expect(unnamed).toEqual([]);
  expect(wrong).toEqual([]);
  expect(complaints).toEqual([]);
});

it('takes a postmortem from a second terminal into the trackers, and sees there what becomes of it', async () => {
  const imported = await runCommand(['import', tryMe, '--config', demo.config]);
  expect(imported.stdout).toContain('Saved trips vanished for returning guests');

  const cards = page.locator('article.item');
  const links = cards.locator('dl a');
  await untilShown('INC-430', () => links.count(), 4, 15_000);
  const first = cards.filter({ hasText: 'Read saved trips under the old key' });
  const link = first.locator('dl a');
  const key = await link.innerText();
  expect(key).toMatch(/^WEB-\d+$/);
  expect(await link.getAttribute('href')).toContain(new URL(demo.linearBoard).host);

  await page.goto(demo.linearBoard);
  const issue = page.locator(`[data-key="${key}"]`);
  await issue.getByText('Change').click();
  await issue.getByLabel('State').selectOption({ label: 'Done' });
  await issue.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.locator(`.column.done [data-key="${key}"]`).count()).toBe(1);

  const state = () => first.locator('dd').nth(2).innerText();
  await untilShown(key, async () => (await state()).split(' ')[0], 'Done', 20_000);
  expect(complaints).toEqual([]);
});

it('shows what it understands of a postmortem while it is written, and of a file as soon as it is chosen', async () => {
  await page.goto(`${demo.address}/postmortems/new`);
  await page.getByRole('textbox', { name: 'Markdown' }).fill(readFileSync(tryMe, 'utf8'));
  const status = page.locator('#paste-status');
  await expect.poll(() => status.textContent(), { timeout: 10_000 }).toContain('4 action items');
  await page.locator('.paper').getByRole('link', { name: '23' }).click();
  expect(page.url()).toContain('#found-23');
  expect(await faults()).toEqual([]);

  const text = '# Down\n\n## Action items\n\n- [ ] Page on-call when the pool is full (@tom)\n';
  await page.setInputFiles('#paste-file', {
    name: 'x.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from(text),
  });
  await expect.poll(() => status.textContent(), { timeout: 10_000 }).toContain('1 action item,');
  expect(await page.getByRole('textbox', { name: 'Markdown' }).inputValue()).toBe(text);
  expect(await page.getByRole('button', { name: 'Record' }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

it('ends with Ctrl-C, in good order and with nothing left running, though a browser looks at it', async () => {
  const began = performance.now();

  const exitCode = await demo.interrupt();

  expect(exitCode).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(demo.errors()).toBe('');
  for (const address of [demo.address, demo.linearBoard, demo.jiraBoard]) {
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  }
});

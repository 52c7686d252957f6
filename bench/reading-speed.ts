import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import { judgeWords } from '../src/postmortem/quality/judge-postmortem.ts';
import { readPostmortems } from '../src/postmortem/read-postmortems.ts';
import type { Figure } from './figure.ts';
import { hostileTexts, hostilePromises } from './hostile-texts.ts';
import { median } from './median.ts';

const samples = fileURLToPath(new URL('../config/demo/postmortems', import.meta.url));
const megabyte = 1_000_000;
const hostileLength = 400_000;

/** How long the reader needs for the largest documents it takes, beside only parsing them, and for texts made to slow it down. */
export async function measureReading(): Promise<Figure[]> {
  const postmortems = readdirSync(samples)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(`${samples}/${name}`, 'utf8'));
  for (const text of postmortems) readPostmortems('warm-up.md', text);
  const one = 'Add an alarm for full disks (Priya, by 2026-12-01)';
  return [
    await large('sample postmortems, Markdown', 'a.md', '', `${postmortems.join('\n\n')}\n\n`),
    await large('action items, Markdown', 'a.md', '# Outage\n\n## Action items\n\n', `- ${one}\n`),
    await large('action items, HTML', 'a.html', '<h1>Outage</h1><h2>Action items</h2>', `<li>${one}</li>\n`),
    ...(await growth()),
    await slowestJudged(),
  ];
}

/** A document of as many parts as a megabyte holds. */
async function large(what: string, name: string, start: string, part: string): Promise<Figure> {
  const text = `${start}${part.repeat(Math.floor((megabyte - start.length) / Buffer.byteLength(part)))}`;
  return {
    what: `reading 1 MB of ${what}`,
    value: await seconds(() => readPostmortems(name, text)),
    unit: 's',
    limit: 1,
    beside: 'only parsing it as Markdown',
    floor: await seconds(() => new MarkdownIt({ html: true }).parse(text, {})),
  };
}

/** The slowest text, and the one whose time grows the most with its length: four times when it is in proportion. */
async function growth(): Promise<Figure[]> {
  const texts: { name: string; quarter: number; whole: number }[] = [];
  for (const [name, text] of hostileTexts) {
    const read = (length: number) => seconds(() => readPostmortems('a.md', text(length)));
    texts.push({ name, quarter: await read(hostileLength / 4), whole: await read(hostileLength) });
  }
  const figure = (what: string, { name, quarter, whole }: (typeof texts)[number]): Figure => ({
    what: `reading 0.4 MB, the ${what} of ${texts.length} hostile texts: ${name}`,
    value: whole,
    unit: 's',
    limit: 1,
    beside: 'a quarter of it',
    floor: quarter,
  });
  const [slowest] = texts.toSorted((a, b) => b.whole - a.whole);
  // Below that, times are mostly noise.
  const [steepest] = texts
    .filter(({ whole }) => whole > 0.05)
    .toSorted((a, b) => b.whole / b.quarter - a.whole / a.quarter);
  return [
    ...(slowest ? [figure('slowest', slowest)] : []),
    ...(steepest ? [figure('steepest', steepest)] : []),
  ];
}

async function slowestJudged(): Promise<Figure> {
  const times: number[] = [];
  for (const text of hostilePromises) times.push(await seconds(() => judgeWords(text, null)));
  const value = Math.max(...times);
  return {
    what: `judging 0.2 MB, the slowest of ${times.length} hostile promises`,
    value,
    unit: 's',
    limit: 1,
  };
}

async function seconds(work: () => unknown): Promise<number> {
  return (await median(async () => void work())) / 1000;
}

import { readdirSync, readFileSync } from 'node:fs';
import { isDay } from '../../src/lib/calendar.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';
import { anyDocument, dice } from './any-document.ts';

export interface Trial {
  readonly documents: number;
  readonly items: number;
  readonly characters: number;
  readonly slowestMs: number;
  /** What went wrong, with the number of the document, which with the seed brings it back. */
  readonly faults: readonly string[];
}

const longestMs = 1000;
const fixtures = new URL('../fixtures/postmortems/', import.meta.url);

/** Reads so many made-up documents and holds each to what is promised of any text: no throw, no second of time, items with words and a line of the text. */
export function tryDocuments(seed: number, count: number): Trial {
  const samples = readdirSync(fixtures).map((name) => readFileSync(new URL(name, fixtures), 'utf8'));
  const faults: string[] = [];
  let [items, characters, slowestMs] = [0, 0, 0];
  for (let number = 0; number < count && faults.length < 20; number += 1) {
    const { source, text } = anyDocument(dice(seed * 1_000_003 + number), samples);
    const tell = (what: string): void => {
      faults.push(`seed ${seed}, document ${number} (${source}, ${text.length} characters): ${what}`);
    };
    characters += text.length;
    const clock = stopwatch();
    try {
      items += faultyItems(source, text, tell);
    } catch (error) {
      tell(String(error));
    }
    const took = clock();
    slowestMs = Math.max(slowestMs, took);
    if (took > longestMs) tell(`took ${Math.round(took)} ms`);
  }
  return { documents: count, items, characters, slowestMs, faults };
}

/** Milliseconds since the start: of the clock or of our own work, whichever is less, since others may keep the machine busy. */
function stopwatch(): () => number {
  const [start, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - start, (user + system) / 1000);
  };
}

function faultyItems(source: string, text: string, tell: (what: string) => void): number {
  const lines = text.split(/\r\n|\n|\r/).length;
  let count = 0;
  for (const { actionItems, problems } of readPostmortems(source, text)) {
    count += actionItems.length;
    for (const { line } of [...actionItems, ...problems])
      if (!Number.isInteger(line) || line < 1 || line > lines) tell(`line ${line} of ${lines}`);
    for (const item of actionItems) {
      if (item.text.trim() === '') tell(`an item without words on line ${item.line}`);
      if (item.due !== null && !isDay(item.due)) tell(`the due date ${item.due}`);
    }
  }
  return count;
}

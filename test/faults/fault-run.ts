import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { stringify } from 'yaml';
import { openDatabase } from '../../src/db/open-database.ts';
import { listPendingWrites } from '../../src/db/write-store.ts';
import type { ItemRow } from '../../src/reports/item-row.ts';
import { runInside } from '../support/command-inside.ts';
import { chanceOf, type Chance } from './chance.ts';
import { fastClock, type FastClock } from './fast-clock.ts';
import { giveDocuments, type GivenDocuments } from './given-documents.ts';
import type { TrackerSide } from './tracker-side.ts';
import { verdictOn, type Verdict } from './verdict.ts';
import { startWorker, type Worker } from './worker.ts';

export interface FaultRunOptions {
  readonly side: (clock: FastClock) => Promise<TrackerSide>;
  readonly place: { readonly url: string | null; readonly directory: string };
  readonly workers: number;
  readonly items: number;
  /** Faults that requests must have met before the trackers calm down. */
  readonly faults: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
  /** Ends the run when the test is over time. */
  readonly signal: AbortSignal;
}

export interface FaultRun {
  readonly tracker: string;
  readonly items: number;
  readonly requests: number;
  readonly kills: number;
  /** How many of each fault were met. */
  readonly met: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly verdict: Verdict;
}

/** How often its processes look, in real time, which is what node-cron goes by; long runs have more to do with each look. */
const shortRun = { drain: '* * * * * *', sweep: '*/2 * * * * *', fullSweep: '*/15 * * * * *' };
const longRun = { drain: '*/2 * * * * *', sweep: '*/20 * * * * *', fullSweep: '15 */20 * * * *' };

/** Sixty times would end the leases of processes that are merely busy on a small machine. */
const speed = 20;

/**
 * Lets processes of the product work through a pile of items while the tracker fails in every way it can, people change issues, and
 * processes are killed; then calms the tracker, lets a person retry what was refused, and holds the books against the tracker.
 */
export async function faultRun(options: FaultRunOptions): Promise<FaultRun> {
  const began = Date.now();
  const chance = chanceOf(options.seed);
  const clock = fastClock(began, speed);
  const side = await options.side(clock);
  const desk = openFaultDesk(options, side, chance, clock);
  const workers: Worker[] = [];
  try {
    await desk.run('import', desk.documents.folder);
    while (workers.length < options.workers) workers.push(await startWorker(desk.config, clock));
    const met = await makeTrouble(options, side, chance, workers, async () => {
      const edited = desk.documents.redate(Math.ceil(options.items / 50), (item) =>
        dayIn(chance.between(1, 9), item),
      );
      await desk.run('import', ...edited);
      await desk.run('sync', '--retry');
    });
    await Promise.all(workers.map((worker) => worker.stop()));
    options.tell(`${side.kind}: calm after ${side.requests()} requests`);
    await settle(desk, options.place, clock);
    const { items } = await readItems(desk);
    return {
      tracker: side.kind,
      items: items.length,
      requests: side.requests(),
      kills: workers.reduce((sum, worker) => sum + worker.kills(), 0),
      met,
      seconds: Math.round((Date.now() - began) / 1000),
      verdict: verdictOn({
        items,
        issues: side.issues(),
        thrownAway: side.thrownAway(),
        believedGone: await believedGone(options.place),
      }),
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
    await side.close();
    desk.remove();
  }
}

function dayIn(month: number, place: number): string {
  return `2027-0${month}-${String((place % 28) + 1).padStart(2, '0')}`;
}

/** Spoils requests, changes issues, edits documents and kills processes until enough faults were met and most items were made. */
async function makeTrouble(
  options: FaultRunOptions,
  side: TrackerSide,
  chance: Chance,
  workers: readonly Worker[],
  edit: () => Promise<void>,
): Promise<Record<string, number>> {
  const met = new Map<string, number>();
  let count = 0;
  let next = 0;
  const note = (name: string, by: number): void => {
    met.set(name, (met.get(name) ?? 0) + by);
    count += by;
  };
  const spoiling = setInterval(() => {
    if (side.requests() < next) return;
    // Enough faults met, they come more rarely: what lies in doubt needs several answers in a row to be cleared up.
    const calmer = count < options.faults ? 1 : 4;
    next = side.requests() + chance.between(1, options.items > 1000 ? 5 : 3) * calmer;
    const name = side.spoil(chance);
    if (name !== null) note(name, 1);
    if (chance.hits(0.1)) side.disturb(chance);
  }, 5);
  try {
    const made = (): number => side.issues().length + side.thrownAway().size;
    for (let round = 1; count < options.faults || made() < options.items * 0.85; round++) {
      options.signal.throwIfAborted();
      const isBusy = await waitForWrites(side, chance.between(1, options.items > 1000 ? 40 : 4));
      // Whoever waits for the leases of the dead and is killed for it never gets anywhere.
      if (isBusy) await chance.pick(workers).kill();
      if (!isBusy || round % 4 === 0) await edit();
      if (round % 3 === 0)
        options.tell(
          `${side.kind}: ${count} faults, ${side.issues().length} issues, ${side.requests()} requests`,
        );
    }
  } finally {
    clearInterval(spoiling);
  }
  for (const name of side.calm()) note(name, -1);
  return Object.fromEntries([...met].toSorted(([a], [b]) => a.localeCompare(b)));
}

/** Waits until a tracker was asked for so many more changes; false when it was not within twenty seconds. */
async function waitForWrites(side: TrackerSide, more: number): Promise<boolean> {
  const enough = side.writes() + more;
  for (let waited = 0; waited < 20_000 && side.writes() < enough; waited += 100) await pause(100);
  return side.writes() >= enough;
}

/** What a person does in the end: retries what was refused, every half hour until nothing waits, then reads everything twice. */
async function settle(desk: FaultDesk, place: FaultRunOptions['place'], clock: FastClock): Promise<void> {
  for (let round = 0; round < 40; round++) {
    await desk.run('sync', '--retry');
    if ((await countWaiting(place)) === 0) break;
    clock.skip(31 * 60_000);
  }
  await desk.run('sync', '--full');
  await desk.run('sync', '--full');
}

async function countWaiting(place: FaultRunOptions['place']): Promise<number> {
  const database = await openDatabase(place);
  try {
    return (await listPendingWrites(database.db)).length;
  } finally {
    await database.close();
  }
}

async function readItems(desk: FaultDesk): Promise<{ items: ItemRow[] }> {
  const { stdout, stderr } = await desk.run('report', 'items', '--json');
  if (stdout === '') throw new Error(`There is no report: ${stderr}`);
  return { items: JSON.parse(stdout) as ItemRow[] };
}

async function believedGone(place: FaultRunOptions['place']): Promise<ReadonlySet<string>> {
  const database = await openDatabase(place);
  try {
    const rows = await database.db.execute<{ text: string }>(sql`
      select text from (
        select item_id, value, lag(value) over (partition by item_id order by occurred_at, id) as before
        from item_event where field = 'issue') as reading
      join action_item on action_item.id = item_id
      where value = 'absent' and before = 'absent'`);
    return new Set(rows.map(({ text }) => text));
  } finally {
    await database.close();
  }
}

interface FaultDesk {
  readonly config: string;
  readonly documents: GivenDocuments;
  /** Runs a command of the product, at the time of the fast clock. */
  run(...args: string[]): ReturnType<typeof runInside>;
  remove(): void;
}

function openFaultDesk(
  { place, items }: FaultRunOptions,
  side: TrackerSide,
  chance: Chance,
  clock: FastClock,
): FaultDesk {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const config = join(folder, 'followthrough.yaml');
  const database = place.url === null ? { directory: place.directory } : { url: place.url };
  writeFileSync(
    config,
    stringify({
      organisation: { name: 'Acme', timeZone: 'UTC', url: 'http://127.0.0.1:4680' },
      database,
      trackers: [side.tracker],
      people: [{ name: 'Priya Nair', emails: ['priya@acme.example'] }],
      teams: [side.team],
      schedule: {
        ...(items > 1000 ? longRun : shortRun),
        digest: '0 8 * * 1',
      },
      http: { host: '127.0.0.1', port: 0 },
    }),
  );
  return {
    config,
    documents: giveDocuments(
      join(folder, 'documents'),
      side.service,
      items,
      (item) => dayIn(1, item),
      () => chance.between(0, items - 1),
    ),
    run: (...args) => runInside([...args, '--config', config, '--now', clock.now().toISOString()]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

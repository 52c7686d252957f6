import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '../app.ts';
import { listItemsBySource } from '../db/postmortem-store.ts';
import { importSource } from '../intake/import-documents.ts';
import { randomIds } from '../intake/new-item.ts';
import { addDays, startOfDay, type Day } from '../lib/calendar.ts';
import { drain } from '../outbox/drain.ts';
import { sweep } from '../reconcile/sweep.ts';
import { actInTracker, type DemoIssue } from './act-in-tracker.ts';
import type { DemoTrackers } from './demo-trackers.ts';
import { renderDays } from './render-days.ts';
import { storyDocuments, storyEvents, type StoryEvent } from './story.ts';

/** What the story is played on. `setTime` moves the clock of the app and of both trackers. */
export interface Stage {
  readonly app: App;
  readonly trackers: DemoTrackers;
  readonly today: Day;
  readonly samples: string;
  setTime(at: Date): void;
}

const publishedAt = '10:00';
const sweptAt = '23:30';
/** The trackers tell their own times, so sweeping more rarely than in earnest changes nothing but how long the demo takes to start. */
const daysBetweenSweeps = 7;

/**
 * Plays eight weeks in a few seconds, day by day: documents are imported on the day they were published, people act in the
 * trackers, and every few nights the trackers are swept. So the history is made by the same code that makes it in earnest.
 */
export async function playStory(stage: Stage): Promise<void> {
  const days = [...storyDocuments.map(({ published }) => published), ...storyEvents.map(({ day }) => day)];
  const first = Math.min(...days);
  for (let day = first; day < 0; day++) {
    const documents = storyDocuments.filter(({ published }) => published === day);
    for (const document of documents) await publish(stage, day, document.file);
    const events = storyEvents.filter((event) => event.day === day);
    for (const event of events) await act(stage, event);
    if (day % daysBetweenSweeps !== 0 && day !== -1) continue;
    stage.setTime(timeOf(stage, day, sweptAt));
    const { problems } = await sweep({ ...stage.app, db: stage.app.database.db }, { full: true });
    if (problems.length > 0) throw new Error(`The demo's sweep failed: ${problems.join(' ')}`);
  }
}

async function publish(stage: Stage, day: number, file: string): Promise<void> {
  const { app, samples, today } = stage;
  stage.setTime(timeOf(stage, day, publishedAt));
  const text = renderDays(await readFile(join(samples, file), 'utf8'), today);
  const settings = { db: app.database.db, config: app.config, clock: app.clock, ids: randomIds };
  await importSource(settings, { source: file, bytes: new TextEncoder().encode(text) }, null);
  await drain({ ...app, db: app.database.db });
}

async function act(stage: Stage, event: StoryEvent): Promise<void> {
  const at = timeOf(stage, event.day, event.time);
  stage.setTime(at);
  actInTracker(stage.trackers, await issueOf(stage, event), event, at, stage.today);
}

async function issueOf({ app }: Stage, event: StoryEvent): Promise<DemoIssue> {
  const items = await listItemsBySource(app.database.db, event.document);
  const [item, ...others] = items.filter(({ text }) => text.startsWith(event.item));
  if (!item || others.length > 0 || item.issueId === null) {
    throw new Error(
      `The demo's story speaks of "${event.item}" in ${event.document}, which is not one linked item.`,
    );
  }
  return { tracker: item.trackerKind === 'linear' ? 'linear' : 'jira', issueId: item.issueId };
}

function timeOf({ app, today }: Stage, day: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const midnight = startOfDay(addDays(today, day), app.config.organisation.timeZone);
  return new Date(midnight.getTime() + (hours * 60 + minutes) * 60_000);
}

import { addRemarks } from '../db/link-store.ts';
import { hasLinkedItems, listLinkedItems } from '../db/linked-item-store.ts';
import { noteChangesRead } from '../db/sweep-store.ts';
import type { Issue, Tracker } from '../trackers/tracker.ts';
import { projectOf } from './apply-issue.ts';
import { applyIssues } from './apply-issues.ts';
import { readById } from './read-by-id.ts';
import { labelStaysOff, twin } from './remarks.ts';
import { addUp, nothingRead, type SweepReading, type SweepSettings } from './sweep-reading.ts';

/** A transaction's worth of issues. */
const issuesPerStep = 1000;

/**
 * Reads what changed since the last time, and by id the few items of which that would tell nothing. The instant up to which changes
 * are read moves on, to when the reading began, only once everything is recorded.
 */
export async function changesSweep(
  settings: SweepSettings,
  tracker: Tracker,
  since: Date,
): Promise<SweepReading> {
  const { db, config, clock } = settings;
  const began = clock();
  let total = nothingRead;
  if (await hasLinkedItems(db, tracker.id)) {
    const issues = await tracker.changedSince(config.policy.label, since);
    const remark = labelStaysOff(config.policy.label);
    const read = new Set(issues.map(({ id }) => id));
    for (let from = 0; from < issues.length; from += issuesPerStep) {
      const some = issues.slice(from, from + issuesPerStep);
      total = addUp(total, await applyChanged(settings, tracker, some, began));
    }
    const doubtful = (await listLinkedItems(db, tracker.id, { remark })).filter(
      ({ issueId }) => !read.has(issueId),
    );
    if (doubtful.length > 0) {
      // One that is there, for each project, tells an absence from a project that is hidden.
      const presentIn = [...new Set(doubtful.map(({ issueKey }) => projectOf(issueKey)))];
      const witnesses = await listLinkedItems(db, tracker.id, { presentIn });
      const asked = new Map([...doubtful, ...witnesses].map((item) => [item.id, item]));
      total = addUp(total, await readById(settings, tracker, [...asked.values()]));
    }
  }
  await noteChangesRead(db, tracker.id, began);
  return total;
}

async function applyChanged(
  settings: SweepSettings,
  tracker: Tracker,
  issues: readonly Issue[],
  readAt: Date,
): Promise<SweepReading> {
  const items = await listLinkedItems(settings.db, tracker.id, { issueIds: issues.map(({ id }) => id) });
  const linked = new Set(items.map(({ issueId }) => issueId));
  const [ours, others] = [
    issues.filter(({ id }) => linked.has(id)),
    issues.filter(({ id }) => !linked.has(id)),
  ];
  await tellTwins(settings, tracker, others);
  return applyIssues(settings, tracker, items, { issues: ours, absent: [] }, readAt);
}

/** Issues that carry the marker of an item whose issue is another one. */
async function tellTwins({ db }: SweepSettings, tracker: Tracker, issues: readonly Issue[]): Promise<void> {
  const marked = issues.flatMap((issue) => markersOf(issue).map((key) => ({ issue, key })));
  if (marked.length === 0) return;
  const items = await listLinkedItems(db, tracker.id, { keys: marked.map(({ key }) => key) });
  const byKey = new Map(items.map((item) => [item.key, item]));
  await addRemarks(
    db,
    marked.flatMap(({ issue, key }) => {
      const item = byKey.get(key);
      return item ? [{ itemId: item.id, sentence: twin(item, issue) }] : [];
    }),
  );
}

/** The keys of items an issue carries: hidden, or as a marker label, which a clone takes along. */
function markersOf({ marker, labels }: Issue): string[] {
  const labelled = labels.flatMap((label) => /^pm-([a-z0-9]{20})$/.exec(label)?.[1] ?? []);
  return [...new Set([...(marker ? [marker] : []), ...labelled])];
}

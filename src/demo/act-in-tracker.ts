import { addDays, type Day } from '../lib/calendar.ts';
import { demoAccount, type DemoTrackers } from './demo-trackers.ts';
import type { StoryEvent } from './story.ts';

/** An issue of the demo, by the tracker's own name for it. */
export interface DemoIssue {
  readonly tracker: 'linear' | 'jira';
  readonly issueId: string;
}

/** Plays one person's act in a tracker, at the time the story gives it. */
export function actInTracker(
  trackers: DemoTrackers,
  issue: DemoIssue,
  event: StoryEvent,
  at: Date,
  today: Day,
): void {
  if (issue.tracker === 'linear') actInLinear(trackers, issue.issueId, event, at, today);
  else actInJira(trackers, issue.issueId, event, at, today);
}

function actInLinear({ linear }: DemoTrackers, id: string, event: StoryEvent, at: Date, today: Day): void {
  const act = { by: event.by, at };
  switch (event.does) {
    case 'start':
      return linear.store.moveIssue(id, 'In Progress', act);
    case 'finish':
      return linear.store.moveIssue(id, 'Done', act);
    case 'cancel':
      return linear.store.moveIssue(id, 'Canceled', act);
    case 'reopen':
      return linear.store.moveIssue(id, 'Todo', act);
    case 'redate':
      return linear.store.reDate(id, dueOf(event, today), act);
    case 'reassign':
      return linear.store.reassign(id, event.to ?? null, act);
    case 'unassign':
      return linear.store.reassign(id, null, act);
    case 'trash':
      return linear.store.trash(id, act);
  }
}

function actInJira({ jira }: DemoTrackers, id: string, event: StoryEvent, at: Date, today: Day): void {
  const act = { by: demoAccount(event.by), at };
  switch (event.does) {
    case 'start':
      return jira.store.transition(id, 'In Progress', act);
    case 'finish':
      return jira.store.transition(id, 'Done', act);
    case 'cancel':
      return jira.store.transition(id, 'Done', { ...act, resolution: "Won't Do" });
    case 'reopen':
      return jira.store.transition(id, 'To Do', act);
    case 'redate':
      return jira.store.reDate(id, dueOf(event, today), act);
    case 'reassign':
      return jira.store.reassign(id, event.to === undefined ? null : demoAccount(event.to), act);
    case 'unassign':
      return jira.store.reassign(id, null, act);
    case 'trash':
      return jira.store.remove(id);
  }
}

function dueOf(event: StoryEvent, today: Day): Day | null {
  return event.due === undefined ? null : addDays(today, event.due);
}

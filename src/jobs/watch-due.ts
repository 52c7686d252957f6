import { createTask } from 'node-cron';
import type { Config, WatchedFolder } from '../config/config.ts';
import type { WatchState } from '../db/watch-store.ts';
import { lastSlot } from './last-slot.ts';

/** The watched folders that were not read since they were last due. */
export function dueFolders(
  { intake, organisation }: Pick<Config, 'intake' | 'organisation'>,
  states: readonly WatchState[],
  now: Date,
): readonly WatchedFolder[] {
  return intake.folders.filter(({ path, every }) => {
    const readAt = states.find(({ folder }) => folder === path)?.readAt;
    if (readAt === undefined) return true;
    const task = createTask(every, () => undefined, { timezone: organisation.timeZone });
    const slot = lastSlot(task, organisation.timeZone, now);
    void task.destroy();
    return slot !== null && readAt < slot;
  });
}

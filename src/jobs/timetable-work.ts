import type { Log } from '../lib/log.ts';
import { listWatchStates } from '../db/watch-store.ts';
import { randomIds } from '../intake/new-item.ts';
import { watchFolders } from '../intake/watch-folders.ts';
import { sendDigests } from '../mail/send-digests.ts';
import { drain, type DrainSettings } from '../outbox/drain.ts';
import { refetch } from '../reconcile/refetch.ts';
import { sweep } from '../reconcile/sweep.ts';
import { compareIncidents, comparedAtOnce } from '../review/compare-incidents.ts';
import type { JobWork } from './job-work.ts';
import { dueFolders } from './watch-due.ts';

/** One verb for each entry of the timetable. What a tracker or mail server would not do is logged; the verbs keep it for the pages. */
export function timetableWork(settings: DrainSettings, log: Log): JobWork {
  return {
    async drain(_now, stopping) {
      // What deliveries told of is read as they come; what a crash or a tracker that was down left over is read here.
      const [{ problems, ...drained }, refetched] = await Promise.all([
        drain({ ...settings, stopping }),
        refetch(settings),
      ]);
      if (refetched.problems.length > 0) log.warn(refetched, 'What deliveries told of could not be read yet');
      if (problems.length > 0) log.warn({ problems, ...drained }, 'Writes that did not go through');
    },
    async sweep() {
      tell(await sweep(settings, { full: false }));
      await compareIncidents(settings.db, comparedAtOnce);
    },
    async fullSweep() {
      tell(await sweep(settings, { full: true }));
      await compareIncidents(settings.db, comparedAtOnce);
    },
    async digest(now) {
      if (settings.config.digests.length === 0) return;
      const { problems, waiting } = await sendDigests(settings, now);
      if (waiting.length > 0) throw new Error(problems.join(' '));
      if (problems.length > 0) log.warn({ problems }, 'Digests that need a person');
    },
    async intake(now) {
      const due = dueFolders(settings.config, await listWatchStates(settings.db), now);
      for (const { folder, problems } of await watchFolders({ ...settings, ids: randomIds }, due)) {
        if (problems.length > 0) log.warn({ folder, problems }, 'A watched folder holds what needs a person');
      }
    },
  };

  function tell({ problems, ...swept }: Awaited<ReturnType<typeof sweep>>): void {
    if (problems.length > 0) log.warn({ problems, ...swept }, 'A tracker could not be swept');
  }
}

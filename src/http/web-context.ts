import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../lib/log.ts';
import type { TrackerKind } from '../trackers/tracker.ts';
import type { WebhookReader } from '../trackers/webhook.ts';

/** What every route works with. */
export interface WebContext {
  readonly config: Config;
  readonly db: Database;
  readonly clock: () => Date;
  readonly log: Log;
  /** Whether the timetable turns. */
  readonly isTimetableRunning: () => boolean;
  readonly webhooks: WebhookDoor;
}

/** What the door for deliveries needs of the vendors' folders, which it may not enter, and of the timetable. */
export interface WebhookDoor {
  readonly readers: Readonly<Record<TrackerKind, WebhookReader>>;
  /** Told after a delivery about an issue was stored. Must not wait. */
  readonly onStored: (trackerId: string) => void;
}

import { readJiraWebhook } from './trackers/jira/webhook.ts';
import { readLinearWebhook } from './trackers/linear/webhook.ts';
import type { TrackerKind } from './trackers/tracker.ts';
import type { WebhookReader } from './trackers/webhook.ts';

/** Who reads the deliveries of a tracker, by its kind. */
export const webhookReaders: Readonly<Record<TrackerKind, WebhookReader>> = {
  linear: readLinearWebhook,
  'jira-cloud': readJiraWebhook,
  'jira-data-center': readJiraWebhook,
};

import { z } from 'zod';
import { bodyJson } from '../body-json.ts';
import { fingerprintOf, isSignedBy } from '../proof.ts';
import type { Delivery, DeliveryReading, WebhookRequest } from '../webhook.ts';

/** Linear sends a delivery again after a minute, an hour and six hours, with the time of the first attempt in it. */
const oldestMs = 24 * 3_600_000;
/** How far Linear's clock may be ahead of ours. */
const aheadMs = 5 * 60_000;

const id = z.string().min(1).max(100);
const shape = z.object({
  type: z.string().max(100),
  action: z.string().max(100),
  webhookTimestamp: z.number(),
  data: z.object({ id: id.optional(), issueId: id.optional() }).nullish().catch(null),
});

/**
 * A delivery of Linear: `Linear-Signature` is the hex HMAC-SHA256 of the raw body, `Linear-Delivery` stays the same over all attempts,
 * and the signed `webhookTimestamp` may be up to 24 hours old. The SDK's own check takes no more than 60 seconds, which refuses every
 * attempt but the first (linear.app/developers/webhooks; @linear/sdk 98 measured).
 */
export function readLinearWebhook(
  { header, body }: WebhookRequest,
  secrets: readonly string[],
  now: Date,
): DeliveryReading {
  const signature = header('linear-signature');
  if (signature === null) return refused('The header Linear-Signature is missing.');
  if (!isSignedBy(secrets, body, signature)) {
    return refused('Linear-Signature does not fit the body under any of the webhookSecrets.');
  }
  const given = header('linear-delivery');
  const named = given !== null && given !== '' && given.length <= 200 ? given : fingerprintOf(body);
  const read = shape.safeParse(bodyJson(body));
  if (!read.success) return proven({ id: named, event: 'unreadable', issueId: null, sentAt: null });
  const { type, action, webhookTimestamp, data } = read.data;
  const age = now.getTime() - webhookTimestamp;
  if (age > oldestMs) return refused('The delivery is more than 24 hours old.');
  if (age < -aheadMs) return refused('The delivery is from the future. Is the clock of this machine right?');
  return proven({
    id: named,
    event: `${type} ${action}`,
    issueId: (type === 'Issue' ? data?.id : data?.issueId) ?? null,
    sentAt: new Date(webhookTimestamp),
  });
}

function proven(delivery: Delivery): DeliveryReading {
  return { outcome: 'read', delivery };
}

function refused(reason: string): DeliveryReading {
  return { outcome: 'refused', reason };
}

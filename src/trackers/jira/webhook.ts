import { z } from 'zod';
import { bodyJson } from '../body-json.ts';
import { fingerprintOf, isOneOf, isSignedBy } from '../proof.ts';
import type { Delivery, DeliveryReading, WebhookRequest } from '../webhook.ts';

const shape = z.object({
  webhookEvent: z.string().max(100),
  timestamp: z.number().nullish().catch(null),
  issue: z
    .object({ id: z.coerce.string().regex(/^\d{1,30}$/) })
    .nullish()
    .catch(null),
});

/**
 * A delivery of Jira. `X-Hub-Signature: sha256=…` is the HMAC of the raw body. Data Center signs in some versions only; a request
 * without a signature is taken when its address ends in one of the secrets. `X-Atlassian-Webhook-Identifier` stays the same over all
 * attempts; where it is missing, the bytes name the delivery. Jira may be 15 minutes late and signs no time apart from the body, so age is
 * no reason to refuse (developer.atlassian.com, Jira Cloud platform, webhooks).
 */
export function readJiraWebhook(
  { header, body, token }: WebhookRequest,
  secrets: readonly string[],
): DeliveryReading {
  const doubt = doubtOf(header('x-hub-signature'), body, token, secrets);
  if (doubt !== null) return { outcome: 'refused', reason: doubt };
  const given = header('x-atlassian-webhook-identifier');
  const named = given !== null && given !== '' && given.length <= 200 ? given : fingerprintOf(body);
  return { outcome: 'read', delivery: { id: named, ...contentOf(body) } };
}

/** Why the request is not believed; null when it is. A signature that is there must be right, whatever the address says. */
function doubtOf(
  signature: string | null,
  body: Uint8Array,
  token: string | null,
  secrets: readonly string[],
): string | null {
  if (signature === null) {
    if (token === null) return 'The header X-Hub-Signature is missing, and the address ends in no secret.';
    return isOneOf(secrets, token) ? null : 'The address does not end in any of the webhookSecrets.';
  }
  const hex = signature.startsWith('sha256=') ? signature.slice('sha256='.length) : '';
  return isSignedBy(secrets, body, hex)
    ? null
    : 'X-Hub-Signature does not fit the body under any of the webhookSecrets.';
}

function contentOf(body: Uint8Array): Omit<Delivery, 'id'> {
  const read = shape.safeParse(bodyJson(body));
  if (!read.success) return { event: 'unreadable', issueId: null, sentAt: null };
  const { webhookEvent, timestamp, issue } = read.data;
  const sentAt = typeof timestamp === 'number' ? new Date(timestamp) : null;
  return {
    event: webhookEvent,
    issueId: issue?.id ?? null,
    sentAt: sentAt === null || Number.isNaN(sentAt.getTime()) ? null : sentAt,
  };
}

import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../../src/trackers/webhook.ts';

export const hmacOf = (secret: string, body: Uint8Array | string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

/** A request with these headers, named in lower case, as the door hands it to a reader. */
export function requestWith(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string,
  token: string | null = null,
): WebhookRequest {
  return { header: (name) => headers[name.toLowerCase()] ?? null, body: Buffer.from(body), token };
}

/** The bytes with one bit turned over. */
export function flipped(bytes: Uint8Array, place: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = place % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

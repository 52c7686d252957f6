import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether the hex text is the HMAC-SHA256 of the bytes under one of the secrets. Lower case, as the vendors write it. The time it
 * takes tells nothing about how much of it was right.
 */
export function isSignedBy(secrets: readonly string[], body: Uint8Array, signature: string): boolean {
  return secrets
    .map((secret) => isSame(signature, createHmac('sha256', secret).update(body).digest('hex')))
    .includes(true);
}

/** Whether the text is one of the secrets; its time tells nothing either. */
export function isOneOf(secrets: readonly string[], given: string): boolean {
  return secrets.map((secret) => isSame(digestOf(given), digestOf(secret))).includes(true);
}

/** A name for bytes that have no other: the same for the same bytes. */
export function fingerprintOf(body: Uint8Array): string {
  return `sha256:${digestOf(body)}`;
}

function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

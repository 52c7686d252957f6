/** A request to our webhook address, as it came in. */
export interface WebhookRequest {
  /** The value of a header, named in any case; null when it was not sent. */
  readonly header: (name: string) => string | null;
  /** The bytes as they were sent: the signature is over these and nothing else. */
  readonly body: Uint8Array;
  /** The secret at the end of the address, for trackers that cannot sign; null when there was none. */
  readonly token: string | null;
}

/** What a proven delivery says. It is a hint where to look, never a fact about the issue. */
export interface Delivery {
  /** The vendor's own id, the same when it is sent again. */
  readonly id: string;
  /** The vendor's own word for what happened, for people. */
  readonly event: string;
  /** The issue it is about, by the id we know issues by; null when it is about none, or cannot be read. */
  readonly issueId: string | null;
  /** When the vendor says it happened; null when it does not say. */
  readonly sentAt: Date | null;
}

/** A delivery, or why the request is not believed to come from the tracker. The reason holds neither secrets nor contents. */
export type DeliveryReading =
  | { readonly outcome: 'read'; readonly delivery: Delivery }
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Proves that a request comes from the tracker and reads what it is about. Any one of the secrets will do, so that one can be
 * replaced by the next. What is proven but cannot be read is a delivery about no issue: sent again it would be no better.
 */
export type WebhookReader = (
  request: WebhookRequest,
  secrets: readonly string[],
  now: Date,
) => DeliveryReading;

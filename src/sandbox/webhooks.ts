import { createHmac, randomUUID } from 'node:crypto';

/** One attempt at a delivery, as the vendor is asked to address it. */
export interface Attempt {
  readonly id: string;
  readonly event: string;
  readonly body: string;
  /** Hex HMAC-SHA256 of the body; null when it is sent unsigned. */
  readonly signature: string | null;
  /** 0 for the first. */
  readonly number: number;
  readonly isLate: boolean;
}

/** How a vendor sends its deliveries. */
export interface WebhookVendor {
  headersOf(attempt: Attempt): Readonly<Record<string, string>>;
  /** Whether an answer is followed by another attempt; null when none came in time. */
  isRetried(status: number | null): boolean;
  /** Milliseconds before each further attempt: as many as the vendor makes, and much shorter. */
  readonly waits: readonly number[];
  /** Told when the last attempt at a delivery failed. */
  gaveUp(): void;
}

/** What goes wrong with the next delivery, by the numbers of the fault model (trackers.md 6). */
export type WebhookFault =
  /** LW1, JW1: sent again, the same bytes, although it was taken. */
  | { readonly kind: 'twice' }
  /** LW2, JW3: held back until some time after the delivery behind it was answered. */
  | { readonly kind: 'overtaken' }
  /** LW5, JW6: never sent. */
  | { readonly kind: 'lost' }
  /** LW3, JW4: what stands for the hex of the signature; null sends none. */
  | { readonly kind: 'signed'; readonly as: (hex: string) => string | null }
  /** LW4, LW6, JW5: another body, signed as it should be. */
  | { readonly kind: 'altered'; readonly to: (body: Readonly<Record<string, unknown>>) => object | string }
  /** JW2: told to be of the slow lane. */
  | { readonly kind: 'late' };

export interface WebhookTarget {
  readonly url: string;
  /** Null for a Jira that does not sign. */
  readonly secret: string | null;
}

/** A delivery the sandbox has made, and how it was answered; null where no answer came. */
export interface SentDelivery {
  readonly id: string;
  readonly event: string;
  readonly statuses: readonly (number | null)[];
}

/** The webhooks of a sandbox. They are off until it is told where to. */
export interface Webhooks {
  deliverTo(target: WebhookTarget | null): void;
  next(fault: WebhookFault): void;
  /** The latest thousand, oldest first. */
  sent(): readonly SentDelivery[];
  /** Resolves when nothing is under way, attempts that wait for their turn included. */
  idle(): Promise<void>;
  close(): void;
}

/** The sandbox's own side: `tell` makes a delivery of what just happened. */
export interface WebhookSender extends Webhooks {
  tell(event: string, body: Readonly<Record<string, unknown>>): void;
}

const mostAtOnce = 8;
const mostRemembered = 1000;
/** Both vendors want their answer in a few seconds. */
const patienceMs = 5000;

/** Nothing is sent before `deliverTo`; attempts wait in real time. */
export function createWebhooks(vendor: WebhookVendor): WebhookSender {
  const faults: WebhookFault[] = [];
  const remembered: { id: string; event: string; statuses: (number | null)[] }[] = [];
  const waiting: (() => Promise<void>)[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const held: (() => void)[] = [];
  const idlers: (() => void)[] = [];
  let target: WebhookTarget | null = null;
  let running = 0;

  function tell(event: string, body: Readonly<Record<string, unknown>>): void {
    if (target === null) return;
    const fault = faults.shift() ?? null;
    const record = { id: randomUUID(), event, statuses: [] };
    remembered.push(record);
    if (remembered.length > mostRemembered) remembered.shift();
    if (fault?.kind === 'lost') return;
    const made = fault?.kind === 'altered' ? fault.to(body) : body;
    const text = typeof made === 'string' ? made : JSON.stringify(made);
    const { url, secret } = target;
    const hex = secret === null ? null : createHmac('sha256', secret).update(text).digest('hex');
    const signature = fault?.kind === 'signed' && hex !== null ? fault.as(hex) : hex;
    const send = (number: number): void =>
      enqueue(() => {
        const isLate = fault?.kind === 'late';
        const attempt = { id: record.id, event, body: text, signature, number, isLate };
        return deliver(url, attempt, record.statuses, send);
      });
    if (fault?.kind === 'overtaken') held.push(() => send(0));
    else send(0);
    if (fault?.kind === 'twice') later(vendor.waits[0] ?? 0, () => send(1));
  }

  async function deliver(
    url: string,
    attempt: Attempt,
    statuses: (number | null)[],
    again: (number: number) => void,
  ): Promise<void> {
    const status = await post(url, attempt.body, vendor.headersOf(attempt));
    statuses.push(status);
    for (const release of held.splice(0)) later(vendor.waits[0] ?? 0, release);
    if (target === null || !vendor.isRetried(status)) return;
    const wait = vendor.waits[attempt.number];
    if (wait === undefined) vendor.gaveUp();
    else later(wait, () => again(attempt.number + 1));
  }

  function enqueue(work: () => Promise<void>): void {
    waiting.push(work);
    pump();
  }

  function pump(): void {
    while (running < mostAtOnce) {
      const work = waiting.shift();
      if (work === undefined) break;
      running += 1;
      void work().finally(() => {
        running -= 1;
        pump();
      });
    }
    if (running + waiting.length + timers.size === 0) for (const resolve of idlers.splice(0)) resolve();
  }

  function later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, milliseconds);
    timers.add(timer);
  }

  return {
    tell,
    deliverTo: (to) => void (target = to),
    next: (fault) => void faults.push(fault),
    sent: () => remembered.map((record) => ({ ...record, statuses: [...record.statuses] })),
    idle: () =>
      new Promise((resolve) => {
        // After the acts that are over and still to be told.
        setImmediate(() => {
          idlers.push(resolve);
          pump();
        });
      }),
    close() {
      target = null;
      waiting.length = 0;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

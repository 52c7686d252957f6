import { z } from 'zod';
import type { TrackerError, TrackerErrorKind } from '../errors.ts';
import { limitEnds } from './rate-limit.ts';
import type { WireAnswer } from './transport.ts';

/** Why Linear did not do as asked. `unreachable` and `unreadable` leave open whether it did. */
export interface Fault {
  readonly kind: TrackerErrorKind | 'conflict';
  /** What Linear calls it, without contents: safe in any message. */
  readonly what: string;
  /** Linear's sentence for people, which may name a label or a person of the request; empty where there is none. */
  readonly words: string;
  readonly retryAfter: Date | null;
  /** The root field that failed, or its alias, where Linear says so. */
  readonly field: string | null;
  /** All of them, where there are several. */
  readonly failed?: readonly string[];
  /** Linear's message for programs, which names the argument it did not take. Not for people's eyes. */
  readonly message?: string;
  /** Nobody was there to take the request, so it did nothing. */
  readonly unsent?: boolean;
  /** The whole story, where the request was never sent. */
  readonly error?: TrackerError;
}

export type Reply =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'fault'; readonly fault: Fault };

type Refusal = Extract<Reply, { kind: 'fault' }>;

/** A workspace that holds as many issues as its plan allows is asked again after this. */
const fullMs = 3_600_000;

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string().catch(''),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z
          .object({
            type: z.string().nullish(),
            code: z.string().nullish(),
            userPresentableMessage: z.string().nullish(),
            meta: z.unknown().optional(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
type WireError = NonNullable<z.infer<typeof envelope>['errors']>[number];

/**
 * Reads an answer by what its errors say, not by its status: Linear sends a spent limit as 400, as 200 or as 429, and a proxy's
 * 404 is no word of Linear's. Whatever is not understood counts as not known, never as gone (trackers.md 1.4, 1.5).
 */
export function readReply(answer: WireAnswer, now: Date): Reply {
  if (answer.kind === 'silent') return fault('unreachable', answer.why);
  if (answer.kind === 'unsent') {
    const fields = { kind: 'unreachable', words: '', retryAfter: null, field: null } as const;
    return { kind: 'fault', fault: { ...fields, what: `at ${answer.why}`, unsent: true } };
  }
  if (answer.kind === 'withheld') {
    const { error } = answer;
    const { kind, retryAfter, unsent } = error;
    return {
      kind: 'fault',
      fault: { kind, what: error.message, words: '', retryAfter, field: null, unsent, error },
    };
  }
  const { status, headers } = answer;
  const body = parsed(answer.text);
  const error = body?.errors?.[0];
  if (body?.errors && error !== undefined) {
    const failed = body.errors.flatMap((one) => rootOf(one) ?? []);
    const read = fromError(error, status, headers, now);
    return { ...read, fault: { ...read.fault, failed, message: error.message } };
  }
  if (status === 429) return limited(limitEnds(headers, undefined, now));
  if (status >= 500) return fault('unreachable', `answered ${status}`);
  if (status === 401) return fault('unauthorised', 'answered 401');
  if (status !== 200) return fault('unreadable', `answered ${status} with something that is not Linear's`);
  if (body === null) return fault('unreadable', 'answered something that is not whole JSON');
  if (body.data === null || body.data === undefined) return fault('unreadable', 'answered without data');
  return { kind: 'data', data: body.data };
}

function rootOf({ path }: WireError): string | null {
  const root = path?.[0];
  return typeof root === 'string' ? root : null;
}

function fromError(error: WireError, status: number, headers: Headers, now: Date): Refusal {
  const { type, code, userPresentableMessage, meta } = error.extensions ?? {};
  const field = rootOf(error);
  const words = (userPresentableMessage ?? error.message).slice(0, 300);
  if (type === 'ratelimited' || code === 'RATELIMITED' || status === 429) {
    return limited(limitEnds(headers, meta, now), field);
  }
  if (type === 'authentication error' || code === 'AUTHENTICATION_ERROR' || status === 401) {
    return fault('unauthorised', 'does not accept the credential', words, field);
  }
  if (type === 'forbidden' || code === 'FORBIDDEN') {
    return fault('forbidden', 'does not allow this to the credential', words, field);
  }
  if (error.message.startsWith('conflict on insert of'))
    return fault('conflict', 'has that id already', words, field);
  if (error.message.startsWith('Entity not found: Issue')) {
    return fault('not-found', 'has no such issue, or hides it from this credential', words, field);
  }
  if (type === 'usage limit exceeded' || error.message.startsWith('issue limit exceeded')) {
    const refusal = fault('refused', 'takes no more issues: the plan is used up', words, field);
    return { ...refusal, fault: { ...refusal.fault, retryAfter: new Date(now.getTime() + fullMs) } };
  }
  if (isRefusal(type, code))
    return fault('refused', `refused the request (${code ?? type ?? ''})`, words, field);
  if (status >= 500 || type === 'lock timeout' || type === 'internal error') {
    return fault('unreachable', `could not say (${type ?? status})`, words, field);
  }
  return fault(
    'unreadable',
    `answered an error of an unknown sort (${type ?? code ?? status})`,
    words,
    field,
  );
}

function isRefusal(type: string | null | undefined, code: string | null | undefined): boolean {
  const codes = ['INPUT_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT'];
  const types = [
    'invalid input',
    'graphql error',
    'user error',
    'usage limit exceeded',
    'feature not accessible',
  ];
  return codes.includes(code ?? '') || types.includes(type ?? '');
}

function limited(retryAfter: Date, field: string | null = null): Refusal {
  const fields = {
    kind: 'rate-limited',
    what: 'asks for a pause: the hourly limit is used up',
    words: '',
  } as const;
  return { kind: 'fault', fault: { ...fields, retryAfter, field } };
}

function fault(kind: Fault['kind'], what: string, words = '', field: string | null = null): Refusal {
  return { kind: 'fault', fault: { kind, what, words, retryAfter: null, field } };
}

function parsed(text: string): z.infer<typeof envelope> | null {
  try {
    const result = envelope.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

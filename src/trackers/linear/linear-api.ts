import type { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { TrackerContext, TrackerSettings } from '../settings.ts';
import { type Fault, readReply } from './reply.ts';
import { createTransport } from './transport.ts';

export type Answer<T> =
  | { readonly kind: 'data'; readonly data: T }
  | { readonly kind: 'fault'; readonly fault: Fault };

type Variables = Readonly<Record<string, unknown>>;

/** Linear, asked with raw documents: the SDK's models send one request for every related object. */
export interface LinearApi {
  readonly trackerId: string;
  readonly clock: () => Date;
  /** Host of the API, for telling Linear's addresses from others. */
  readonly host: string;
  /** Asks, and answers with the data in the given shape or with the fault. */
  readonly ask: <T>(document: string, variables: Variables, shape: z.ZodType<T>) => Promise<Answer<T>>;
  /** Asks, and throws TrackerError where `ask` would answer with a fault. */
  readonly read: <T>(document: string, variables: Variables, shape: z.ZodType<T>) => Promise<T>;
  readonly requestCount: () => number;
}

/** Throws when the credential is of a sort Linear does not take. */
export function createLinearApi(settings: TrackerSettings, context: TrackerContext): LinearApi {
  const send = createTransport(settings, context.timeoutMs, context);
  const { clock } = context;
  const ask: LinearApi['ask'] = async (document, variables, shape) => {
    const reply = readReply(await send(JSON.stringify({ query: document, variables })), clock());
    if (reply.kind === 'fault') return reply;
    const read = shape.safeParse(reply.data);
    if (read.success) return { kind: 'data', data: read.data };
    const places = read.error.issues.slice(0, 3).map((issue) => issue.path.join('.') || 'data');
    const what = `answered in a shape it does not document, at ${places.join(', ')}`;
    return { kind: 'fault', fault: { kind: 'unreadable', what, words: '', retryAfter: null, field: null } };
  };
  return {
    trackerId: settings.id,
    clock,
    host: new URL(settings.url).host,
    ask,
    read: async (document, variables, shape) => {
      const answer = await ask(document, variables, shape);
      if (answer.kind === 'fault') throw errorOf(settings.id, answer.fault);
      return answer.data;
    },
    requestCount: send.requestCount,
  };
}

const advice: Readonly<Record<Fault['kind'], string>> = {
  unauthorised: 'Make a new API key in Linear under Settings, Security & access, and set it as apiKey.',
  forbidden: 'Give the key’s user access to the team, or use the key of somebody who has it.',
  'not-found': 'It may have been deleted, or moved to a private team.',
  'rate-limited': 'It goes on by itself after the pause.',
  conflict: 'It goes on by itself.',
  refused: 'If it happens again, please report it as a bug.',
  unreachable: 'It is tried again; check apiUrl and the network if it goes on.',
  unreadable: 'Check apiUrl and any proxy between here and Linear.',
};

/** The fault as the error that reads throw. Contents and secrets are left out. */
export function errorOf(trackerId: string, fault: Fault): TrackerError {
  if (fault.error !== undefined) return fault.error;
  const kind = fault.kind === 'conflict' ? 'refused' : fault.kind;
  const message = `Linear (${trackerId}) ${fault.what}. ${advice[fault.kind]}`;
  return new TrackerError(trackerId, kind, message, fault.retryAfter, fault.unsent);
}

import type { Response } from 'express';
import { rateLimited, unauthenticated } from './wire-errors.ts';

/** What a fault is told of the request it spoils. */
export interface Spoilt {
  readonly response: Response;
  /** The answer Linear would have sent; null when the fault comes before the request is carried out. */
  readonly answer: string | null;
  readonly fields: readonly string[];
  readonly seconds: number;
  readonly now: Date;
  /** Calls back after so many milliseconds of real time, unless the sandbox is closed before. */
  readonly later: (milliseconds: number, act: () => void) => void;
}

interface FaultAct {
  /** Whether the request is carried out before its answer is spoilt. */
  readonly commits: boolean;
  /** One of several mutations in the request fails, and the answer holds the others. */
  readonly partial?: boolean;
  spoil(spoilt: Spoilt): void;
}

const page = (title: string): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1>cloudflare</body></html>`;

function spent({ response, now, seconds }: Spoilt, which: 'Requests' | 'Complexity'): Response {
  return response
    .set(`X-RateLimit-${which}-Remaining`, '0')
    .set(`X-RateLimit-${which}-Reset`, String(now.getTime() + seconds * 1000));
}

/** Every way a request can go wrong, by the names of the fault model (trackers.md 6). */
const acts = {
  /** L6: carried out, then the connection dies. */
  'lost-answer': { commits: true, spoil: ({ response }) => response.destroy() },
  /** L6: carried out, answered after `seconds`. */
  'slow-answer': {
    commits: true,
    spoil: ({ response, answer, seconds, later }) =>
      later(seconds * 1000, () => response.type('application/json').send(answer)),
  },
  /** L7: carried out, then the gateway fails. */
  'gateway-error': {
    commits: true,
    spoil: ({ response }) => response.status(502).type('text/html').send(page('502 Bad Gateway')),
  },
  /** L8: carried out, the answer cut in the middle. */
  'cut-body': {
    commits: true,
    spoil: ({ response, answer }) =>
      response.type('application/json').send((answer ?? '').slice(0, Math.floor((answer ?? '').length / 2))),
  },
  /** L8: carried out, the answer empty. */
  'empty-body': { commits: true, spoil: ({ response }) => response.type('application/json').send('') },
  /** Nothing carried out, the gateway down. */
  down: {
    commits: false,
    spoil: ({ response }) => response.status(503).type('text/html').send(page('503 Service Unavailable')),
  },
  /** L1. */
  'rate-limited': {
    commits: false,
    spoil: (spoilt) => spent(spoilt, 'Requests').status(400).json(rateLimited(2500)),
  },
  /** L2 a. */
  'rate-limited-200': {
    commits: false,
    spoil: (spoilt) => spent(spoilt, 'Requests').json({ ...rateLimited(2500), data: null }),
  },
  /** L2 b. */
  'rate-limited-429': {
    commits: false,
    spoil: ({ response, seconds }) =>
      response.status(429).set('Retry-After', String(seconds)).json(rateLimited(2500)),
  },
  /** L2 c. */
  'rate-limited-empty': { commits: false, spoil: ({ response }) => response.status(429).end() },
  /** L2 d. */
  'rate-limited-code': {
    commits: false,
    spoil: (spoilt) => spent(spoilt, 'Requests').status(400).json(rateLimited(2500, false)),
  },
  /** L3: only this endpoint is spent. */
  'endpoint-limited': {
    commits: false,
    spoil: ({ response, fields, now, seconds }) =>
      response
        .set('X-RateLimit-Endpoint-Name', fields[0] ?? '')
        .set('X-RateLimit-Endpoint-Requests-Remaining', '0')
        .set('X-RateLimit-Endpoint-Requests-Reset', String(now.getTime() + seconds * 1000))
        .status(400)
        .json(rateLimited(100)),
  },
  /** L4: the hourly points are spent. */
  'complexity-limited': {
    commits: false,
    spoil: (spoilt) => spent(spoilt, 'Complexity').status(400).json(rateLimited(3_000_000)),
  },
  /** L5: all but the last mutation of the request are carried out and answered for. */
  partial: {
    commits: true,
    partial: true,
    spoil: ({ response, answer }) => response.type('application/json').send(answer),
  },
  /** L30: a field is gone from the schema. */
  'removed-field': {
    commits: false,
    spoil: ({ response }) =>
      response.status(400).json({
        errors: [
          {
            message: 'Cannot query field "dueDate" on type "Issue".',
            extensions: {
              http: { status: 400, headers: {} },
              code: 'GRAPHQL_VALIDATION_FAILED',
              type: 'graphql error',
              userError: true,
            },
          },
        ],
      }),
  },
  /** L30: carried out; the first issue of the answer has no team, where the schema promises one. */
  'null-team': {
    commits: true,
    spoil: ({ response, answer }) =>
      response.type('application/json').send((answer ?? '').replace(/"team":\{[^}]*\}/, '"team":null')),
  },
  /** L11: every mutation answers `success: false` and nothing is done. */
  unsuccessful: {
    commits: false,
    spoil: ({ response, fields }) =>
      response.json({
        data: Object.fromEntries(
          fields.map((field) => [field, { success: false, lastSyncId: 0, issue: null }]),
        ),
      }),
  },
  /** L19. */
  unauthorised: { commits: false, spoil: ({ response }) => response.status(401).json(unauthenticated) },
  /** L20: a proxy answers in Linear's place. */
  'not-found-page': {
    commits: false,
    spoil: ({ response }) => response.status(404).type('text/html').send(page('404 Not Found')),
  },
  /** L29. */
  'lock-timeout': {
    commits: false,
    spoil: ({ response }) =>
      response.json({
        data: null,
        errors: [{ message: 'Lock timeout', extensions: { type: 'lock timeout' } }],
      }),
  },
  /** A proxy that sends the caller elsewhere; followed, it would carry the request and the credential along. */
  redirect: { commits: false, spoil: ({ response }) => response.redirect(307, '/graphql') },
} as const satisfies Readonly<Record<string, FaultAct>>;

export type LinearFaultName = keyof typeof acts;

export interface LinearFault {
  readonly name: LinearFaultName;
  /** The root field a request must have to meet the fault, `issueCreate` say; any request when left out. */
  readonly on?: string;
  /** How many requests meet it; 1 unless told. */
  readonly times?: number;
  /** Length of a wait, where the fault has one; 60 unless told. */
  readonly seconds?: number;
}

/** The faults that wait for their requests, oldest first. */
export interface LinearFaults {
  next(fault: LinearFault): void;
  /** The names of those that no request has met yet. */
  waiting(): readonly LinearFaultName[];
  clear(): void;
  /** Takes the fault that a request with these root fields meets. */
  meet(fields: readonly string[]): (FaultAct & { readonly seconds: number }) | null;
  /** Lets people act right after the next request with the root field is carried out, before its answer arrives. */
  meanwhile(field: string, act: () => void): void;
  /** Runs what people do meanwhile. */
  carriedOut(fields: readonly string[]): void;
}

/** An empty queue of faults. */
export function createFaults(): LinearFaults {
  const waiting: { readonly fault: LinearFault; left: number }[] = [];
  const people: { readonly field: string; readonly act: () => void }[] = [];
  return {
    next: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    waiting: () => waiting.map(({ fault }) => fault.name),
    meanwhile: (field, act) => {
      people.push({ field, act });
    },
    carriedOut: (fields) => {
      const index = people.findIndex(({ field }) => fields.includes(field));
      if (index !== -1) people.splice(index, 1)[0]?.act();
    },
    clear: () => {
      waiting.length = 0;
    },
    meet: (fields) => {
      const index = waiting.findIndex(({ fault }) => fault.on === undefined || fields.includes(fault.on));
      const entry = waiting[index];
      if (entry === undefined) return null;
      entry.left -= 1;
      if (entry.left <= 0) waiting.splice(index, 1);
      return { ...acts[entry.fault.name], seconds: entry.fault.seconds ?? 60 };
    },
  };
}

import type { z } from 'zod';
import type { JiraOperation } from './jira-faults.ts';
import type { JiraUser } from './jira-site.ts';
import type { JiraStore } from './jira-store.ts';

/** What a route is handed: who asks (null: nobody Jira knows), and what they sent. */
export interface JiraCall {
  readonly store: JiraStore;
  readonly user: JiraUser | null;
  readonly origin: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Milliseconds by which the search index is behind. */
  readonly searchLag: number;
}

export interface JiraAnswer {
  readonly status: number;
  /** Undefined sends no body. */
  readonly body?: unknown;
}

export interface JiraRoute {
  readonly operation: JiraOperation;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/rest/api/3`, in express's notation. */
  readonly path: string;
  handle(call: JiraCall): JiraAnswer;
}

export const ok = (body: unknown): JiraAnswer => ({ status: 200, body });
export const noContent: JiraAnswer = { status: 204 };

/** A refusal in Jira's error collection. */
export function refusal(
  status: number,
  messages: readonly string[],
  errors: Readonly<Record<string, string>> = {},
): JiraAnswer {
  return { status, body: { errorMessages: messages, errors } };
}

export const noIssue = refusal(404, ['Issue does not exist or you do not have permission to see it.']);
export const notSignedIn = refusal(401, ['Client must be authenticated to access this resource.']);

/** The body as the schema wants it, or the refusal to send. */
export function readBody<T>(
  schema: z.ZodType<T>,
  call: JiraCall,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: JiraAnswer } {
  const read = schema.safeParse(call.body);
  if (read.success) return { ok: true, value: read.data };
  return {
    ok: false,
    answer: refusal(400, ['Invalid request payload. Refer to the REST API documentation and try again.']),
  };
}

/** One page of a list, by `startAt` and `maxResults` of the query. */
export function pageOf<T>(
  call: JiraCall,
  all: readonly T[],
  most: number,
): {
  readonly startAt: number;
  readonly maxResults: number;
  readonly total: number;
  readonly isLast: boolean;
  readonly values: readonly T[];
} {
  const startAt = Number(call.query.get('startAt') ?? 0);
  const maxResults = Math.min(Number(call.query.get('maxResults') ?? most), most);
  const values = all.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values };
}

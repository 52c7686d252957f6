import type { Alteration } from './alterations.ts';

export const jiraOperations = [
  'myself',
  'serverInfo',
  'createIssue',
  'createIssues',
  'getIssue',
  'editIssue',
  'deleteIssue',
  'bulkFetchIssues',
  'search',
  'removedSearch',
  'bulkChangelogs',
  'changelog',
  'setRemoteLink',
  'remoteLinks',
  'addComment',
  'comments',
  'transitions',
  'transition',
  'property',
  'setProperty',
  'issueTypes',
  'issueTypeFields',
  'user',
  'findUsers',
  'findAssignable',
  'project',
  'priorities',
  'searchPriorities',
  'statuses',
  'labels',
] as const;
export type JiraOperation = (typeof jiraOperations)[number];

/** What a request meets. Numbers are those of the fault model in the tests' names. */
export type JiraFault =
  /** J8: carried out, then the connection breaks. */
  | { readonly kind: 'lost-answer' }
  /** J8: carried out, then the answer comes too late. */
  | { readonly kind: 'slow-answer'; readonly milliseconds: number }
  /** J8: carried out, then the answer is cut in the middle, or empty. */
  | { readonly kind: 'cut-body'; readonly keep?: number }
  /** J7: carried out, then the gateway answers with a page of its own. */
  | { readonly kind: 'server-error'; readonly status?: 500 | 502 | 503 | 504 }
  /** J9: no answer now; carried out when the sandbox's clock has moved on that far. */
  | { readonly kind: 'delayed-commit'; readonly milliseconds: number }
  /** J12: of a bulk create only the first so many are carried out, of anything else all, then the gateway answers with a page of its own. */
  | { readonly kind: 'partial-commit'; readonly first: number; readonly status?: 500 | 502 | 503 | 504 }
  /** J34: carried out twice, by something in between that repeats requests; one answer comes back. */
  | { readonly kind: 'executed-twice'; readonly answered: 'first' | 'second' }
  /** J10, J14, J17, J28: carried out, and told in another form. */
  | { readonly kind: 'altered'; readonly how: Alteration }
  /** J5: carried out, with headers beside the answer. */
  | { readonly kind: 'with-headers'; readonly headers: Readonly<Record<string, string>> }
  /** J6, J30: not carried out. */
  | { readonly kind: 'unavailable'; readonly retryAfter?: string }
  /** J30: not carried out; the whole site is shut. */
  | { readonly kind: 'suspended' }
  /** J1–J4: not carried out. `headers` are sent as they are. */
  | {
      readonly kind: 'rate-limited';
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** J21: not carried out; something in between wants a login. */
  | { readonly kind: 'login-page'; readonly form: 'redirect' | 'page' }
  /** J22–J26 and any other refusal: not carried out. */
  | {
      readonly kind: 'refused';
      readonly status?: number;
      readonly messages?: readonly string[];
      readonly errors?: Readonly<Record<string, string>>;
    };

/** The seam through which a test or a demo spoils the sandbox. */
export interface JiraFaults {
  /** The next request of the operation meets the fault; several queue up. */
  next(operation: JiraOperation, fault: JiraFault): void;
  /** The next request meets the fault, whatever it asks. */
  soon(fault: JiraFault): void;
  /** How many no request has met yet. */
  waiting(): number;
  /** Takes back those that no request has met, and says how many. */
  clear(): number;
  /** Every request meets the fault until `null`. */
  all(fault: JiraFault | null): void;
  /** J13: the search index is that far behind the issues. */
  searchLag(milliseconds: number): void;
  /** J20: rejected credentials are not told apart by a header. */
  hideLoginReason(): void;
}

/** What the sandbox itself asks of its faults. */
export interface FaultDesk extends JiraFaults {
  take(operation: JiraOperation): JiraFault | null;
  lag(): number;
  loginReasonHidden(): boolean;
}

/** No faults yet. */
export function createFaultDesk(): FaultDesk {
  const queues = new Map<JiraOperation, JiraFault[]>();
  const anywhere: JiraFault[] = [];
  let standing: JiraFault | null = null;
  let lag = 0;
  let isReasonHidden = false;
  const waiting = (): number => [anywhere, ...queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  return {
    soon: (fault) => void anywhere.push(fault),
    next(operation, fault) {
      queues.set(operation, [...(queues.get(operation) ?? []), fault]);
    },
    waiting,
    clear() {
      const left = waiting();
      queues.clear();
      anywhere.length = 0;
      return left;
    },
    all(fault) {
      standing = fault;
    },
    searchLag(milliseconds) {
      lag = milliseconds;
    },
    hideLoginReason() {
      isReasonHidden = true;
    },
    take: (operation) => queues.get(operation)?.shift() ?? anywhere.shift() ?? standing,
    lag: () => lag,
    loginReasonHidden: () => isReasonHidden,
  };
}

/** The usual faults by the name of what went wrong. */
export const usualFaults = {
  /** J1 */
  quotaExceeded: (seconds: number, resetsAt: Date): JiraFault => ({
    kind: 'rate-limited',
    headers: {
      'Retry-After': String(seconds),
      'X-RateLimit-Limit': '100000',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': resetsAt.toISOString(),
      'RateLimit-Reason': 'jira-quota-tenant-based',
    },
  }),
  /** J2 */
  burst: (seconds: number): JiraFault => ({
    kind: 'rate-limited',
    headers: { 'Retry-After': String(seconds), 'RateLimit-Reason': 'jira-burst-based' },
  }),
  /** J4 */
  oddRateLimit: (retryAfter: string | null): JiraFault => ({
    kind: 'rate-limited',
    headers: retryAfter === null ? {} : { 'Retry-After': retryAfter },
    body: '',
  }),
  /** J5 */
  nearLimit: (): JiraFault => ({
    kind: 'with-headers',
    headers: { 'X-RateLimit-NearLimit': 'true', 'X-RateLimit-Limit': '350', 'X-RateLimit-Remaining': '60' },
  }),
  /** J22 */
  fieldRequired: (field: string, name: string): JiraFault => ({
    kind: 'refused',
    errors: { [field]: `${name} is required.` },
  }),
  /** J23 */
  notOnScreen: (field: string): JiraFault => ({
    kind: 'refused',
    errors: { [field]: notOnScreenWords(field) },
  }),
  /** J25 */
  assigneeRefused: (accountId: string): JiraFault => ({
    kind: 'refused',
    errors: { assignee: assigneeRefusedWords(accountId) },
  }),
} as const;

export function notOnScreenWords(field: string): string {
  return `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`;
}

export function assigneeRefusedWords(accountId: string): string {
  return `User '${accountId}' cannot be assigned issues.`;
}

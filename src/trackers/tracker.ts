import type { ItemState } from '../actions/item-history.ts';
import type { Day } from '../lib/calendar.ts';
import type { Priority } from '../postmortem/promise.ts';

export const trackerKinds = ['linear', 'jira-cloud', 'jira-data-center'] as const;
export type TrackerKind = (typeof trackerKinds)[number];

/** The project of a tracker an item goes to, as the team's configuration names it. */
export interface Destination {
  /** Linear: team key. Jira: project key. */
  readonly project: string;
  /** Jira only. */
  readonly issueType: string | null;
  /** Jira only: custom fields sent as they are. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The identity of one creation, stored before the first call, so that the call can be repeated. */
export interface IssueIdentity {
  /** A v4 UUID; the id of the issue on Linear. */
  readonly uuid: string;
  /** 20 characters [a-z0-9]; Jira's marker label is `pm-<key>`, its hidden issue property carries the key too. */
  readonly key: string;
  /** When an earlier attempt at this creation was sent and its outcome never learnt; null on the first. */
  readonly attemptedAt: Date | null;
}

/** One creation: the identity it is repeated under, and what the issue is to show. */
export interface IssueRequest {
  readonly identity: IssueIdentity;
  readonly draft: IssueDraft;
}

/** Everything an issue of ours shows. Plain text and Markdown; the adapter turns it into the vendor's form. */
export interface IssueDraft {
  readonly destination: Destination;
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  readonly assignee: Person | null;
  readonly due: Day | null;
  readonly priority: Priority | null;
  readonly labels: readonly string[];
  readonly backlink: Backlink;
}

/** How the tracker may know a person: by account where the configuration names one, else by e-mail, else by name. */
export interface Person {
  readonly name: string;
  readonly emails: readonly string[];
  readonly account: string | null;
}

/** The link from the issue back to the postmortem: an attachment on Linear, a remote link on Jira. */
export interface Backlink {
  readonly url: string;
  readonly title: string;
  readonly subtitle: string;
}

/** What may be changed on an issue that exists. A key that is absent leaves the field alone; labels are only ever added. */
export interface IssueChange {
  readonly title?: string;
  readonly description?: string;
  readonly assignee?: Person | null;
  readonly due?: Day | null;
  readonly priority?: Priority | null;
  readonly addLabels?: readonly string[];
  readonly state?: 'cancelled';
  readonly comment?: string;
  readonly backlink?: Backlink;
}

/** An issue as the tracker has it now, in our words. */
export interface Issue {
  /** Stable across moves and renames. */
  readonly id: string;
  readonly key: string;
  readonly url: string;
  readonly title: string;
  readonly project: string;
  readonly state: ItemState;
  /** The tracker's own name of the state, and its resolution where it has one. */
  readonly stateName: string;
  readonly resolution: string | null;
  readonly assignee: {
    readonly name: string;
    readonly email: string | null;
    readonly active: boolean;
  } | null;
  readonly due: Day | null;
  readonly priority: Priority | null;
  readonly labels: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** In the bin, or archived: still readable, no longer in anybody's backlog. */
  readonly trashed: boolean;
  readonly archived: boolean;
  /** The key of the issue this one was closed as a duplicate of; null when it was not, or the tracker does not say. */
  readonly duplicateOf: string | null;
  /** Closed by a rule of the tracker, not by a person. */
  readonly autoClosed: boolean;
  /** The identity key hidden in the issue, which no clone inherits; null without one, absent where it cannot be read. */
  readonly marker?: string | null;
}

/** One change in an issue's history, with the tracker's own time. `value` as in ItemEvent. */
export interface IssueHistoryEntry {
  /** Unique and stable within the tracker, so that reading twice records once. */
  readonly entryId: string;
  readonly issueId: string;
  readonly field: 'state' | 'due' | 'assignee' | 'priority';
  readonly value: string | null;
  readonly occurredAt: Date;
  readonly by: string | null;
  /** True when the credential we write with made the change. */
  readonly ours: boolean;
}

/**
 * The three outcomes of every write. `unknown` means the call may or may not have been carried out;
 * `retryAfter` of a refusal means nothing was done and the same call may be made again after it.
 * `trackerWide`: the credential or the connection is the cause, so that every other write would end the same way.
 */
export type WriteOutcome<T> =
  | {
      readonly outcome: 'done';
      readonly value: T;
      readonly notes: readonly string[];
      /** The issue is made and its backlink is not: it is still owed, as an update. */
      readonly unlinked?: boolean;
    }
  | {
      readonly outcome: 'refused';
      readonly reason: string;
      readonly retryAfter: Date | null;
      readonly trackerWide?: boolean;
    }
  | {
      readonly outcome: 'unknown';
      readonly reason: string;
      readonly retryAfter: Date;
      readonly trackerWide?: boolean;
    };

/** What was read of the issues asked for. `absent` is only ever filled when the credential proved its identity in the same call. */
export interface FetchedIssues {
  readonly issues: readonly Issue[];
  readonly absent: readonly string[];
  /** Those of the absent ones that the tracker itself says are there and not for us; most trackers do not tell. */
  readonly forbidden?: readonly string[];
}

/** Something `check` found. `do` says what to do about it. */
export interface TrackerFinding {
  readonly what: string;
  readonly do: string;
}

/** The few things we ever ask of a tracker. Reads throw TrackerError; writes answer with an outcome. */
export interface Tracker {
  readonly id: string;
  readonly kind: TrackerKind;
  /** The most creations that are cheaper in one call than in several. */
  readonly batchSize: number;
  /**
   * Creates the issues with marker label, hidden key and backlink, or finds those already made under their identities. Safe to
   * repeat. One outcome for each request, in their order; one that is refused does not keep the others from being done.
   */
  ensureIssues(requests: readonly IssueRequest[]): Promise<readonly WriteOutcome<Issue>[]>;
  /** Makes the issue show the change. Safe to repeat. */
  updateIssue(issueId: string, change: IssueChange): Promise<WriteOutcome<Issue>>;
  /** Sets the link back alone, where that takes a request of its own and `updateIssue` would take more. Safe to repeat. */
  linkBack?(issueId: string, backlink: Backlink): Promise<WriteOutcome<null>>;
  /** Reads issues by id, in bulk; moved, archived and trashed ones included. */
  fetchIssues(issueIds: readonly string[]): Promise<FetchedIssues>;
  /** Reads one issue by what a document calls it: a key (`PAY-812`) or its address. Null when this tracker has none such. */
  findIssue(reference: string): Promise<Issue | null>;
  /** Issues carrying the label that changed since the instant, with an overlap; may repeat, may miss archived ones. */
  changedSince(label: string, since: Date): Promise<readonly Issue[]>;
  /** The recorded changes of the issues, oldest first per issue. */
  historyOf(issueIds: readonly string[]): Promise<readonly IssueHistoryEntry[]>;
  /** Everything that would stop a write to these destinations: credential, project, issue type, required fields, labels, people. */
  check(request: CheckRequest): Promise<readonly TrackerFinding[]>;
  /** Requests sent so far by this adapter. */
  requestCount(): number;
}

export interface CheckRequest {
  readonly destinations: readonly Destination[];
  readonly labels: readonly string[];
  readonly people: readonly Person[];
}

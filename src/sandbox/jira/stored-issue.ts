/** An issue as the sandbox keeps it. Ids of statuses, priorities and resolutions are the site's own. */
export interface StoredIssue {
  readonly id: string;
  key: string;
  /** Keys from before moves; Jira still answers to them. */
  formerKeys: readonly string[];
  project: string;
  type: string;
  summary: string;
  description: unknown;
  statusId: string;
  resolution: string | null;
  assigneeId: string | null;
  readonly reporterId: string;
  due: string | null;
  priority: string | null;
  labels: readonly string[];
  custom: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  updatedAt: Date;
  resolvedAt: Date | null;
  archivedAt: Date | null;
  readonly properties: Map<string, unknown>;
  readonly remoteLinks: StoredLink[];
  readonly issueLinks: StoredIssueLink[];
  /** Issue security keeps it from the account that asks. */
  isHidden: boolean;
  readonly comments: StoredComment[];
  readonly histories: StoredHistory[];
}

export interface StoredLink {
  readonly id: number;
  readonly globalId: string | null;
  readonly url: string;
  readonly title: string;
  readonly rest: Readonly<Record<string, unknown>>;
}

/** One end of a link between two issues; `outward` on the one that “duplicates” the other. */
export interface StoredIssueLink {
  readonly id: string;
  readonly way: 'outward' | 'inward';
  readonly other: StoredIssue;
}

export interface StoredComment {
  readonly id: string;
  readonly authorId: string;
  readonly body: unknown;
  readonly createdAt: Date;
  readonly properties: readonly { readonly key: string; readonly value: unknown }[];
}

export interface StoredHistory {
  readonly id: string;
  readonly authorId: string;
  readonly createdAt: Date;
  readonly items: readonly HistoryItem[];
}

/** `from` and `to` are ids, the texts what a person reads; both null where there is nothing. */
export interface HistoryItem {
  readonly field: string;
  readonly from: string | null;
  readonly fromText: string | null;
  readonly to: string | null;
  readonly toText: string | null;
}

/** Who does something in the sandbox, and when (now unless said). */
export interface Act {
  readonly by: string;
  readonly at?: Date;
}

/** What a person writes into a new issue. */
export interface NewIssue {
  readonly project: string;
  readonly type?: string;
  readonly summary: string;
  readonly description?: unknown;
  readonly assigneeId?: string | null;
  readonly due?: string | null;
  readonly priority?: string | null;
  readonly labels?: readonly string[];
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly properties?: readonly { readonly key: string; readonly value: unknown }[];
}

/** Fields that may be edited; what is absent stays. */
export type IssueEdit = Partial<
  Pick<StoredIssue, 'summary' | 'description' | 'assigneeId' | 'due' | 'priority' | 'labels' | 'custom'>
>;

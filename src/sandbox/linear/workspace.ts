/** What a sandbox Linear holds. Field names are Linear's own, so that answers need no translation. */
export interface LinearUser {
  readonly id: string;
  name: string;
  displayName: string;
  email: string;
  active: boolean;
  app: boolean;
  /** Guests and apps may be members of which no issue can be assigned to. */
  assignable: boolean;
  /** Only admins may read webhooks. */
  readonly admin: boolean;
}

export interface LinearTeam {
  readonly id: string;
  key: string;
  name: string;
  nextNumber: number;
  readonly triage: boolean;
  archivedAt: string | null;
}

export interface LinearState {
  readonly id: string;
  name: string;
  /** Linear's own list is open: a type nobody knows yet may appear. */
  type: string;
  position: number;
  readonly teamId: string;
}

export interface LinearLabel {
  readonly id: string;
  name: string;
  /** Null for a label of the whole workspace. */
  readonly teamId: string | null;
  readonly isGroup: boolean;
  readonly parentId: string | null;
  retiredAt: string | null;
}

export interface LinearIssue {
  readonly id: string;
  number: number;
  teamId: string;
  previousIdentifiers: string[];
  title: string;
  description: string | null;
  priority: number;
  dueDate: string | null;
  stateId: string;
  assigneeId: string | null;
  readonly creatorId: string;
  labelIds: string[];
  readonly createdAt: string;
  updatedAt: string;
  startedAt: string | null;
  completedAt: string | null;
  canceledAt: string | null;
  archivedAt: string | null;
  autoClosedAt: string | null;
  trashed: boolean;
}

export interface LinearRelation {
  readonly id: string;
  readonly type: 'blocks' | 'duplicate' | 'related' | 'similar';
  readonly issueId: string;
  readonly relatedIssueId: string;
  readonly createdAt: string;
}

export interface LinearWebhook {
  readonly id: string;
  readonly label: string | null;
  readonly url: string | null;
  enabled: boolean;
  readonly resourceTypes: readonly string[];
  /** Null when it is for all public teams. */
  readonly teamId: string | null;
}

/** One line of an issue's history; absent keys did not change. */
export interface LinearHistory {
  readonly id: string;
  readonly issueId: string;
  readonly createdAt: string;
  readonly actorId: string;
  readonly fromStateId?: string;
  readonly toStateId?: string;
  readonly fromAssigneeId?: string | null;
  readonly toAssigneeId?: string | null;
  readonly fromDueDate?: string | null;
  readonly toDueDate?: string | null;
  readonly fromPriority?: number;
  readonly toPriority?: number;
  readonly fromTeamId?: string;
  readonly toTeamId?: string;
  readonly fromTitle?: string;
  readonly toTitle?: string;
  readonly addedLabelIds?: readonly string[];
  readonly removedLabelIds?: readonly string[];
  readonly archived?: boolean;
  readonly trashed?: boolean;
}

/** One act on an issue, as webhooks tell of it. */
export interface LinearChange {
  readonly action: 'create' | 'update' | 'remove';
  readonly issue: LinearIssue;
  /** Null when the workspace does not say who did it. */
  readonly actorId: string | null;
  readonly line: Partial<LinearHistory>;
}

export interface LinearAttachment {
  readonly id: string;
  readonly issueId: string;
  readonly url: string;
  title: string;
  subtitle: string | null;
  metadata: Readonly<Record<string, unknown>>;
  readonly creatorId: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface LinearComment {
  readonly id: string;
  readonly issueId: string;
  readonly body: string;
  readonly userId: string;
  readonly createdAt: string;
}

/** What a sandbox starts with. Teams get Linear's usual states. */
export interface LinearWorkspace {
  readonly name: string;
  readonly urlKey: string;
  readonly teams: readonly { readonly key: string; readonly name: string; readonly triage?: boolean }[];
  readonly users: readonly {
    readonly id?: string;
    readonly name: string;
    readonly email: string;
    readonly active?: boolean;
    readonly app?: boolean;
    readonly assignable?: boolean;
    readonly admin?: boolean;
  }[];
  readonly labels?: readonly {
    readonly name: string;
    /** Key of the team it belongs to; left out, it is a label of the workspace. */
    readonly team?: string;
    readonly group?: boolean;
    /** Name of the group it is in. */
    readonly parent?: string;
    readonly retired?: boolean;
  }[];
  /** Secret → e-mail of the user who owns it. */
  readonly apiKeys: Readonly<Record<string, string>>;
}

/** The states of a new team, in the order of Linear's own board. */
export const usualStates = [
  { name: 'Triage', type: 'triage' },
  { name: 'Backlog', type: 'backlog' },
  { name: 'Todo', type: 'unstarted' },
  { name: 'In Progress', type: 'started' },
  { name: 'In Review', type: 'started' },
  { name: 'Done', type: 'completed' },
  { name: 'Canceled', type: 'canceled' },
  { name: 'Duplicate', type: 'duplicate' },
] as const;

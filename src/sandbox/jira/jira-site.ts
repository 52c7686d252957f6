/** What a sandbox Jira site is made of before anybody works in it. */
export interface JiraSite {
  readonly title: string;
  readonly users: readonly JiraUser[];
  /** Who may sign in with Basic authentication, and as whom. */
  readonly credentials: readonly JiraCredential[];
  readonly projects: readonly JiraProject[];
  readonly statuses: readonly JiraStatus[];
  readonly resolutions: readonly string[];
  /** From most to least urgent. */
  readonly priorities: readonly string[];
  /** Offset in which the site writes its times, such as `-0500`. */
  readonly utcOffset: string;
}

export interface JiraUser {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Privacy settings keep the e-mail from everybody, and from the search. */
  readonly emailHidden?: boolean;
  readonly active?: boolean;
  /** A rule or an app, not a person. */
  readonly isApp?: boolean;
  /** Project keys where the user may be assigned issues; everywhere when left out. */
  readonly assignableIn?: readonly string[];
}

export interface JiraCredential {
  readonly email: string;
  readonly token: string;
  readonly accountId: string;
}

export interface JiraProject {
  readonly key: string;
  readonly name: string;
  readonly issueTypes: readonly string[];
  readonly archived?: boolean;
  readonly customFields?: readonly JiraCustomField[];
  /** System fields that are not on the create screen (`priority`, `duedate`). */
  readonly offScreen?: readonly string[];
  /** System fields that every issue must have (`duedate`). */
  readonly requiredFields?: readonly string[];
}

export interface JiraCustomField {
  /** `customfield_10042` */
  readonly id: string;
  readonly name: string;
  /** `validator`: required by the workflow, so that createmeta calls it optional. */
  readonly required: 'no' | 'yes' | 'validator';
  readonly hasDefault?: boolean;
  /** `text` when left out. A `paragraph` is an Atlassian document, a `select` one of the options. */
  readonly kind?: 'text' | 'paragraph' | 'number' | 'user' | 'select' | 'multiselect';
  readonly options?: readonly string[];
}

export const statusCategories = {
  undefined: { id: 1, name: 'No Category', colorName: 'medium-gray' },
  new: { id: 2, name: 'To Do', colorName: 'blue-gray' },
  indeterminate: { id: 4, name: 'In Progress', colorName: 'yellow' },
  done: { id: 3, name: 'Done', colorName: 'green' },
} as const;
export type StatusCategoryKey = keyof typeof statusCategories;

export interface JiraStatus {
  readonly id: string;
  readonly name: string;
  readonly category: StatusCategoryKey;
}

/** The parts of a site that most of them leave as Jira delivers them. */
export const usualWorkflow = {
  statuses: [
    { id: '10001', name: 'To Do', category: 'new' },
    { id: '3', name: 'In Progress', category: 'indeterminate' },
    { id: '10002', name: 'In Review', category: 'indeterminate' },
    { id: '10003', name: 'Done', category: 'done' },
  ],
  resolutions: ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce'],
  priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
  utcOffset: '+0000',
} as const satisfies Pick<JiraSite, 'statuses' | 'resolutions' | 'priorities' | 'utcOffset'>;

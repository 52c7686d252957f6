import { buildSchema, type GraphQLSchema } from 'graphql';

/** The part of Linear's GraphQL schema that Followthrough uses; a test holds it against the vendor's own where that is at hand. */
export const linearSdl = `
scalar DateTime
scalar DateTimeOrDuration
scalar JSONObject
scalar TimelessDate

enum PaginationOrderBy { createdAt updatedAt }

type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }

type Organization { id: ID! name: String! urlKey: String! }
type User { id: ID! name: String! displayName: String! email: String! active: Boolean! isAssignable: Boolean! app: Boolean! }
type UserConnection { nodes: [User!]! pageInfo: PageInfo! }
type ActorBot { id: ID name: String type: String! }

type Team {
  id: ID! key: String! name: String! archivedAt: DateTime retiredAt: DateTime
  states(first: Int, after: String, filter: WorkflowStateFilter): WorkflowStateConnection!
}
type TeamConnection { nodes: [Team!]! pageInfo: PageInfo! }
type WorkflowState { id: ID! name: String! type: String! position: Float! team: Team! }
type WorkflowStateConnection { nodes: [WorkflowState!]! pageInfo: PageInfo! }

type IssueLabel { id: ID! name: String! isGroup: Boolean! retiredAt: DateTime archivedAt: DateTime team: Team parent: IssueLabel }
type IssueLabelConnection { nodes: [IssueLabel!]! pageInfo: PageInfo! }

type Issue {
  id: ID! identifier: String! previousIdentifiers: [String!]! number: Float! url: String!
  title: String! description: String priority: Float! priorityLabel: String! dueDate: TimelessDate
  createdAt: DateTime! updatedAt: DateTime! startedAt: DateTime completedAt: DateTime canceledAt: DateTime
  archivedAt: DateTime autoArchivedAt: DateTime autoClosedAt: DateTime trashed: Boolean
  labelIds: [String!]! team: Team! state: WorkflowState! assignee: User creator: User
  labels(first: Int, after: String): IssueLabelConnection!
  relations(first: Int, after: String): IssueRelationConnection!
  attachments(first: Int, after: String): AttachmentConnection!
  comments(first: Int, after: String): CommentConnection!
  history(first: Int, after: String): IssueHistoryConnection!
}
type IssueRelation { id: ID! type: String! createdAt: DateTime! issue: Issue! relatedIssue: Issue! }
type IssueRelationConnection { nodes: [IssueRelation!]! pageInfo: PageInfo! }
type IssueConnection { nodes: [Issue!]! pageInfo: PageInfo! }

type IssueHistory {
  id: ID! createdAt: DateTime! actor: User actorId: String botActor: ActorBot
  fromState: WorkflowState toState: WorkflowState fromStateId: String toStateId: String
  fromAssignee: User toAssignee: User fromAssigneeId: String toAssigneeId: String
  fromDueDate: TimelessDate toDueDate: TimelessDate fromPriority: Float toPriority: Float
  fromTeam: Team toTeam: Team fromTitle: String toTitle: String
  addedLabelIds: [String!] removedLabelIds: [String!] archived: Boolean trashed: Boolean
}
type IssueHistoryConnection { nodes: [IssueHistory!]! pageInfo: PageInfo! }

type Attachment {
  id: ID! url: String! title: String! subtitle: String metadata: JSONObject!
  createdAt: DateTime! updatedAt: DateTime! creator: User issue: Issue!
}
type AttachmentConnection { nodes: [Attachment!]! pageInfo: PageInfo! }
type Comment { id: ID! body: String! createdAt: DateTime! user: User issue: Issue }
type CommentConnection { nodes: [Comment!]! pageInfo: PageInfo! }

type Webhook { id: ID! label: String url: String enabled: Boolean! allPublicTeams: Boolean! resourceTypes: [String!]! team: Team teamIds: [String!] }
type WebhookConnection { nodes: [Webhook!]! pageInfo: PageInfo! }

type RateLimitPayload { identifier: String kind: String! limits: [RateLimitResultPayload!]! }
type RateLimitResultPayload {
  type: String! requestedAmount: Float! allowedAmount: Float! period: Float! remainingAmount: Float! reset: Float!
}

type Query {
  viewer: User!
  organization: Organization!
  issue(id: String!): Issue!
  issues(first: Int, after: String, orderBy: PaginationOrderBy, includeArchived: Boolean, filter: IssueFilter): IssueConnection!
  users(first: Int, after: String, includeDisabled: Boolean, filter: UserFilter): UserConnection!
  teams(first: Int, after: String, includeArchived: Boolean, filter: TeamFilter): TeamConnection!
  workflowStates(first: Int, after: String, filter: WorkflowStateFilter): WorkflowStateConnection!
  issueLabels(first: Int, after: String, includeArchived: Boolean, filter: IssueLabelFilter): IssueLabelConnection!
  attachmentsForURL(url: String!, first: Int, after: String, includeArchived: Boolean): AttachmentConnection!
  webhooks(first: Int, after: String): WebhookConnection!
  rateLimitStatus: RateLimitPayload!
}

type IssuePayload { success: Boolean! lastSyncId: Float! issue: Issue }
type IssueBatchPayload { success: Boolean! lastSyncId: Float! issues: [Issue!]! }
type IssueArchivePayload { success: Boolean! lastSyncId: Float! entity: Issue }
type AttachmentPayload { success: Boolean! lastSyncId: Float! attachment: Attachment! }
type CommentPayload { success: Boolean! lastSyncId: Float! comment: Comment! }
type IssueLabelPayload { success: Boolean! lastSyncId: Float! issueLabel: IssueLabel! }

type Mutation {
  issueCreate(input: IssueCreateInput!): IssuePayload!
  issueBatchCreate(input: IssueBatchCreateInput!): IssueBatchPayload!
  issueUpdate(id: String!, input: IssueUpdateInput!): IssuePayload!
  issueArchive(id: String!, trash: Boolean): IssueArchivePayload!
  issueUnarchive(id: String!): IssueArchivePayload!
  issueDelete(id: String!, permanentlyDelete: Boolean): IssueArchivePayload!
  attachmentCreate(input: AttachmentCreateInput!): AttachmentPayload!
  commentCreate(input: CommentCreateInput!): CommentPayload!
  issueLabelCreate(input: IssueLabelCreateInput!): IssueLabelPayload!
}

input IssueCreateInput {
  id: String teamId: String! title: String description: String assigneeId: String stateId: String
  dueDate: TimelessDate priority: Int labelIds: [String!] createdAt: DateTime
}
input IssueBatchCreateInput { issues: [IssueCreateInput!]! }
input IssueUpdateInput {
  title: String description: String assigneeId: String stateId: String teamId: String dueDate: TimelessDate
  priority: Int labelIds: [String!] addedLabelIds: [String!] removedLabelIds: [String!] trashed: Boolean
}
input AttachmentCreateInput {
  id: String issueId: String! url: String! title: String! subtitle: String iconUrl: String metadata: JSONObject
}
input CommentCreateInput { id: String issueId: String body: String createdAt: DateTime }
input IssueLabelCreateInput { id: String name: String! teamId: String color: String description: String isGroup: Boolean parentId: String }

input IDComparator { eq: ID neq: ID in: [ID!] nin: [ID!] }
input IssueIDComparator { eq: ID neq: ID in: [ID!] nin: [ID!] }
input StringComparator { eq: String neq: String in: [String!] nin: [String!] eqIgnoreCase: String }
input BooleanComparator { eq: Boolean neq: Boolean }
input DateComparator { eq: DateTimeOrDuration gt: DateTimeOrDuration gte: DateTimeOrDuration lt: DateTimeOrDuration lte: DateTimeOrDuration }
input IssueFilter {
  id: IssueIDComparator updatedAt: DateComparator createdAt: DateComparator title: StringComparator
  labels: IssueLabelCollectionFilter state: WorkflowStateFilter team: TeamFilter creator: NullableUserFilter and: [IssueFilter!] or: [IssueFilter!]
}
input IssueLabelCollectionFilter { some: IssueLabelFilter every: IssueLabelFilter }
input IssueLabelFilter { id: IDComparator name: StringComparator isGroup: BooleanComparator and: [IssueLabelFilter!] or: [IssueLabelFilter!] }
input WorkflowStateFilter { id: IDComparator name: StringComparator type: StringComparator team: TeamFilter }
input TeamFilter { id: IDComparator key: StringComparator name: StringComparator and: [TeamFilter!] or: [TeamFilter!] }
input NullableUserFilter { id: IDComparator isMe: BooleanComparator }
input UserFilter {
  id: IDComparator email: StringComparator name: StringComparator displayName: StringComparator active: BooleanComparator
  and: [UserFilter!] or: [UserFilter!]
}
`;

/** The mini schema, ready to validate and execute documents. */
export function linearSchema(): GraphQLSchema {
  return buildSchema(linearSdl);
}

/** The same with mutations that may be null one by one, so that an answer can hold some of them and an error for the others. */
export function forgivingSchema(): GraphQLSchema {
  return buildSchema(linearSdl.replaceAll(/Payload!$/gm, 'Payload'));
}

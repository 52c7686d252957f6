/** Every document the adapter sends. A test validates each against Linear's schema. */

const issueFields = `fragment IssueFields on Issue {
  id identifier url title priority dueDate createdAt updatedAt archivedAt trashed labelIds
  team { id key } state { name type } assignee { name email active }
}`;

const historyFields = `fragment HistoryFields on IssueHistory {
  id createdAt fromDueDate toDueDate fromPriority toPriority fromAssigneeId
  actor { id name } botActor { name } fromState { type } toState { type } toAssignee { name }
}`;

export const createIssueDocument = `mutation CreateIssue($input: IssueCreateInput!, $backlink: AttachmentCreateInput!) {
  issueCreate(input: $input) { success issue { ...IssueFields } }
  attachmentCreate(input: $backlink) { success }
}
${issueFields}`;

export const updateIssueDocument = `mutation UpdateIssue($id: String!, $input: IssueUpdateInput!) {
  issueUpdate(id: $id, input: $input) { success issue { ...IssueFields } }
}
${issueFields}`;

export const attachDocument = `mutation Attach($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { success } }`;

export const commentDocument = `mutation Comment($input: CommentCreateInput!) { commentCreate(input: $input) { success } }`;

export const createLabelDocument = `mutation CreateLabel($input: IssueLabelCreateInput!) {
  issueLabelCreate(input: $input) { success issueLabel { id name } }
}`;

/** One issue with what proves that it is ours. */
export const issueWithProofDocument = `query IssueWithProof($id: String!) {
  viewer { id }
  issue(id: $id) { ...IssueFields creator { id } attachments(first: 50) { nodes { url metadata } } }
}
${issueFields}`;

export const oneIssueDocument = `query OneIssue($id: String!) { issue(id: $id) { ...IssueFields } }
${issueFields}`;

/** About 1,500 of the 10,000 points a query may cost. The viewer proves that an absence is no dead credential. */
export const issuesByIdDocument = `query IssuesById($ids: [ID!]!, $after: String) {
  viewer { id }
  issues(first: 250, after: $after, includeArchived: true, filter: { id: { in: $ids } }) {
    pageInfo { hasNextPage endCursor }
    nodes { ...IssueFields }
  }
}
${issueFields}`;

export const changedSinceDocument = `query ChangedSince($label: String!, $since: DateTimeOrDuration!, $after: String) {
  issues(first: 250, after: $after, orderBy: updatedAt, includeArchived: true,
    filter: { updatedAt: { gte: $since }, labels: { some: { name: { eqIgnoreCase: $label } } } }) {
    pageInfo { hasNextPage endCursor }
    nodes { ...IssueFields }
  }
}
${issueFields}`;

/** About 8,500 points: 20 issues with 50 lines of history each. */
export const historyDocument = `query History($ids: [ID!]!) {
  viewer { id }
  issues(first: 20, includeArchived: true, filter: { id: { in: $ids } }) {
    nodes { id history(first: 50) { pageInfo { hasNextPage endCursor } nodes { ...HistoryFields } } }
  }
}
${historyFields}`;

export const moreHistoryDocument = `query MoreHistory($id: String!, $after: String!) {
  issue(id: $id) { history(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...HistoryFields } } }
}
${historyFields}`;

export const viewerDocument = `query Viewer { viewer { id } }`;

export const teamsDocument = `query Teams($filter: TeamFilter!) {
  teams(first: 1, filter: $filter) { nodes { id key states(first: 50) { nodes { id name type position } } } }
}`;

export const labelsDocument = `query Labels($filter: IssueLabelFilter!) {
  issueLabels(first: 250, includeArchived: true, filter: $filter) {
    nodes { id name isGroup retiredAt archivedAt team { id } }
  }
}`;

export const usersDocument = `query Users($filter: UserFilter!) {
  users(first: 50, includeDisabled: true, filter: $filter) { nodes { id name displayName email active } }
}`;

import { historyFields, issueFields } from './fragments.ts';

/** Every document the adapter sends, save those of batch-documents.ts. A test validates each against Linear's schema. */

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

/**
 * Issues with what proves that they are ours, 5,400 points. By id and, where the filter says so, by who made them and when: a
 * creation whose id was not kept is found that way.
 */
export const issuesWithProofDocument = `query IssuesWithProof($filter: IssueFilter!) {
  viewer { id }
  issues(first: 100, includeArchived: true, filter: $filter) {
    nodes { ...IssueFields creator { id } attachments(first: 20) { nodes { url metadata } } }
  }
}
${issueFields}`;

/** One issue with what proves that it is ours. */
export const issueWithProofDocument = `query IssueWithProof($id: String!) {
  viewer { id }
  issue(id: $id) { ...IssueFields creator { id } attachments(first: 50) { nodes { url metadata } } }
}
${issueFields}`;

export const oneIssueDocument = `query OneIssue($id: String!) { issue(id: $id) { ...IssueFields } }
${issueFields}`;

/** About 7,500 of the 10,000 points a query may cost, for 250 issues. The viewer proves that an absence is no dead credential. */
export const issuesByIdDocument = `query IssuesById($ids: [ID!]!, $first: Int!, $after: String) {
  viewer { id }
  issues(first: $first, after: $after, includeArchived: true, filter: { id: { in: $ids } }) {
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

/** About 8,550 points for 40 issues with 25 lines of history each. */
export const historyDocument = `query History($ids: [ID!]!, $first: Int!) {
  viewer { id }
  issues(first: $first, includeArchived: true, filter: { id: { in: $ids } }) {
    nodes { id history(first: 25) { pageInfo { hasNextPage endCursor } nodes { ...HistoryFields } } }
  }
}
${historyFields}`;

export const viewerDocument = `query Viewer { viewer { id } }`;

export const teamsDocument = `query Teams($filter: TeamFilter!) {
  teams(first: 50, includeArchived: true, filter: $filter) {
    nodes { id key archivedAt retiredAt states(first: 50) { nodes { id name type position } } }
  }
}`;

export const labelsDocument = `query Labels($filter: IssueLabelFilter!) {
  issueLabels(first: 250, includeArchived: true, filter: $filter) {
    nodes { id name isGroup retiredAt archivedAt team { id } parent { id name } }
  }
}`;

export const usersDocument = `query Users($filter: UserFilter!) {
  users(first: 250, includeDisabled: true, filter: $filter) {
    nodes { id name displayName email active isAssignable }
  }
}`;

/** Only admins may ask this. */
export const webhooksDocument = `query Webhooks {
  webhooks(first: 100) { nodes { id url enabled resourceTypes allPublicTeams team { id } teamIds } }
}`;

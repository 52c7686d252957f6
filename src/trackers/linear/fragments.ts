/** About 30 points an issue, most of them for its labels and relations; asked for one by one they would cost requests. */
export const issueFields = `fragment IssueFields on Issue {
  id identifier url title priority dueDate createdAt updatedAt archivedAt autoClosedAt trashed labelIds
  team { id key } state { name type } assignee { name email active }
  labels(first: 10) { nodes { id name } }
  relations(first: 5) { nodes { type relatedIssue { identifier } } }
}`;

export const historyFields = `fragment HistoryFields on IssueHistory {
  id createdAt fromDueDate toDueDate fromPriority toPriority fromAssigneeId
  actor { id name } botActor { name } fromState { type } toState { type } toAssignee { name }
}`;

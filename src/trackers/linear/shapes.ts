import { z } from 'zod';

/** The fields of Linear's answers that are used, and no others; what Linear may leave out is nullish. */

const instant = z.string().pipe(z.coerce.date());

export const issueNode = z.object({
  id: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: z.string(),
  priority: z.number().nullish(),
  dueDate: z.string().nullish(),
  createdAt: instant,
  updatedAt: instant,
  archivedAt: z.string().nullish(),
  autoClosedAt: z.string().nullish(),
  trashed: z.boolean().nullish(),
  labelIds: z.array(z.string()).nullish(),
  team: z.object({ id: z.string(), key: z.string() }),
  state: z.object({ name: z.string(), type: z.string() }),
  assignee: z
    .object({ name: z.string(), email: z.string().nullish(), active: z.boolean().nullish() })
    .nullish(),
  labels: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }).nullish(),
  relations: z
    .object({
      nodes: z.array(
        z.object({ type: z.string(), relatedIssue: z.object({ identifier: z.string() }).nullish() }),
      ),
    })
    .nullish(),
});
export type IssueNode = z.infer<typeof issueNode>;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const viewer = z.object({ id: z.string() });

/** An issue that does not keep to Linear's own schema is told apart, so that it does not spoil the whole page. */
const legible = issueNode.or(z.object({ id: z.string() }).transform(({ id }) => ({ illegible: id })));
export type Legible = z.infer<typeof legible>;

export const issuePage = z.object({ issues: z.object({ pageInfo, nodes: z.array(legible) }) });
export const issuePageWithViewer = issuePage.extend({ viewer });
export const oneIssue = z.object({ issue: issueNode });

const issueAndProof = issueNode.extend({
  creator: z.object({ id: z.string() }).nullish(),
  attachments: z.object({
    nodes: z.array(z.object({ url: z.string(), metadata: z.record(z.string(), z.unknown()).nullish() })),
  }),
});
/** An issue with what proves whose it is. */
export type ProvenNode = z.infer<typeof issueAndProof>;
export const issueWithProof = z.object({ viewer, issue: issueAndProof });
export const issuesWithProof = z.object({ viewer, issues: z.object({ nodes: z.array(issueAndProof) }) });

const written = z.object({ success: z.boolean() });
export const createdIssue = z.object({
  issueCreate: written.extend({ issue: issueNode.nullish() }),
  attachmentCreate: written.nullish(),
});
export const updatedIssue = z.object({ issueUpdate: written.extend({ issue: issueNode.nullish() }) });
export const attached = z.object({ attachmentCreate: written });
/** One link back under its alias; null where Linear says so in an error beside the data. */
export const linked = written.extend({
  attachment: z
    .object({
      metadata: z.record(z.string(), z.unknown()).nullish(),
      issue: z.object({ id: z.string() }).nullish(),
    })
    .nullish(),
});
export const linkedMany = z.record(z.string(), linked.nullish());
export const createdIssues = z
  .object({ issueBatchCreate: written.extend({ issues: z.array(issueNode).nullish() }) })
  .catchall(z.unknown());
export const commented = z.object({ commentCreate: written });
export const createdLabel = z.object({
  issueLabelCreate: written.extend({ issueLabel: z.object({ id: z.string(), name: z.string() }) }),
});

export const historyNode = z.object({
  id: z.string(),
  createdAt: instant,
  fromDueDate: z.string().nullish(),
  toDueDate: z.string().nullish(),
  fromPriority: z.number().nullish(),
  toPriority: z.number().nullish(),
  fromAssigneeId: z.string().nullish(),
  actor: z.object({ id: z.string(), name: z.string() }).nullish(),
  botActor: z.object({ name: z.string().nullish() }).nullish(),
  fromState: z.object({ type: z.string() }).nullish(),
  toState: z.object({ type: z.string() }).nullish(),
  toAssignee: z.object({ name: z.string() }).nullish(),
});
export type HistoryNode = z.infer<typeof historyNode>;
const history = z.object({ pageInfo, nodes: z.array(historyNode) });

export const histories = z.object({
  viewer,
  issues: z.object({ nodes: z.array(z.object({ id: z.string(), history })) }),
});
export const moreHistories = z.record(z.string(), z.object({ history }));

export const viewerOnly = z.object({ viewer });

const stateNode = z.object({ id: z.string(), name: z.string(), type: z.string(), position: z.number() });
const teamNode = z.object({
  id: z.string(),
  key: z.string(),
  archivedAt: z.string().nullish(),
  retiredAt: z.string().nullish(),
  states: z.object({ nodes: z.array(stateNode) }),
});
export type TeamNode = z.infer<typeof teamNode>;
export const teams = z.object({ teams: z.object({ nodes: z.array(teamNode) }) });

const labelNode = z.object({
  id: z.string(),
  name: z.string(),
  isGroup: z.boolean(),
  retiredAt: z.string().nullish(),
  archivedAt: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  parent: z.object({ id: z.string(), name: z.string() }).nullish(),
});
export type LabelNode = z.infer<typeof labelNode>;
export const labels = z.object({ issueLabels: z.object({ nodes: z.array(labelNode) }) });

const userNode = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  active: z.boolean(),
  isAssignable: z.boolean().nullish(),
});
export type UserNode = z.infer<typeof userNode>;
export const users = z.object({ users: z.object({ nodes: z.array(userNode) }) });

const webhookNode = z.object({
  url: z.string().nullish(),
  enabled: z.boolean(),
  resourceTypes: z.array(z.string()),
  allPublicTeams: z.boolean().nullish(),
  team: z.object({ id: z.string() }).nullish(),
  teamIds: z.array(z.string()).nullish(),
});
export type WebhookNode = z.infer<typeof webhookNode>;
export const webhooks = z.object({ webhooks: z.object({ nodes: z.array(webhookNode) }) });

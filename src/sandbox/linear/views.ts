import { addressOf, identifierOf, type LinearData, statesOf } from './data.ts';
import type { Facts } from './filters.ts';
import { newestFirst, page, type PageArguments } from './pages.ts';
import type {
  LinearAttachment,
  LinearHistory,
  LinearIssue,
  LinearLabel,
  LinearState,
  LinearTeam,
  LinearUser,
  LinearWebhook,
} from './workspace.ts';

const priorityLabels = ['No priority', 'Urgent', 'High', 'Medium', 'Low'];

/** Rows as the GraphQL executor walks them: scalars as they are, related rows as functions, so that only what is asked for is built. */
export interface Views {
  readonly issue: (issue: LinearIssue) => object;
  readonly user: (user: LinearUser) => object;
  readonly team: (team: LinearTeam) => object;
  readonly state: (state: LinearState) => object;
  readonly label: (label: LinearLabel) => object;
  readonly attachment: (attachment: LinearAttachment) => object;
  readonly webhook: (webhook: LinearWebhook) => object;
  readonly facts: (issue: LinearIssue, viewerId: string) => Facts;
  readonly stateFacts: (state: LinearState) => Facts;
}

function user(row: LinearUser): object {
  return { ...row, isAssignable: row.active && row.assignable };
}

/** The views over a workspace's data. */
export function createViews(data: LinearData): Views {
  const userOf = (id: string | null | undefined): object | null => {
    const row = data.users.get(id ?? '');
    return row === undefined ? null : user(row);
  };
  const team = (row: LinearTeam): object => ({
    ...row,
    retiredAt: null,
    states: (asked: PageArguments) => page(statesOf(data, row.id), asked, state),
  });
  const teamOf = (id: string | null | undefined): object | null => {
    const row = data.teams.get(id ?? '');
    return row === undefined ? null : team(row);
  };
  const state = (row: LinearState): object => ({ ...row, team: () => teamOf(row.teamId) });
  const stateOf = (id: string | undefined): object | null => {
    const row = data.states.get(id ?? '');
    return row === undefined ? null : state(row);
  };
  const labelOf = (id: string | null): object | null => {
    const row = data.labels.get(id ?? '');
    return row === undefined ? null : label(row);
  };
  const label = (row: LinearLabel): object => ({
    ...row,
    archivedAt: null,
    team: () => teamOf(row.teamId),
    parent: () => labelOf(row.parentId),
  });
  const attachment = (row: LinearAttachment): object => ({
    ...row,
    creator: () => userOf(row.creatorId),
    issue: () => issueOf(row.issueId),
  });
  const historyLine = (row: LinearHistory): object => ({
    ...row,
    actor: () => userOf(row.actorId),
    fromState: () => stateOf(row.fromStateId),
    toState: () => stateOf(row.toStateId),
    fromAssignee: () => userOf(row.fromAssigneeId),
    toAssignee: () => userOf(row.toAssigneeId),
    fromTeam: () => teamOf(row.fromTeamId),
    toTeam: () => teamOf(row.toTeamId),
  });
  const issueOf = (id: string): object | null => {
    const row = data.issues.get(id);
    return row === undefined ? null : issue(row);
  };
  const issue = (row: LinearIssue): object => ({
    ...row,
    identifier: identifierOf(data, row),
    url: addressOf(data, row),
    priorityLabel: priorityLabels[row.priority] ?? 'No priority',
    autoArchivedAt: null,
    trashed: row.trashed ? true : null,
    team: () => teamOf(row.teamId),
    state: () => stateOf(row.stateId),
    assignee: () => userOf(row.assigneeId),
    creator: () => userOf(row.creatorId),
    labels: (asked: PageArguments) => page(labelsOf(row), asked, label),
    relations: (asked: PageArguments) =>
      page(
        data.relations.filter((relation) => relation.issueId === row.id),
        asked,
        (relation) => ({
          ...relation,
          issue: () => issueOf(relation.issueId),
          relatedIssue: () => issueOf(relation.relatedIssueId),
        }),
      ),
    attachments: (asked: PageArguments) => page(partsOf(data.attachments, row.id), asked, attachment),
    comments: (asked: PageArguments) =>
      page(partsOf(data.comments, row.id), asked, (comment) => ({
        ...comment,
        user: () => userOf(comment.userId),
        issue: () => issueOf(row.id),
      })),
    history: (asked: PageArguments) => {
      const lines = data.history.filter((line) => line.issueId === row.id);
      return page(
        newestFirst(lines, (line) => line.createdAt),
        asked,
        historyLine,
      );
    },
  });
  const labelsOf = (row: LinearIssue): LinearLabel[] =>
    row.labelIds.flatMap((id) => data.labels.get(id) ?? []);
  const stateFacts = (row: LinearState): Facts => {
    const { key = '', name = '' } = data.teams.get(row.teamId) ?? {};
    return { id: row.id, name: row.name, type: row.type, team: { id: row.teamId, key, name } };
  };
  return {
    issue,
    user,
    team,
    state,
    label,
    attachment,
    webhook: (row) => ({
      ...row,
      team: () => teamOf(row.teamId),
      teamIds: null,
      allPublicTeams: row.teamId === null,
    }),
    stateFacts,
    facts: (row, viewerId) => {
      const { key = '', name = '' } = data.teams.get(row.teamId) ?? {};
      const inState = data.states.get(row.stateId);
      return {
        id: row.id,
        title: row.title,
        createdAt: new Date(row.createdAt),
        updatedAt: new Date(row.updatedAt),
        team: { id: row.teamId, key, name },
        state: inState === undefined ? null : stateFacts(inState),
        creator: { id: row.creatorId, isMe: row.creatorId === viewerId },
        labels: labelsOf(row).map(({ id, name: labelName, isGroup }) => ({ id, name: labelName, isGroup })),
      };
    },
  };
}

function partsOf<T extends { readonly id: string; readonly issueId: string; readonly createdAt: string }>(
  parts: ReadonlyMap<string, T>,
  issueId: string,
): T[] {
  return newestFirst(
    [...parts.values()].filter((part) => part.issueId === issueId),
    (part) => part.createdAt,
  );
}

import { randomUUID } from 'node:crypto';
import { findIssue, identifierOf, type LinearData, personNamed, statesOf, teamByKey } from './data.ts';
import {
  type Act,
  archiveIssue,
  autoCloseIssue,
  changeIssue,
  createIssue,
  markDuplicate,
  purgeIssue,
  trashIssue,
  unarchiveIssue,
} from './issue-acts.ts';
import type { LinearComment, LinearIssue, LinearLabel } from './workspace.ts';

/** Who acts, by id, e-mail or name, and when; left out, it is now. */
export interface By {
  readonly by: string;
  readonly at?: Date;
}

export interface IssueByHuman {
  readonly team: string;
  readonly title: string;
  readonly description?: string;
  readonly assignee?: string;
  readonly due?: string;
  /** Linear's number: 0 none, 1 urgent, 2 high, 3 medium, 4 low. */
  readonly priority?: number;
  readonly labels?: readonly string[];
}

/** What people do in Linear, at times of the caller's choosing. Issues go by id or identifier; every name must exist or it throws. */
export interface LinearStore {
  readonly data: LinearData;
  issue(reference: string): LinearIssue;
  identifierOf(issue: LinearIssue): string;
  createIssue(wanted: IssueByHuman, act: By): LinearIssue;
  moveIssue(reference: string, stateName: string, act: By): void;
  reDate(reference: string, due: string | null, act: By): void;
  reassign(reference: string, assignee: string | null, act: By): void;
  prioritise(reference: string, priority: number, act: By): void;
  rename(reference: string, title: string, act: By): void;
  addLabel(reference: string, label: string, act: By): void;
  removeLabel(reference: string, label: string, act: By): void;
  moveTeam(reference: string, teamKey: string, act: By): void;
  comment(reference: string, body: string, act: By): LinearComment;
  trash(reference: string, act: By): void;
  archive(reference: string, act: By): void;
  restore(reference: string, act: By): void;
  purge(reference: string): void;
  deactivate(person: string): void;
  /** Closes it as a duplicate of the canonical one. */
  markDuplicate(reference: string, canonical: string, act: By): void;
  /** Closes it by the team's rule for stale issues. */
  autoClose(reference: string, act: By): void;
  /** Every identifier of the team changes with its key. */
  renameTeam(key: string, newKey: string): void;
  archiveTeam(key: string): void;
}

/** The store over a workspace's data. */
export function createLinearStore(data: LinearData): LinearStore {
  const issueOf = (reference: string): LinearIssue => {
    const found = findIssue(data, reference);
    if (found === null) throw new Error(`The sandbox has no issue ${reference}`);
    return found;
  };
  const actOf = ({ by, at }: By): Act => ({ actorId: personNamed(data, by).id, at: at ?? data.clock() });
  const change = (reference: string, patch: Parameters<typeof changeIssue>[2], act: By): void => {
    changeIssue(data, issueOf(reference), patch, actOf(act));
  };
  return {
    data,
    issue: issueOf,
    identifierOf: (issue) => identifierOf(data, issue),
    createIssue: (wanted, act) => {
      const teamId = teamByKey(data, wanted.team).id;
      return createIssue(
        data,
        {
          teamId,
          title: wanted.title,
          description: wanted.description ?? null,
          assigneeId: wanted.assignee === undefined ? null : personNamed(data, wanted.assignee).id,
          dueDate: wanted.due ?? null,
          priority: wanted.priority ?? 0,
          labelIds: (wanted.labels ?? []).map((name) => labelNamed(data, name, teamId).id),
        },
        actOf(act),
      );
    },
    moveIssue: (reference, stateName, act) => {
      const found = statesOf(data, issueOf(reference).teamId).find((state) => state.name === stateName);
      if (found === undefined) throw new Error(`The team of ${reference} has no state ${stateName}`);
      change(reference, { stateId: found.id }, act);
    },
    reDate: (reference, due, act) => change(reference, { dueDate: due }, act),
    reassign: (reference, assignee, act) =>
      change(reference, { assigneeId: assignee === null ? null : personNamed(data, assignee).id }, act),
    prioritise: (reference, priority, act) => change(reference, { priority }, act),
    rename: (reference, title, act) => change(reference, { title }, act),
    addLabel: (reference, label, act) => {
      const issue = issueOf(reference);
      const { id } = labelNamed(data, label, issue.teamId);
      change(reference, { labelIds: [...issue.labelIds, id] }, act);
    },
    removeLabel: (reference, label, act) => {
      const issue = issueOf(reference);
      const { id } = labelNamed(data, label, issue.teamId);
      change(reference, { labelIds: issue.labelIds.filter((kept) => kept !== id) }, act);
    },
    moveTeam: (reference, teamKey, act) => change(reference, { teamId: teamByKey(data, teamKey).id }, act),
    comment: (reference, body, act) => {
      const { actorId, at } = actOf(act);
      const issueId = issueOf(reference).id;
      const comment = { id: randomUUID(), issueId, body, userId: actorId, createdAt: at.toISOString() };
      data.comments.set(comment.id, comment);
      return comment;
    },
    trash: (reference, act) => trashIssue(data, issueOf(reference), actOf(act)),
    archive: (reference, act) => archiveIssue(data, issueOf(reference), actOf(act)),
    restore: (reference, act) => unarchiveIssue(data, issueOf(reference), actOf(act)),
    purge: (reference) => purgeIssue(data, issueOf(reference).id),
    deactivate: (person) => {
      personNamed(data, person).active = false;
    },
    markDuplicate: (reference, canonical, act) =>
      markDuplicate(data, issueOf(reference), issueOf(canonical), actOf(act)),
    autoClose: (reference, act) => autoCloseIssue(data, issueOf(reference), actOf(act)),
    renameTeam: (key, newKey) => {
      const team = teamByKey(data, key);
      for (const issue of data.issues.values()) {
        if (issue.teamId === team.id) issue.previousIdentifiers.push(identifierOf(data, issue));
      }
      team.key = newKey;
    },
    archiveTeam: (key) => {
      teamByKey(data, key).archivedAt = data.clock().toISOString();
    },
  };
}

/** The label of that name a person would pick for the team's issue; made on the spot, as Linear's own picker offers. */
function labelNamed(data: LinearData, name: string, teamId: string): LinearLabel {
  const found = [...data.labels.values()].find(
    (label) => label.name === name && !label.isGroup && (label.teamId === null || label.teamId === teamId),
  );
  if (found !== undefined) return found;
  const label = { id: randomUUID(), name, teamId: null, isGroup: false, parentId: null, retiredAt: null };
  data.labels.set(label.id, label);
  return label;
}

import { randomUUID } from 'node:crypto';
import { isDay } from '../../lib/calendar.ts';
import { findIssue, type LinearData } from './data.ts';
import {
  type Act,
  archiveIssue,
  changeIssue,
  createIssue,
  type IssuePatch,
  type NewIssue,
  purgeIssue,
  trashIssue,
  unarchiveIssue,
} from './issue-acts.ts';
import type { Views } from './views.ts';
import { conflict, inputError, invalidArgument, notFound } from './wire-errors.ts';
import type { LinearIssue } from './workspace.ts';

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

interface UpdateInput extends Omit<IssuePatch, 'title' | 'stateId' | 'teamId' | 'priority'> {
  readonly title?: string | null;
  readonly stateId?: string | null;
  readonly teamId?: string | null;
  readonly priority?: number | null;
  readonly addedLabelIds?: readonly string[] | null;
  readonly removedLabelIds?: readonly string[] | null;
  readonly trashed?: boolean | null;
}

interface AttachmentInput {
  readonly id?: string | null;
  readonly issueId: string;
  readonly url: string;
  readonly title: string;
  readonly subtitle?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | null;
}

interface CommentInput {
  readonly id?: string | null;
  readonly issueId?: string | null;
  readonly body?: string | null;
}

interface LabelInput {
  readonly id?: string | null;
  readonly name: string;
  readonly teamId?: string | null;
}

/** The fields of Linear's `Mutation` that the mini schema has, for one caller. */
export function mutationFields(data: LinearData, views: Views, viewerId: string): Record<string, unknown> {
  const act = (): Act => ({ actorId: viewerId, at: data.clock() });
  const done = <T extends object>(payload: T): T & { success: true; lastSyncId: number } => ({
    success: true,
    lastSyncId: data.lastSyncId,
    ...payload,
  });
  const issueOf = (id: string): LinearIssue => {
    const found = findIssue(data, id);
    if (found === null) throw notFound('Issue');
    return found;
  };
  return {
    issueCreate: ({ input }: { readonly input: NewIssue }) => {
      judgeNewIssue(data, input);
      return done({ issue: views.issue(createIssue(data, input, act())) });
    },
    issueBatchCreate: ({ input }: { readonly input: { readonly issues: readonly NewIssue[] } }) => {
      if (input.issues.length > 50) throw invalidArgument('issues must contain no more than 50 elements');
      for (const wanted of input.issues) judgeNewIssue(data, wanted);
      return done({ issues: input.issues.map((wanted) => views.issue(createIssue(data, wanted, act()))) });
    },
    issueUpdate: ({ id, input }: { readonly id: string; readonly input: UpdateInput }) => {
      const issue = issueOf(id);
      judgeFields(data, input, input.teamId ?? issue.teamId);
      const { addedLabelIds, removedLabelIds } = input;
      judgeLabels(data, addedLabelIds, input.teamId ?? issue.teamId);
      const kept = (input.labelIds ?? issue.labelIds).filter((label) => !removedLabelIds?.includes(label));
      changeIssue(
        data,
        issue,
        {
          ...input,
          title: input.title ?? undefined,
          stateId: input.stateId ?? undefined,
          teamId: input.teamId ?? undefined,
          priority: input.priority ?? undefined,
          labelIds: [...kept, ...(addedLabelIds ?? [])],
        },
        act(),
      );
      if (input.trashed === true) trashIssue(data, issue, act());
      return done({ issue: views.issue(issue) });
    },
    issueArchive: ({ id, trash }: { readonly id: string; readonly trash?: boolean | null }) => {
      const issue = issueOf(id);
      (trash === true ? trashIssue : archiveIssue)(data, issue, act());
      return done({ entity: views.issue(issue) });
    },
    issueUnarchive: ({ id }: { readonly id: string }) => {
      const issue = issueOf(id);
      unarchiveIssue(data, issue, act());
      return done({ entity: views.issue(issue) });
    },
    issueDelete: ({
      id,
      permanentlyDelete,
    }: {
      readonly id: string;
      readonly permanentlyDelete?: boolean | null;
    }) => {
      const issue = issueOf(id);
      if (permanentlyDelete === true) purgeIssue(data, issue.id);
      else trashIssue(data, issue, act());
      return done({ entity: permanentlyDelete === true ? null : views.issue(issue) });
    },
    attachmentCreate: ({ input }: { readonly input: AttachmentInput }) => {
      const issueId = issueOf(input.issueId).id;
      const at = data.clock().toISOString();
      const { url, title, subtitle = null, metadata } = input;
      if (!URL.canParse(url)) throw invalidArgument('url must be a URL address');
      const same = [...data.attachments.values()].find((row) => row.url === url && row.issueId === issueId);
      if (same !== undefined) {
        Object.assign(same, { title, subtitle, metadata: metadata ?? {}, updatedAt: at });
        return done({ attachment: views.attachment(same) });
      }
      const id = freshId(data.attachments, 'Attachment', input.id);
      const row = { id, issueId, url, title, subtitle, metadata: metadata ?? {}, creatorId: viewerId };
      data.attachments.set(id, { ...row, createdAt: at, updatedAt: at });
      return done({ attachment: views.attachment({ ...row, createdAt: at, updatedAt: at }) });
    },
    commentCreate: ({ input }: { readonly input: CommentInput }) => {
      const issueId = issueOf(input.issueId ?? '').id;
      const id = freshId(data.comments, 'Comment', input.id);
      const at = data.clock().toISOString();
      const comment = { id, issueId, body: input.body ?? '', userId: viewerId, createdAt: at };
      data.comments.set(id, comment);
      return done({ comment });
    },
    issueLabelCreate: ({ input }: { readonly input: LabelInput }) => {
      const teamId = input.teamId ?? null;
      const taken = [...data.labels.values()].some(
        (row) =>
          row.name.toLowerCase() === input.name.toLowerCase() &&
          (row.teamId === null || teamId === null || row.teamId === teamId),
      );
      if (taken) throw inputError('duplicate label name', `A label named “${input.name}” already exists.`);
      const id = freshId(data.labels, 'IssueLabel', input.id);
      const label = { id, name: input.name, teamId, isGroup: false, parentId: null, retiredAt: null };
      data.labels.set(id, label);
      return done({ issueLabel: views.label(label) });
    },
  };
}

function judgeNewIssue(data: LinearData, wanted: NewIssue): void {
  freshId(data.issues, 'Issue', wanted.id);
  if (!data.teams.has(wanted.teamId)) throw notFound('Team');
  if ((wanted.title ?? '').trim() === '') throw invalidArgument('title must not be empty');
  judgeFields(data, wanted, wanted.teamId);
}

function judgeFields(data: LinearData, input: NewIssue | UpdateInput, teamId: string): void {
  const { assigneeId, stateId, dueDate, priority } = input;
  if (typeof dueDate === 'string' && !isDay(dueDate))
    throw invalidArgument('dueDate must be a calendar date');
  if (typeof priority === 'number' && (priority < 0 || priority > 4)) {
    throw invalidArgument('priority must be between 0 and 4');
  }
  if (typeof assigneeId === 'string') {
    const user = data.users.get(assigneeId);
    if (user === undefined) throw notFound('assigneeId');
    if (!user.active)
      throw inputError('assigneeId is disabled', 'The user is not a member of the workspace any more.');
  }
  if (typeof stateId === 'string' && data.states.get(stateId)?.teamId !== teamId) {
    throw inputError('stateId contained an entry that could not be found', 'The state could not be found.');
  }
  judgeLabels(data, input.labelIds, teamId);
}

function judgeLabels(data: LinearData, labelIds: readonly string[] | null | undefined, teamId: string): void {
  for (const id of labelIds ?? []) {
    const label = data.labels.get(id);
    if (label === undefined) {
      throw inputError('labelIds contained an entry that could not be found', 'A label could not be found.');
    }
    if (label.teamId !== null && label.teamId !== teamId) {
      throw invalidArgument(
        `labelIds for incorrect team: The label '${label.name}' is not associated with the same team as the issue.`,
      );
    }
    if (label.isGroup || label.retiredAt !== null) {
      throw invalidArgument(`labelIds: The label '${label.name}' cannot be applied to an issue.`);
    }
  }
}

/** The id to use; a v4 UUID that nothing of its kind carries yet. */
function freshId(rows: ReadonlyMap<string, unknown>, entity: string, id: string | null | undefined): string {
  if (id === undefined || id === null) return randomUUID();
  if (!uuidV4.test(id)) throw invalidArgument('id must be a UUID');
  if (rows.has(id)) throw conflict(entity, id);
  return id;
}

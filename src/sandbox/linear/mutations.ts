import { findIssue, type LinearData } from './data.ts';
import {
  type Act,
  archiveIssue,
  changeIssue,
  createIssue,
  type NewIssue,
  purgeIssue,
  trashIssue,
  unarchiveIssue,
} from './issue-acts.ts';
import {
  freshId,
  judgeFields,
  judgeLabels,
  judgeNewIssue,
  judgeText,
  mostAttachmentText,
  type UpdateInput,
} from './judge-input.ts';
import type { Views } from './views.ts';
import { inputError, invalidArgument, notFound } from './wire-errors.ts';
import type { LinearIssue } from './workspace.ts';

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
      const old = data.quirks.answersOldIssue ? [...data.issues.values()].at(-1) : undefined;
      if (old !== undefined) return done({ issue: views.issue(old) });
      judgeNewIssue(data, input);
      return done({ issue: views.issue(createIssue(data, input, act())) });
    },
    issueBatchCreate: ({ input }: { readonly input: { readonly issues: readonly NewIssue[] } }) => {
      const wanted = batchOf(data, input.issues);
      for (const one of wanted) judgeNewIssue(data, one, wanted.length);
      return done({ issues: wanted.map((one) => views.issue(createIssue(data, one, act()))) });
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
      judgeText('title', title, mostAttachmentText);
      judgeText('subtitle', subtitle, mostAttachmentText);
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
      judgeText('body', input.body);
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

/** The issues a batch is about, by what this Linear makes of ids; everything in one transaction, so that it throws before anything is made. */
function batchOf(data: LinearData, issues: readonly NewIssue[]): readonly NewIssue[] {
  const { batchIds, batchDuplicates, mostPerBatch } = data.quirks;
  if (issues.length > mostPerBatch) {
    throw invalidArgument(`issues must contain no more than ${mostPerBatch} elements`);
  }
  if (batchIds === 'ignored') return issues.map((one) => ({ ...one, id: null }));
  const ids = issues.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  if (new Set(ids).size < ids.length) throw invalidArgument('issues must have ids of their own');
  if (batchDuplicates === 'skipped') return issues.filter(({ id }) => !data.issues.has(id ?? ''));
  return issues;
}

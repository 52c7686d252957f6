import { z } from 'zod';
import type { ItemState } from '../../actions/item-history.ts';
import type { Issue } from '../tracker.ts';
import { jiraUserSchema } from './jira-session.ts';
import { markerIn } from './marker.ts';
import { priorityOf } from './priority-names.ts';

/** The fields every reading asks for. `archiveddate` is only there on issues that are archived. */
export const issueFields = [
  'summary',
  'project',
  'status',
  'resolution',
  'assignee',
  'duedate',
  'priority',
  'labels',
  'created',
  'updated',
  'archiveddate',
  'issuelinks',
] as const;

const named = z.object({ name: z.string() });
const instant = z.string().transform((text, context) => {
  const read = readInstant(text);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'not an instant' });
  return z.NEVER;
});

const linkSchema = z.object({
  type: z.object({ name: z.string().nullish(), outward: z.string().nullish() }).nullish(),
  outwardIssue: z.object({ key: z.string().nullish() }).nullish(),
});

/** An issue as Jira writes it, as far as we read it. */
export const jiraIssueSchema = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string().nullish(),
    project: z.object({ key: z.string() }),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }),
    resolution: named.nullish(),
    assignee: jiraUserSchema.nullish(),
    duedate: z.iso.date().nullish(),
    priority: named.nullish(),
    labels: z.array(z.string()).nullish(),
    created: instant,
    updated: instant,
    archiveddate: z.string().nullish(),
    issuelinks: z.array(linkSchema).nullish().catch(null),
  }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type JiraIssue = z.infer<typeof jiraIssueSchema>;

/** The issue in our words. `dropped` are the resolutions that mean cancelled. */
export function issueOf(issue: JiraIssue, siteUrl: string, dropped: readonly string[]): Issue {
  const { fields } = issue;
  const resolution = fields.resolution?.name ?? null;
  return {
    id: issue.id,
    key: issue.key,
    url: `${siteUrl}/browse/${issue.key}`,
    title: fields.summary ?? '',
    project: fields.project.key,
    state: stateOf(fields.status.statusCategory?.key, fields.status.name, resolution, dropped),
    stateName: fields.status.name,
    resolution,
    assignee: fields.assignee
      ? {
          name: fields.assignee.displayName,
          email: fields.assignee.emailAddress ?? null,
          active: fields.assignee.active,
        }
      : null,
    due: fields.duedate ?? null,
    priority: priorityOf(fields.priority?.name),
    labels: fields.labels ?? [],
    createdAt: fields.created,
    updatedAt: fields.updated,
    trashed: false,
    archived: fields.archiveddate !== null && fields.archiveddate !== undefined,
    duplicateOf: duplicateOf(fields),
    // Only the change log names who closed an issue; it is not read for this. The history tells it, with the rule's name.
    autoClosed: false,
    marker: markerIn(issue.properties),
  };
}

/** The key an issue was closed in favour of: it has to say that it is a duplicate, and to be linked as one that “duplicates” another. */
function duplicateOf({ status, resolution, issuelinks }: JiraIssue['fields']): string | null {
  const isDuplicate = /duplicat/i.test(`${resolution?.name ?? ''} ${status.name}`);
  if (status.statusCategory?.key !== 'done' || !isDuplicate) return null;
  const link = issuelinks?.find(
    ({ type, outwardIssue }) => outwardIssue?.key && /duplicat/i.test(type?.outward ?? type?.name ?? ''),
  );
  return link?.outwardIssue?.key ?? null;
}

/**
 * The state by the category of the status, which is never renamed; done with a dropped resolution is cancelled. Team-managed
 * projects have no resolutions of their own, their “Won't Do” is a status. A category we do not know counts as open.
 */
export function stateOf(
  category: string | undefined,
  statusName: string,
  resolution: string | null,
  dropped: readonly string[],
): ItemState {
  if (category === 'indeterminate') return 'in_progress';
  if (category !== 'done') return 'open';
  return isDropped(resolution, dropped) || isDropped(statusName, dropped) ? 'cancelled' : 'done';
}

/** Whether the name is one of the dropped resolutions, whatever its case and apostrophe. */
export function isDropped(name: string | null, dropped: readonly string[]): boolean {
  return name !== null && dropped.some((each) => plain(each) === plain(name));
}

/** An instant as Jira writes it: ISO with an offset without colon, or epoch seconds or milliseconds; null when it is none. */
export function readInstant(value: string | number): Date | null {
  const instantMs =
    typeof value === 'number'
      ? value < 100_000_000_000
        ? value * 1000
        : value
      : Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(instantMs) ? null : new Date(instantMs);
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll('’', "'");
}

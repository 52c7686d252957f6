import { z } from 'zod';
import { isAtlassianDocument, isBroken, isTooLong, notADocument, tooLong } from './atlassian-document.ts';
import { customProblem } from './custom-fields.ts';
import { assigneeRefusedWords, notOnScreenWords } from './jira-faults.ts';
import { issueTypeJson, projectJson } from './jira-json.ts';
import type { JiraProject, JiraSite } from './jira-site.ts';
import type { IssueEdit } from './stored-issue.ts';

/** What Jira objects to, by field; empty when the fields may be written. */
export type FieldErrors = Record<string, string>;

const named = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  key: z.string().optional(),
});
const person = z.object({ accountId: z.string().nullish(), id: z.string().nullish() }).nullable();
const badPriority = 'Specify the Priority (id or name) in the proper format.';

/** The project and issue type a create names, or what is wrong with them. */
export function placeOf(
  site: JiraSite,
  fields: Readonly<Record<string, unknown>>,
): { readonly project: JiraProject; readonly type: string } | { readonly errors: FieldErrors } {
  const wanted = named.safeParse(fields['project']).data;
  const project = site.projects.find(
    ({ key }) =>
      key === wanted?.key || (wanted?.id !== undefined && projectJson(site, '', key).id === wanted.id),
  );
  if (project === undefined || project.archived === true) {
    return { errors: { project: 'valid project is required' } };
  }
  const kind = named.safeParse(fields['issuetype']).data;
  const type = project.issueTypes.find(
    (name) => name === kind?.name || (kind?.id !== undefined && issueTypeJson(site, '', name).id === kind.id),
  );
  return type === undefined
    ? { errors: { issuetype: 'The issue type selected is invalid.' } }
    : { project, type };
}

/** Reads the fields of a create or an edit in one project; collects every objection, as Jira does. */
export function readFields(
  site: JiraSite,
  project: JiraProject,
  fields: Readonly<Record<string, unknown>>,
): { readonly edit: IssueEdit; readonly errors: FieldErrors } {
  const edit: { -readonly [K in keyof IssueEdit]: IssueEdit[K] } = {};
  const errors: FieldErrors = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === 'project' || field === 'issuetype' || field === 'reporter') continue;
    const problem = project.offScreen?.includes(field) ? notOnScreenWords(field) : readField(field, value);
    if (problem !== null) errors[field] = problem;
  }
  return { edit, errors };

  function readField(field: string, value: unknown): string | null {
    switch (field) {
      case 'summary': {
        const summary = z.string().safeParse(value).data ?? '';
        edit.summary = summary;
        if (summary.trim() === '') return 'You must specify a summary of the issue.';
        if (isBroken(summary)) return 'The summary contains characters that are not allowed.';
        if (/[\r\n]/.test(summary)) return 'The summary is invalid because it contains newline characters.';
        return summary.length > 254 ? 'Summary must be less than 255 characters.' : null;
      }
      case 'description':
        edit.description = value;
        if (value !== null && !isAtlassianDocument(value)) return notADocument;
        return value !== null && isTooLong(value) ? tooLong : null;
      case 'labels': {
        const labels = z.array(z.string()).safeParse(value).data;
        if (labels === undefined) return 'Operation value must be an array of strings';
        edit.labels = labels;
        return labelProblem(labels);
      }
      case 'duedate': {
        const due = z.iso.date().nullable().safeParse(value);
        edit.due = due.data ?? null;
        return due.success ? null : 'Error parsing date string';
      }
      case 'assignee': {
        const read = person.safeParse(value);
        const accountId = read.data?.accountId ?? read.data?.id ?? null;
        edit.assigneeId = accountId;
        if (accountId === null) return null;
        const user = site.users.find((candidate) => candidate.accountId === accountId);
        const isAssignable =
          user !== undefined && user.active !== false && (user.assignableIn?.includes(project.key) ?? true);
        return isAssignable ? null : assigneeRefusedWords(accountId);
      }
      case 'priority': {
        const wanted = named.nullable().safeParse(value);
        if (wanted.data === null) {
          edit.priority = null;
          return null;
        }
        const priority = site.priorities.find(
          (name, place) => name === wanted.data?.name || String(place + 1) === wanted.data?.id,
        );
        if (priority === undefined) return badPriority;
        edit.priority = priority;
        return null;
      }
      default:
        return readCustomField(field, value);
    }
  }

  function readCustomField(id: string, value: unknown): string | null {
    const field = project.customFields?.find((candidate) => candidate.id === id);
    if (field === undefined) return notOnScreenWords(id);
    edit.custom = { ...edit.custom, [id]: value };
    return customProblem(field, value);
  }
}

const systemFieldNames: Readonly<Record<string, string>> = {
  duedate: 'Due date',
  priority: 'Priority',
  assignee: 'Assignee',
};

/** The required fields of the project that a create leaves empty. */
export function missingFields(project: JiraProject, fields: Readonly<Record<string, unknown>>): FieldErrors {
  const errors: FieldErrors = {};
  if (fields['summary'] === undefined) errors['summary'] = 'You must specify a summary of the issue.';
  for (const id of project.requiredFields ?? []) {
    const isEmpty = fields[id] === undefined || fields[id] === null;
    if (isEmpty) errors[id] = `${systemFieldNames[id] ?? id} is required.`;
  }
  for (const { id, name, required, hasDefault } of project.customFields ?? []) {
    if (required !== 'no' && hasDefault !== true && fields[id] === undefined)
      errors[id] = `${name} is required.`;
  }
  return errors;
}

/** Why the labels cannot be set; null when they can. */
export function labelProblem(labels: readonly string[]): string | null {
  const spaced = labels.find((label) => /\s/.test(label));
  if (spaced !== undefined) return `The label '${spaced}' contains spaces which is invalid.`;
  return labels.some((label) => label.length > 255) ? 'The label is too long.' : null;
}

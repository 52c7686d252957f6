import { z } from 'zod';
import { labelProblem, missingFields, placeOf, readFields } from '../issue-fields.ts';
import { issueJson } from '../issue-json.ts';
import { issueRoutes, listed } from '../issue-routes.ts';
import { historyJson, jiraTime } from '../jira-json.ts';
import { type JiraAnswer, type JiraCall, noContent, ok, readBody, refusal } from '../jira-route.ts';
import type { JiraProject } from '../jira-site.ts';
import type { StoredIssue } from '../stored-issue.ts';
import type { DataCenterDesk } from './data-center-faults.ts';
import { type DataCenterRoutes, inOurWords, loginWanted, withIssue } from './data-center-route.ts';

const labelChange = z.union([z.object({ add: z.string() }), z.object({ remove: z.string() })]);
const issueUpdate = z.object({
  fields: z.record(z.string(), z.unknown()).default({}),
  update: z.object({ labels: z.array(labelChange).optional() }).default({}),
  properties: z.array(z.object({ key: z.string().max(255), value: z.unknown() })).default([]),
});
type IssueUpdate = z.infer<typeof issueUpdate>;
const bulkCreate = z.object({ issueUpdates: z.array(issueUpdate).min(1).max(50) });
const person = z.object({ name: z.string().nullish() });

/** Creating, reading, editing and deleting issues: descriptions are text, people have names. */
export const dataCenterIssues: DataCenterRoutes = (desk) => [
  {
    operation: 'createIssue',
    method: 'post',
    path: '/issue',
    handle(call) {
      const body = readBody(issueUpdate, call);
      return body.ok ? create(desk, call, body.value) : body.answer;
    },
  },
  {
    operation: 'createIssues',
    method: 'post',
    path: '/issue/bulk',
    handle(call) {
      if (call.user === null) return loginWanted;
      const body = readBody(bulkCreate, call);
      if (!body.ok) return body.answer;
      const answers = body.value.issueUpdates.map((update) => create(desk, call, update));
      const issues = answers.flatMap(({ status, body: made }) => (status === 201 ? [made] : []));
      const errors = answers.flatMap(({ status, body: elementErrors }, failedElementNumber) =>
        status === 201 ? [] : [{ status, elementErrors, failedElementNumber }],
      );
      return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
    },
  },
  {
    operation: 'getIssue',
    method: 'get',
    path: '/issue/:issueIdOrKey',
    handle: (call) =>
      withIssue(call, (issue) => {
        const fields = listed(call.query, 'fields');
        const view = {
          fields: fields.length === 0 ? ['*all'] : fields,
          expand: listed(call.query, 'expand'),
        };
        return ok(viewOf(call, issue, view));
      }),
  },
  {
    operation: 'editIssue',
    method: 'put',
    path: '/issue/:issueIdOrKey',
    handle: (call) =>
      withIssue(call, (issue, by) => {
        const body = readBody(issueUpdate, call);
        return body.ok ? edit(call, issue, body.value, by) : body.answer;
      }),
  },
  ...issueRoutes.filter(({ operation }) => operation === 'deleteIssue').map(inOurWords),
];

/** The issue with the fields asked for, and its whole history when that is expanded. */
export function viewOf(
  call: JiraCall,
  issue: StoredIssue,
  view: { readonly fields: readonly string[]; readonly expand: readonly string[] },
): object {
  const { site } = call.store;
  const shown = withCreator(issueJson(site, call.origin, issue, { fields: view.fields, properties: [] }));
  if (!view.expand.includes('changelog')) return shown;
  const histories = issue.histories.map((history) => {
    const told = historyJson(site, call.origin, history);
    return { ...told, created: jiraTime(told.created, site.utcOffset) };
  });
  const total = histories.length;
  return { ...shown, changelog: { startAt: 0, maxResults: total, total, histories } };

  /** Whoever made the issue, which nobody can change afterwards. */
  function withCreator(json: object): object {
    if (!view.fields.includes('creator')) return json;
    const fields = 'fields' in json && typeof json.fields === 'object' ? json.fields : {};
    return { ...json, fields: { ...fields, creator: { accountId: issue.reporterId } } };
  }
}

function create(desk: DataCenterDesk, call: JiraCall, update: IssueUpdate): JiraAnswer {
  if (call.user === null) return loginWanted;
  const { site } = call.store;
  const place = placeOf(site, update.fields);
  if ('errors' in place) return refusal(400, [], place.errors);
  const read = fieldsIn(call, place.project, update.fields);
  const errors = { ...read.errors, ...missingFields(place.project, update.fields) };
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  const id = call.store.createIssue(
    {
      ...read.edit,
      summary: read.edit.summary ?? '',
      project: place.project.key,
      type: place.type,
      properties: desk.now.forgetsProperties
        ? []
        : update.properties.map(({ key, value }) => ({ key, value })),
    },
    { by: call.user.accountId },
  );
  const key = call.store.find(id)?.key ?? '';
  return { status: 201, body: { id, key, self: `${call.origin}/rest/api/2/issue/${id}` } };
}

function edit(call: JiraCall, issue: StoredIssue, update: IssueUpdate, by: string): JiraAnswer {
  const project = call.store.site.projects.find(({ key }) => key === issue.project);
  if (project === undefined) return refusal(404, ['Issue Does Not Exist']);
  if (issue.archivedAt !== null) return refusal(400, ['The issue is archived and cannot be edited.']);
  const read = fieldsIn(call, project, update.fields);
  const labels = new Set(read.edit.labels ?? issue.labels);
  for (const change of update.update.labels ?? []) {
    if ('add' in change) labels.add(change.add);
    else labels.delete(change.remove);
  }
  const problem = labelProblem([...labels]);
  const errors = problem === null ? read.errors : { ...read.errors, labels: problem };
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  call.store.edit(issue.id, { ...read.edit, labels: [...labels] }, { by });
  return noContent;
}

/** Reads the fields as Cloud does, but for descriptions, which are text, and people, who have names. */
function fieldsIn(
  call: JiraCall,
  project: JiraProject,
  fields: Readonly<Record<string, unknown>>,
): ReturnType<typeof readFields> {
  const { description, assignee, ...rest } = fields;
  const name = person.safeParse(assignee).data?.name ?? null;
  const isText = description === undefined || description === null || typeof description === 'string';
  const read = readFields(call.store.site, project, {
    ...rest,
    ...(assignee === undefined ? {} : { assignee: name === null ? null : { accountId: name } }),
  });
  return {
    edit: { ...read.edit, ...(description === undefined ? {} : { description }) },
    errors: isText ? read.errors : { ...read.errors, description: 'Operation value must be a string' },
  };
}

import { z } from 'zod';
import { labelProblem, missingFields, placeOf, readFields } from './issue-fields.ts';
import { issueJson } from './issue-json.ts';
import {
  type JiraAnswer,
  type JiraCall,
  type JiraRoute,
  noContent,
  noIssue,
  ok,
  readBody,
  refusal,
} from './jira-route.ts';
import type { StoredIssue } from './stored-issue.ts';

const labelChange = z.union([z.object({ add: z.string() }), z.object({ remove: z.string() })]);
const issueUpdate = z.object({
  fields: z.record(z.string(), z.unknown()).default({}),
  update: z.object({ labels: z.array(labelChange).optional() }).default({}),
  properties: z.array(z.object({ key: z.string().max(255), value: z.unknown() })).default([]),
});
type IssueUpdate = z.infer<typeof issueUpdate>;
const bulkCreate = z.object({ issueUpdates: z.array(issueUpdate).min(1).max(50) });
const bulkFetch = z.object({
  issueIdsOrKeys: z.array(z.string()).min(1).max(100),
  fields: z.array(z.string()).default(['*navigable']),
  properties: z.array(z.string()).max(5).default([]),
});

/** Creating, reading, editing and deleting issues. */
export const issueRoutes: readonly JiraRoute[] = [
  {
    operation: 'createIssue',
    method: 'post',
    path: '/issue',
    handle(call) {
      const body = readBody(issueUpdate, call);
      if (!body.ok) return body.answer;
      return create(call, body.value);
    },
  },
  {
    operation: 'createIssues',
    method: 'post',
    path: '/issue/bulk',
    handle(call) {
      const body = readBody(bulkCreate, call);
      if (!body.ok) return body.answer;
      const answers = body.value.issueUpdates.map((update) => create(call, update));
      const issues = answers.flatMap((answer) => (answer.status === 201 ? [answer.body] : []));
      const errors = answers.flatMap((answer, failedElementNumber) =>
        answer.status === 201
          ? []
          : [{ status: answer.status, elementErrors: answer.body, failedElementNumber }],
      );
      return { status: issues.length > 0 ? 201 : 400, body: { issues, errors } };
    },
  },
  {
    operation: 'bulkFetchIssues',
    method: 'post',
    path: '/issue/bulkfetch',
    handle(call) {
      const body = readBody(bulkFetch, call);
      if (!body.ok) return body.answer;
      const found = body.value.issueIdsOrKeys.flatMap((idOrKey) => visible(call, idOrKey) ?? []);
      const issues = [...new Set(found)].toSorted((a, b) => Number(a.id) - Number(b.id));
      return ok({
        expand: 'schema,names',
        issues: issues.map((issue) => issueJson(call.store.site, call.origin, issue, body.value)),
        issueErrors: [],
      });
    },
  },
  {
    operation: 'getIssue',
    method: 'get',
    path: '/issue/:issueIdOrKey',
    handle(call) {
      const issue = visible(call, call.params['issueIdOrKey']);
      if (issue === null) return noIssue;
      const fields = listed(call.query, 'fields');
      return ok(
        issueJson(call.store.site, call.origin, issue, {
          fields: fields.length === 0 ? ['*all'] : fields,
          properties: listed(call.query, 'properties'),
        }),
      );
    },
  },
  {
    operation: 'editIssue',
    method: 'put',
    path: '/issue/:issueIdOrKey',
    handle(call) {
      const issue = visible(call, call.params['issueIdOrKey']);
      if (issue === null || call.user === null) return noIssue;
      const body = readBody(issueUpdate, call);
      if (!body.ok) return body.answer;
      return edit(call, issue, body.value, call.user.accountId);
    },
  },
  {
    operation: 'deleteIssue',
    method: 'delete',
    path: '/issue/:issueIdOrKey',
    handle(call) {
      const issue = visible(call, call.params['issueIdOrKey']);
      if (issue === null) return noIssue;
      call.store.remove(issue.id);
      return noContent;
    },
  },
];

/** The issue, where the caller may see it; a stranger sees none. */
export function visible(call: JiraCall, idOrKey: string | undefined): StoredIssue | null {
  const issue = call.user === null || idOrKey === undefined ? null : call.store.find(idOrKey);
  return issue === null || issue.isHidden ? null : issue;
}

/** The values of a query parameter, repeated or separated by commas. */
export function listed(query: URLSearchParams, name: string): readonly string[] {
  return query.getAll(name).flatMap((value) => value.split(',').filter((part) => part !== ''));
}

function create(call: JiraCall, update: IssueUpdate): JiraAnswer {
  if (call.user === null)
    return refusal(401, ['You do not have permission to create issues in this project.']);
  const place = placeOf(call.store.site, update.fields);
  if ('errors' in place) return refusal(400, [], place.errors);
  const read = readFields(call.store.site, place.project, update.fields);
  const errors = { ...read.errors, ...missingFields(place.project, update.fields) };
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  const id = call.store.createIssue(
    {
      ...read.edit,
      summary: read.edit.summary ?? '',
      project: place.project.key,
      type: place.type,
      properties: update.properties.map(({ key, value }) => ({ key, value })),
    },
    { by: call.user.accountId },
  );
  const key = call.store.find(id)?.key ?? '';
  return { status: 201, body: { id, key, self: `${call.origin}/rest/api/3/issue/${id}` } };
}

function edit(call: JiraCall, issue: StoredIssue, update: IssueUpdate, by: string): JiraAnswer {
  const { site } = call.store;
  const project = site.projects.find((candidate) => candidate.key === issue.project);
  if (project === undefined) return noIssue;
  if (issue.archivedAt !== null) return refusal(400, ['The issue is archived and cannot be edited.']);
  const read = readFields(site, project, update.fields);
  const labels = new Set(read.edit.labels ?? issue.labels);
  for (const change of update.update.labels ?? []) {
    if ('add' in change) labels.add(change.add);
    else labels.delete(change.remove);
  }
  const problem = labelProblem([...labels]);
  const errors = problem === null ? read.errors : { ...read.errors, labels: problem };
  if (Object.keys(errors).length > 0) return refusal(400, [], errors);
  call.store.edit(issue.id, { ...read.edit, labels: [...labels] }, { by });
  for (const { key, value } of update.properties) issue.properties.set(key, value);
  return noContent;
}

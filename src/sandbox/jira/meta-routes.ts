import { customFieldJson } from './custom-fields.ts';
import { issueTypeJson, jiraTime, priorityJson, projectJson, statusJson } from './jira-json.ts';
import { type JiraCall, type JiraRoute, notSignedIn, ok, pageOf, refusal } from './jira-route.ts';
import type { JiraProject } from './jira-site.ts';

/** What the site offers: projects, types, fields, statuses, priorities, labels. */
export const metaRoutes: readonly JiraRoute[] = [
  {
    operation: 'serverInfo',
    method: 'get',
    path: '/serverInfo',
    handle: (call) =>
      ok({
        baseUrl: call.origin,
        displayUrl: call.origin,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100_293,
        buildDate: jiraTime(new Date('2026-11-01T00:00:00Z'), call.store.site.utcOffset),
        serverTime: jiraTime(call.store.now(), call.store.site.utcOffset),
        scmInfo: 'sandbox',
        serverTitle: call.store.site.title,
        defaultLocale: { locale: 'en_US' },
      }),
  },
  {
    operation: 'project',
    method: 'get',
    path: '/project/:projectIdOrKey',
    handle(call) {
      const project = projectIn(call);
      if (project === null) return noProject(call);
      const { site } = call.store;
      return ok({
        ...projectJson(site, call.origin, project.key),
        archived: project.archived === true,
        issueTypes: project.issueTypes.map((name) => issueTypeJson(site, call.origin, name)),
      });
    },
  },
  {
    operation: 'issueTypes',
    method: 'get',
    path: '/issue/createmeta/:projectIdOrKey/issuetypes',
    handle(call) {
      const project = projectIn(call);
      if (project === null) return noProject(call);
      const page = pageOf(call, project.issueTypes, 200);
      const { startAt, maxResults, total } = page;
      const issueTypes = page.values.map((name) => issueTypeJson(call.store.site, call.origin, name));
      return ok({ startAt, maxResults, total, issueTypes });
    },
  },
  {
    operation: 'issueTypeFields',
    method: 'get',
    path: '/issue/createmeta/:projectIdOrKey/issuetypes/:issueTypeId',
    handle(call) {
      const project = projectIn(call);
      if (project === null) return noProject(call);
      const { startAt, maxResults, total, values } = pageOf(call, fieldsOf(project), 200);
      return ok({ startAt, maxResults, total, fields: values });
    },
  },
  {
    operation: 'statuses',
    method: 'get',
    path: '/status',
    handle: (call) =>
      call.user === null
        ? notSignedIn
        : ok(call.store.site.statuses.map((status) => statusJson(call.origin, status))),
  },
  {
    operation: 'priorities',
    method: 'get',
    path: '/priority',
    handle: (call) => (call.user === null ? notSignedIn : ok(prioritiesOf(call))),
  },
  {
    operation: 'searchPriorities',
    method: 'get',
    path: '/priority/search',
    handle: (call) => (call.user === null ? notSignedIn : ok(pageOf(call, prioritiesOf(call), 50))),
  },
  {
    operation: 'labels',
    method: 'get',
    path: '/label',
    handle(call) {
      const labels = new Set(call.user === null ? [] : call.store.issues().flatMap((issue) => issue.labels));
      return ok(pageOf(call, [...labels].toSorted(), 1000));
    },
  },
];

function prioritiesOf(call: JiraCall): readonly object[] {
  return call.store.site.priorities.map((name) => priorityJson(call.store.site, call.origin, name));
}

function projectIn(call: JiraCall): JiraProject | null {
  const wanted = call.params['projectIdOrKey']?.toUpperCase();
  if (call.user === null) return null;
  return call.store.site.projects.find((project) => project.key === wanted) ?? null;
}

function noProject(call: JiraCall): ReturnType<typeof refusal> {
  return refusal(404, [`No project could be found with key '${call.params['projectIdOrKey'] ?? ''}'.`]);
}

const systemFields = [
  ['summary', 'Summary', true, 'string'],
  ['issuetype', 'Issue Type', true, 'issuetype'],
  ['project', 'Project', true, 'project'],
  ['reporter', 'Reporter', true, 'user'],
  ['description', 'Description', false, 'string'],
  ['labels', 'Labels', false, 'array'],
  ['assignee', 'Assignee', false, 'user'],
  ['priority', 'Priority', false, 'priority'],
  ['duedate', 'Due date', false, 'date'],
] as const;

function fieldsOf(project: JiraProject): readonly object[] {
  const onScreen = systemFields.filter(([id]) => project.offScreen?.includes(id) !== true);
  return [
    ...onScreen.map(([id, name, required, type]) => ({
      required: required || project.requiredFields?.includes(id) === true,
      schema: { type, system: id, ...(type === 'array' ? { items: 'string' } : {}) },
      name,
      key: id,
      fieldId: id,
      hasDefaultValue: id === 'reporter',
      operations: id === 'labels' ? ['add', 'set', 'remove'] : ['set'],
    })),
    ...(project.customFields ?? []).map((field) => customFieldJson(field)),
  ];
}

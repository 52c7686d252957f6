import {
  issueTypeJson,
  jiraTime,
  priorityJson,
  projectJson,
  resolutionJson,
  statusJson,
  userJson,
} from './jira-json.ts';
import type { JiraSite } from './jira-site.ts';
import type { StoredIssue, StoredIssueLink } from './stored-issue.ts';

/** What of an issue is asked for, as every reading endpoint takes it. */
export interface IssueView {
  readonly fields: readonly string[];
  readonly properties: readonly string[];
}

/** The issue in Jira's form, with only the fields and properties asked for (`*all` for every field). */
export function issueJson(site: JiraSite, origin: string, issue: StoredIssue, view: IssueView): object {
  const all = fieldsOf(site, origin, issue);
  const isEverything = view.fields.some((field) => field === '*all' || field === '*navigable');
  const fields = Object.entries(all).filter(([name]) => isEverything || view.fields.includes(name));
  const properties = view.properties.flatMap((key) =>
    issue.properties.has(key) ? [[key, issue.properties.get(key)] as const] : [],
  );
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog',
    id: issue.id,
    self: `${origin}/rest/api/3/issue/${issue.id}`,
    key: issue.key,
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
    ...(view.properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
  };
}

function fieldsOf(site: JiraSite, origin: string, issue: StoredIssue): Record<string, unknown> {
  const status = site.statuses.find((candidate) => candidate.id === issue.statusId);
  return {
    summary: issue.summary,
    description: issue.description,
    project: projectJson(site, origin, issue.project),
    issuetype: issueTypeJson(site, origin, issue.type),
    status: status === undefined ? null : statusJson(origin, status),
    resolution: issue.resolution === null ? null : resolutionJson(site, origin, issue.resolution),
    resolutiondate: issue.resolvedAt === null ? null : jiraTime(issue.resolvedAt, site.utcOffset),
    assignee: userJson(site, origin, issue.assigneeId),
    reporter: userJson(site, origin, issue.reporterId),
    duedate: issue.due,
    priority: issue.priority === null ? null : priorityJson(site, origin, issue.priority),
    labels: issue.labels,
    created: jiraTime(issue.createdAt, site.utcOffset),
    updated: jiraTime(issue.updatedAt, site.utcOffset),
    ...(issue.archivedAt === null ? {} : { archiveddate: jiraTime(issue.archivedAt, site.utcOffset) }),
    issuelinks: issue.issueLinks.map((link) => linkJson(site, origin, link)),
    ...issue.custom,
  };
}

function linkJson(site: JiraSite, origin: string, { id, way, other }: StoredIssueLink): object {
  const status = site.statuses.find((candidate) => candidate.id === other.statusId);
  const end = {
    id: other.id,
    key: other.key,
    self: `${origin}/rest/api/3/issue/${other.id}`,
    fields: {
      summary: other.summary,
      ...(status === undefined ? {} : { status: statusJson(origin, status) }),
      issuetype: issueTypeJson(site, origin, other.type),
    },
  };
  return {
    id,
    self: `${origin}/rest/api/3/issueLink/${id}`,
    type: {
      id: '10002',
      name: 'Duplicate',
      inward: 'is duplicated by',
      outward: 'duplicates',
      self: `${origin}/rest/api/3/issueLinkType/10002`,
    },
    ...(way === 'outward' ? { outwardIssue: end } : { inwardIssue: end }),
  };
}

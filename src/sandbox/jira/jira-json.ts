import { idOf } from './issue-history.ts';
import { type JiraSite, type JiraStatus, type JiraUser, statusCategories } from './jira-site.ts';
import type { StoredComment, StoredHistory, StoredIssue } from './stored-issue.ts';

/** `2026-08-06T11:30:39.194-0500`: Jira writes the offset without a colon. */
export function jiraTime(instant: Date, utcOffset: string): string {
  const sign = utcOffset.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(utcOffset.slice(1, 3)) * 60 + Number(utcOffset.slice(3, 5)));
  return new Date(instant.getTime() + minutes * 60_000).toISOString().replace('Z', utcOffset);
}

export function userJson(site: JiraSite, origin: string, accountId: string | null): object | null {
  const user = site.users.find((candidate) => candidate.accountId === accountId);
  return user === undefined ? null : detailsOf(origin, user);
}

export function detailsOf(origin: string, user: JiraUser): object {
  const avatar = `${origin}/avatar/${user.accountId}`;
  return {
    self: `${origin}/rest/api/3/user?accountId=${user.accountId}`,
    accountId: user.accountId,
    accountType: user.isApp === true ? 'app' : 'atlassian',
    ...(user.emailHidden === true ? {} : { emailAddress: user.email }),
    avatarUrls: { '48x48': avatar, '24x24': avatar, '16x16': avatar, '32x32': avatar },
    displayName: user.name,
    active: user.active !== false,
    timeZone: 'Etc/UTC',
  };
}

export function statusJson(origin: string, status: JiraStatus): object {
  const category = statusCategories[status.category];
  return {
    self: `${origin}/rest/api/3/status/${status.id}`,
    description: '',
    iconUrl: `${origin}/images/icons/status.png`,
    name: status.name,
    id: status.id,
    statusCategory: {
      self: `${origin}/rest/api/3/statuscategory/${category.id}`,
      id: category.id,
      key: status.category,
      colorName: category.colorName,
      name: category.name,
    },
  };
}

export function priorityJson(site: JiraSite, origin: string, name: string): object {
  const id = idOf(site.priorities, name) ?? '';
  return {
    self: `${origin}/rest/api/3/priority/${id}`,
    iconUrl: `${origin}/images/icons/priority.png`,
    name,
    id,
    description: '',
    statusColor: '#cccccc',
  };
}

export function resolutionJson(site: JiraSite, origin: string, name: string): object {
  const id = idOf(site.resolutions, name) ?? '';
  return { self: `${origin}/rest/api/3/resolution/${id}`, id, name, description: '' };
}

export function issueTypeJson(
  site: JiraSite,
  origin: string,
  name: string,
): { id: string } & Record<string, unknown> {
  const all = [...new Set(site.projects.flatMap((project) => project.issueTypes))];
  const id = String(10_100 + all.indexOf(name));
  return {
    self: `${origin}/rest/api/3/issuetype/${id}`,
    id,
    name,
    description: '',
    iconUrl: `${origin}/images/icons/issuetype.png`,
    subtask: false,
    hierarchyLevel: 0,
  };
}

export function projectJson(
  site: JiraSite,
  origin: string,
  key: string,
): { id: string } & Record<string, unknown> {
  const place = site.projects.findIndex((project) => project.key === key);
  const id = String(10_000 + place);
  const name = site.projects[place]?.name ?? key;
  return {
    self: `${origin}/rest/api/3/project/${id}`,
    id,
    key,
    name,
    projectTypeKey: 'software',
    simplified: false,
  };
}

export function historyJson(
  site: JiraSite,
  origin: string,
  history: StoredHistory,
): { created: Date } & Record<string, unknown> {
  return {
    id: history.id,
    author: userJson(site, origin, history.authorId),
    created: history.createdAt,
    items: history.items.map((item) => ({
      field: item.field,
      fieldtype: 'jira',
      fieldId: item.field,
      from: item.from,
      fromString: item.fromText,
      to: item.to,
      toString: item.toText,
    })),
  };
}

export function commentJson(
  site: JiraSite,
  origin: string,
  issue: StoredIssue,
  comment: StoredComment,
): object {
  const author = userJson(site, origin, comment.authorId);
  return {
    self: `${origin}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    author,
    body: comment.body,
    updateAuthor: author,
    created: jiraTime(comment.createdAt, site.utcOffset),
    updated: jiraTime(comment.createdAt, site.utcOffset),
    jsdPublic: true,
  };
}

import { z } from 'zod';
import { isAtlassianDocument } from './atlassian-document.ts';
import { visible } from './issue-routes.ts';
import { commentJson, historyJson, jiraTime, resolutionJson, statusJson } from './jira-json.ts';
import {
  type JiraCall,
  type JiraRoute,
  noContent,
  noIssue,
  ok,
  pageOf,
  readBody,
  refusal,
} from './jira-route.ts';
import type { JiraStatus } from './jira-site.ts';
import type { StoredIssue, StoredLink } from './stored-issue.ts';

const linkBody = z.looseObject({
  globalId: z.string().max(255).optional(),
  object: z.looseObject({ url: z.string(), title: z.string() }),
});
const commentBody = z.object({
  body: z.unknown(),
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
});
const transitionBody = z.object({
  transition: z.object({ id: z.string() }),
  fields: z.object({ resolution: z.object({ name: z.string() }).optional() }).default({}),
});

/** What belongs to one issue: links, comments, transitions, properties, history. */
export const trailRoutes: readonly JiraRoute[] = [
  onIssue('setRemoteLink', 'post', 'remotelink', (call, issue) => {
    const body = readBody(linkBody, call);
    if (!body.ok) return body.answer;
    const { globalId = null, object, ...rest } = body.value;
    const { link, isNew } = call.store.link(issue.id, {
      globalId,
      url: object.url,
      title: object.title,
      rest: { ...rest, object },
    });
    return { status: isNew ? 201 : 200, body: { id: link.id, self: linkAddress(call, issue, link) } };
  }),
  onIssue('remoteLinks', 'get', 'remotelink', (call, issue) => {
    const globalId = call.query.get('globalId');
    const links = issue.remoteLinks.map((link) => linkJson(call, issue, link));
    if (globalId === null) return ok(links);
    const one = issue.remoteLinks.find((link) => link.globalId === globalId);
    return one === undefined
      ? refusal(404, ['The remote link does not exist.'])
      : ok(linkJson(call, issue, one));
  }),
  onIssue('addComment', 'post', 'comment', (call, issue, by) => {
    const body = readBody(commentBody, call);
    if (!body.ok) return body.answer;
    if (!isAtlassianDocument(body.value.body))
      return refusal(400, [], { comment: 'Comment body is not valid!' });
    const properties = body.value.properties.map(({ key, value }) => ({ key, value }));
    const comment = call.store.comment(issue.id, body.value.body, { by }, properties);
    return { status: 201, body: commentJson(call.store.site, call.origin, issue, comment) };
  }),
  onIssue('comments', 'get', 'comment', (call, issue) => {
    const withProperties = call.query.get('expand')?.includes('properties') === true;
    const newestFirst = call.query.get('orderBy') === '-created';
    const page = pageOf(call, newestFirst ? issue.comments.toReversed() : issue.comments, 100);
    return ok({
      startAt: page.startAt,
      maxResults: page.maxResults,
      total: page.total,
      comments: page.values.map((comment) => ({
        ...commentJson(call.store.site, call.origin, issue, comment),
        ...(withProperties ? { properties: comment.properties } : {}),
      })),
    });
  }),
  onIssue('transitions', 'get', 'transitions', (call, issue) =>
    ok({
      expand: 'transitions',
      transitions: call.store.site.statuses
        .filter((status) => status.id !== issue.statusId)
        .map((status) => transitionJson(call, status)),
    }),
  ),
  onIssue('transition', 'post', 'transitions', (call, issue, by) => {
    const body = readBody(transitionBody, call);
    if (!body.ok) return body.answer;
    const status = call.store.site.statuses.find(({ id }) => transitionId(id) === body.value.transition.id);
    if (status === undefined || status.id === issue.statusId) {
      return refusal(400, [`Transition id '${body.value.transition.id}' is not valid for this issue.`]);
    }
    const resolution = body.value.fields.resolution?.name;
    if (resolution !== undefined && !call.store.site.resolutions.includes(resolution)) {
      return refusal(400, [], { resolution: `The resolution '${resolution}' is not valid.` });
    }
    call.store.transition(issue.id, status.name, resolution === undefined ? { by } : { by, resolution });
    return noContent;
  }),
  onIssue('property', 'get', 'properties/:propertyKey', (call, issue) => {
    const key = call.params['propertyKey'] ?? '';
    return issue.properties.has(key)
      ? ok({ key, value: issue.properties.get(key) })
      : refusal(404, [`The property '${key}' does not exist.`]);
  }),
  onIssue('setProperty', 'put', 'properties/:propertyKey', (call, issue) => {
    const key = call.params['propertyKey'] ?? '';
    const isNew = !issue.properties.has(key);
    issue.properties.set(key, call.body);
    return { status: isNew ? 201 : 200, body: {} };
  }),
  onIssue('changelog', 'get', 'changelog', (call, issue) => {
    const { site } = call.store;
    const histories = issue.histories.map((history) => {
      const shown = historyJson(site, call.origin, history);
      return { ...shown, created: jiraTime(shown.created, site.utcOffset) };
    });
    return ok(pageOf(call, histories, 100));
  }),
];

function onIssue(
  operation: JiraRoute['operation'],
  method: JiraRoute['method'],
  rest: string,
  handle: (call: JiraCall, issue: StoredIssue, by: string) => ReturnType<JiraRoute['handle']>,
): JiraRoute {
  return {
    operation,
    method,
    path: `/issue/:issueIdOrKey/${rest}`,
    handle(call) {
      const issue = visible(call, call.params['issueIdOrKey']);
      return issue === null || call.user === null ? noIssue : handle(call, issue, call.user.accountId);
    },
  };
}

/** Every status can be reached from every other; only the way to done shows a screen, with the resolution. */
function transitionJson(call: JiraCall, status: JiraStatus): object {
  const { site } = call.store;
  const isDone = status.category === 'done';
  const withFields = call.query.get('expand')?.includes('transitions.fields') === true;
  const resolution = {
    required: true,
    schema: { type: 'resolution', system: 'resolution' },
    name: 'Resolution',
    key: 'resolution',
    operations: ['set'],
    allowedValues: site.resolutions.map((name) => resolutionJson(site, call.origin, name)),
  };
  return {
    id: transitionId(status.id),
    name: status.name,
    to: statusJson(call.origin, status),
    hasScreen: isDone,
    isGlobal: true,
    isInitial: false,
    isConditional: false,
    isAvailable: true,
    looped: false,
    ...(withFields ? { fields: isDone && site.resolutions.length > 0 ? { resolution } : {} } : {}),
  };
}

function transitionId(statusId: string): string {
  return `1${statusId}`;
}

function linkAddress(call: JiraCall, issue: StoredIssue, link: StoredLink): string {
  return `${call.origin}/rest/api/3/issue/${issue.id}/remotelink/${link.id}`;
}

function linkJson(call: JiraCall, issue: StoredIssue, link: StoredLink): object {
  return {
    ...link.rest,
    id: link.id,
    self: linkAddress(call, issue, link),
    ...(link.globalId === null ? {} : { globalId: link.globalId }),
  };
}

import { z } from 'zod';
import { listed, visible } from './issue-routes.ts';
import { issueJson } from './issue-json.ts';
import { historyJson } from './jira-json.ts';
import { type JiraAnswer, type JiraCall, type JiraRoute, ok, readBody, refusal } from './jira-route.ts';
import { readJql } from './jql.ts';
import type { StoredIssue } from './stored-issue.ts';

const searchBody = z.object({
  jql: z.string().default(''),
  maxResults: z.number().int().positive().default(50),
  nextPageToken: z.string().optional(),
  fields: z.array(z.string()).default(['id']),
  properties: z.array(z.string()).max(5).default([]),
  reconcileIssues: z.array(z.number().int()).max(50).default([]),
});
type Search = z.infer<typeof searchBody>;

const changelogBody = z.object({
  issueIdsOrKeys: z.array(z.string()).min(1).max(1000),
  fieldIds: z.array(z.string()).max(10).optional(),
  maxResults: z.number().int().positive().max(10_000).default(1000),
  nextPageToken: z.string().optional(),
});

const removed =
  'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046';

/** Reading many issues at once: by search, and their changes. */
export const searchRoutes: readonly JiraRoute[] = [
  {
    operation: 'search',
    method: 'post',
    path: '/search/jql',
    handle(call) {
      const body = readBody(searchBody, call);
      return body.ok ? search(call, body.value) : body.answer;
    },
  },
  {
    operation: 'search',
    method: 'get',
    path: '/search/jql',
    handle(call) {
      const fields = listed(call.query, 'fields');
      const token = call.query.get('nextPageToken');
      const read = searchBody.safeParse({
        jql: call.query.get('jql') ?? '',
        maxResults: Number(call.query.get('maxResults') ?? 50),
        fields: fields.length === 0 ? ['id'] : fields,
        properties: listed(call.query, 'properties'),
        ...(token === null ? {} : { nextPageToken: token }),
      });
      return read.success ? search(call, read.data) : refusal(400, ['Invalid request payload.']);
    },
  },
  { operation: 'removedSearch', method: 'get', path: '/search', handle: () => refusal(410, [removed]) },
  { operation: 'removedSearch', method: 'post', path: '/search', handle: () => refusal(410, [removed]) },
  {
    operation: 'bulkChangelogs',
    method: 'post',
    path: '/changelog/bulkfetch',
    handle(call) {
      const body = readBody(changelogBody, call);
      if (!body.ok) return body.answer;
      const { issueIdsOrKeys, fieldIds, maxResults, nextPageToken } = body.value;
      const issues = issueIdsOrKeys.flatMap((idOrKey) => visible(call, idOrKey) ?? []);
      const all = [...new Set(issues)]
        .toSorted((a, b) => Number(a.id) - Number(b.id))
        .flatMap((issue) => issue.histories.map((history) => ({ issue, history })))
        .map(({ issue, history }) => ({
          issue,
          history: {
            ...history,
            items: history.items.filter((item) => fieldIds === undefined || fieldIds.includes(item.field)),
          },
        }))
        .filter(({ history }) => history.items.length > 0);
      const from = Number(nextPageToken ?? 0);
      const page = all.slice(from, from + maxResults);
      const next = from + page.length < all.length ? String(from + page.length) : null;
      const byIssue = Map.groupBy(page, ({ issue }) => issue.id);
      return ok({
        issueChangeLogs: [...byIssue].map(([issueId, entries]) => ({
          issueId,
          changeHistories: entries.map(({ history }) => {
            const shown = historyJson(call.store.site, call.origin, history);
            return { ...shown, created: shown.created.getTime() };
          }),
        })),
        ...(next === null ? {} : { nextPageToken: next }),
      });
    },
  },
];

function search(call: JiraCall, body: Search): JiraAnswer {
  const now = call.store.now();
  const projects = call.store.site.projects.map((project) => project.key);
  const read = readJql(body.jql, projects, now);
  if (call.user === null) return ok({ issues: [], isLast: true });
  if (!read.ok) return refusal(400, [read.message]);
  const indexed = (issue: StoredIssue): boolean =>
    issue.createdAt.getTime() <= now.getTime() - call.searchLag ||
    body.reconcileIssues.includes(Number(issue.id));
  const found = call.store
    .issues()
    .filter(
      (issue) => issue.archivedAt === null && !issue.isHidden && indexed(issue) && read.query.matches(issue),
    )
    .toSorted((a, b) => read.query.compare(a, b));
  const isLight = body.fields.every((field) => field === 'id' || field === 'key');
  const size = Math.min(body.maxResults, isLight ? 5000 : 100);
  const from = Number(body.nextPageToken ?? 0);
  if (!Number.isInteger(from)) return refusal(400, ['The provided next page token is invalid or expired.']);
  const page = found.slice(from, from + size);
  const isLast = from + page.length >= found.length;
  return ok({
    issues: page.map((issue) => {
      const shown = issueJson(call.store.site, call.origin, issue, body);
      return body.fields.length === 1 && body.fields[0] === 'id' ? { id: issue.id } : shown;
    }),
    isLast,
    ...(isLast ? {} : { nextPageToken: String(from + page.length) }),
  });
}

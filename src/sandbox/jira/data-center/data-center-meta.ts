import { jiraTime } from '../jira-json.ts';
import { type JiraRoute, ok } from '../jira-route.ts';
import { metaRoutes } from '../meta-routes.ts';
import { type DataCenterRoutes, inOurWords } from './data-center-route.ts';

export const dataCenterVersion = [10, 3, 2] as const;

/** What the site offers. The lists of fields and types are called `values` here, and a page of them is shorter. */
export const dataCenterMeta: DataCenterRoutes = () => [
  {
    operation: 'serverInfo',
    method: 'get',
    path: '/serverInfo',
    handle: (call) =>
      ok({
        baseUrl: call.origin,
        version: dataCenterVersion.join('.'),
        versionNumbers: dataCenterVersion,
        deploymentType: 'Server',
        buildNumber: 10_030_002,
        serverTime: jiraTime(call.store.now(), call.store.site.utcOffset),
        scmInfo: 'sandbox',
        serverTitle: call.store.site.title,
      }),
  },
  ...metaRoutes
    .filter(
      ({ operation }) => operation === 'project' || operation === 'statuses' || operation === 'priorities',
    )
    .map(inOurWords),
  ...metaRoutes
    .filter(({ operation }) => operation === 'issueTypes' || operation === 'issueTypeFields')
    .map((route) => inOurWords(asValues(route))),
];

const mostPerPage = 4;

/** A short page, so that a client that does not turn it misses something. */
function asValues(route: JiraRoute): JiraRoute {
  return {
    ...route,
    handle(call) {
      const startAt = Number(call.query.get('startAt') ?? 0);
      const query = new URLSearchParams({ startAt: '0', maxResults: '1000' });
      const { status, body } = route.handle({ ...call, query });
      const all = listIn(body);
      if (all === null) return { status, body };
      const values = all.slice(startAt, startAt + mostPerPage);
      const isLast = startAt + values.length >= all.length;
      return ok({ maxResults: mostPerPage, startAt, total: all.length, isLast, values });
    },
  };
}

function listIn(body: unknown): readonly unknown[] | null {
  if (typeof body !== 'object' || body === null) return null;
  return Object.values(body).find((each): each is unknown[] => Array.isArray(each)) ?? null;
}

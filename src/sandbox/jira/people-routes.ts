import { detailsOf } from './jira-json.ts';
import { type JiraCall, type JiraRoute, notSignedIn, ok, pageOf, refusal } from './jira-route.ts';
import type { JiraUser } from './jira-site.ts';

/** Users, and who the caller is. */
export const peopleRoutes: readonly JiraRoute[] = [
  {
    operation: 'myself',
    method: 'get',
    path: '/myself',
    handle: (call) => (call.user === null ? notSignedIn : ok(detailsOf(call.origin, call.user))),
  },
  {
    operation: 'user',
    method: 'get',
    path: '/user',
    handle(call) {
      if (call.user === null) return notSignedIn;
      const user = call.store.site.users.find(({ accountId }) => accountId === call.query.get('accountId'));
      return user === undefined
        ? refusal(404, ['Specified user does not exist or you do not have required permissions'])
        : ok(detailsOf(call.origin, user));
    },
  },
  {
    operation: 'findUsers',
    method: 'get',
    path: '/user/search',
    handle: (call) => ok(pageOf(call, matching(call), 50).values.map((user) => detailsOf(call.origin, user))),
  },
  {
    operation: 'findAssignable',
    method: 'get',
    path: '/user/assignable/search',
    handle(call) {
      const key = call.query.get('project') ?? '';
      if (!call.store.site.projects.some((project) => project.key === key)) {
        return refusal(404, [`No project could be found with key '${key}'.`]);
      }
      const users = matching(call).filter((user) => user.assignableIn?.includes(key) ?? true);
      return ok(pageOf(call, users, 1000).values.map((user) => detailsOf(call.origin, user)));
    },
  },
];

/** Active users whose name, or e-mail where it is shown, holds the query; nobody for a stranger. */
function matching(call: JiraCall): readonly JiraUser[] {
  if (call.user === null) return [];
  const query = (call.query.get('query') ?? '').toLowerCase();
  const accountId = call.query.get('accountId');
  return call.store.site.users.filter(
    (user) =>
      user.active !== false &&
      (accountId === null || user.accountId === accountId) &&
      (user.name.toLowerCase().includes(query) ||
        (user.emailHidden !== true && user.email.toLowerCase().includes(query))),
  );
}

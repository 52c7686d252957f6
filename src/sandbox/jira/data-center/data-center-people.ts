import { type JiraCall, type JiraRoute, ok, pageOf, refusal } from '../jira-route.ts';
import type { JiraUser } from '../jira-site.ts';
import { type DataCenterRoutes, loginWanted } from './data-center-route.ts';
import { nameOfKey, userJson } from './data-center-words.ts';

/** Users, by name or key, and who the caller is. */
export const dataCenterPeople: DataCenterRoutes = () => [
  people('myself', '/myself', (call, me) => ok(shown(call, me.accountId))),
  people('user', '/user', (call) => {
    const key = call.query.get('key');
    const name = key === null ? call.query.get('username') : nameOfKey(call.store.site, key);
    const user = name === null ? null : shown(call, name);
    return user === null ? refusal(404, [`The user named '${name ?? key ?? ''}' does not exist`]) : ok(user);
  }),
  people('findUsers', '/user/search', (call) => {
    if (call.query.get('username') === null) {
      return refusal(400, ['The username query parameter was not provided']);
    }
    return ok(pageOf(call, matching(call), 50).values.map(({ accountId }) => shown(call, accountId)));
  }),
];

function people(
  operation: JiraRoute['operation'],
  path: string,
  handle: (call: JiraCall, me: JiraUser) => ReturnType<JiraRoute['handle']>,
): JiraRoute {
  return {
    operation,
    method: 'get',
    path,
    handle: (call) => (call.user === null ? loginWanted : handle(call, call.user)),
  };
}

/** Active users whose name, display name or e-mail begins with the words, as Data Center matches them. */
function matching(call: JiraCall): readonly JiraUser[] {
  const words = (call.query.get('username') ?? '').toLowerCase();
  return call.store.site.users.filter(
    (user) =>
      user.active !== false &&
      [user.accountId, user.name, user.emailHidden === true ? '' : user.email].some((each) =>
        each.toLowerCase().startsWith(words),
      ),
  );
}

function shown(call: JiraCall, name: string): object | null {
  return userJson(call.store.site, call.origin, name);
}

import type { JiraAnswer, JiraCall, JiraRoute } from '../jira-route.ts';
import { refusal } from '../jira-route.ts';
import { visible } from '../issue-routes.ts';
import type { StoredIssue } from '../stored-issue.ts';
import type { DataCenterDesk } from './data-center-faults.ts';
import { inDataCenterWords } from './data-center-words.ts';

/** Routes below `/rest/api/2`. They read some of their behaviour from the desk. */
export type DataCenterRoutes = (desk: DataCenterDesk) => readonly JiraRoute[];

/** Turned away for want of a login: what a stranger gets nearly everywhere. */
export const loginWanted = refusal(401, [
  'You do not have the permission to see the specified issue.',
  'Login Required',
]);

/** A route of Cloud that is the same here but for its words. */
export function inOurWords(route: JiraRoute): JiraRoute {
  return {
    ...route,
    handle(call) {
      if (call.user === null) return loginWanted;
      return translated(call, route.handle(call));
    },
  };
}

/** The answer in Data Center's words. */
export function translated(call: JiraCall, answer: JiraAnswer): JiraAnswer {
  if (answer.body === undefined) return answer;
  return { ...answer, body: inDataCenterWords(call.store.site, call.origin, answer.body) };
}

/** What is done with one issue by somebody who is signed in and sees it. */
export function withIssue(
  call: JiraCall,
  handle: (issue: StoredIssue, by: string) => JiraAnswer,
): JiraAnswer {
  if (call.user === null) return loginWanted;
  const issue = visible(call, call.params['issueIdOrKey']);
  if (issue === null) return refusal(404, ['Issue Does Not Exist']);
  return translated(call, handle(issue, call.user.accountId));
}

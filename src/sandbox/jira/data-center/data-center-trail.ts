import { z } from 'zod';
import { commentJson } from '../jira-json.ts';
import { ok, readBody } from '../jira-route.ts';
import { trailRoutes } from '../trail-routes.ts';
import { type DataCenterRoutes, inOurWords, withIssue } from './data-center-route.ts';

const commentBody = z.object({ body: z.string().min(1) });
/** Comments are text here, and a Data Center tells changes only with the issue. */
const ownWay = new Set(['addComment', 'comments', 'changelog']);

/** What belongs to one issue: links, comments, transitions, properties. */
export const dataCenterTrail: DataCenterRoutes = () => [
  ...trailRoutes.filter(({ operation }) => !ownWay.has(operation)).map(inOurWords),
  {
    operation: 'addComment',
    method: 'post',
    path: '/issue/:issueIdOrKey/comment',
    handle: (call) =>
      withIssue(call, (issue, by) => {
        const body = readBody(commentBody, call);
        if (!body.ok) return body.answer;
        const comment = call.store.comment(issue.id, body.value.body, { by });
        return { status: 201, body: commentJson(call.store.site, call.origin, issue, comment) };
      }),
  },
  {
    operation: 'comments',
    method: 'get',
    path: '/issue/:issueIdOrKey/comment',
    handle: (call) =>
      withIssue(call, (issue) =>
        ok({
          startAt: 0,
          maxResults: 1_048_576,
          total: issue.comments.length,
          comments: issue.comments.map((comment) =>
            commentJson(call.store.site, call.origin, issue, comment),
          ),
        }),
      ),
  },
];

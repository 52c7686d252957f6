import { Router, type Request, type Response } from 'express';
import { listPostmortems } from '../db/postmortem-list-store.ts';
import { randomIds } from '../intake/new-item.ts';
import { previewDocument, takeDocument } from '../intake/take-document.ts';
import { HttpProblem } from './http-problem.ts';
import { answerTaken } from './postmortem-api-answer.ts';
import { postedDocument, readDocumentBody } from './postmortem-api-body.ts';
import { postmortemView } from './postmortem-view.ts';
import { cursorOf, queryText } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const postmortemsPerPage = 100;

/** Postmortems for programs, below `/api/v1`. */
export function postmortemApi(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  const settings = { db, config, clock, ids: randomIds };
  router.get('/postmortems', async (request, response) => {
    const from = cursorOf(request);
    const { postmortems, total } = await listPostmortems(db, { from, count: postmortemsPerPage });
    const next = from + postmortemsPerPage;
    response.json({ items: postmortems, total, nextCursor: next < total ? String(next) : null });
  });
  router.post('/postmortems', ...readDocumentBody, async (request: Request, response: Response) => {
    const take = isDryRun(request) ? previewDocument : takeDocument;
    answerTaken(response, await take(settings, postedDocument(request)));
  });
  router.get('/postmortems/:id', async (request, response) => {
    const { items, incident, ...view } = await postmortemView(context, request.params.id);
    const { id, severity, services, causes, startedAt, endedAt, repeats } = incident;
    response.json({
      ...view,
      incident: { id, severity, startedAt, endedAt, services, repeats, causes },
      actionItems: items.map(({ row, line, problems, drift }) => ({ ...row, line, problems, drift })),
    });
  });
  return router;
}

/** `?dryRun=1`. A word we do not know must not record what was meant to be a trial. */
export function isDryRun(request: Request): boolean {
  const word = queryText(request, 'dryRun');
  if (word === null || word === '0' || word === 'false') return false;
  if (word === '1' || word === 'true') return true;
  throw new HttpProblem(400, 'Bad request', 'dryRun is 1 or 0.');
}

import { Router } from 'express';
import { askCompletion } from '../answers/ask-completion.ts';
import { askSlips } from '../answers/ask-slips.ts';
import { itemView } from './item-view.ts';
import { itemsPageOf } from './items-view.ts';
import { requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

/** The same numbers and lists as the pages, for programs. Reading only. */
export function apiRoutes(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  router.get('/reports/completion', async (request, response) => {
    response.json(await askCompletion(db, requestedReport(request, config, clock())));
  });
  router.get('/reports/slips', async (request, response) => {
    response.json(await askSlips(db, requestedReport(request, config, clock())));
  });
  router.get('/action-items/:id', async (request, response) => {
    response.json(await itemView(context, request.params.id));
  });
  router.get('/action-items', async (request, response) => {
    const { items, nextCursor } = await itemsPageOf(context, request);
    response.json({ items, nextCursor });
  });
  return router;
}

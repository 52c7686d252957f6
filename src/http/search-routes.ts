import { Router } from 'express';
import { searchPage } from '../pages/search-page.ts';
import { frameOf } from './frame-of.ts';
import { requestedSearch } from './search-scope.ts';
import type { WebContext } from './web-context.ts';

/** Everything recorded, found by its words: the page, and the same for programs. */
export function searchRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/search', async (request, response) => {
    response.send(searchPage(frameOf(context), await requestedSearch(context, request)));
  });
  router.get('/api/v1/search', async (request, response) => {
    const { hits, counts, total, nextCursor } = await requestedSearch(context, request);
    response.json({ items: hits, total, counts, nextCursor });
  });
  return router;
}

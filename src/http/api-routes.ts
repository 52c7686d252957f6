import { Router } from 'express';
import { askSlips } from '../answers/ask-slips.ts';
import { loadReportFacts } from '../db/report-facts.ts';
import { completionReport } from '../reports/completion-report.ts';
import { itemsReport } from '../reports/items-report.ts';
import { selectItems } from '../reports/select-items.ts';
import { itemView } from './item-view.ts';
import { cursorOf, requestedItems, requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const itemsPerPage = 100;

/** The same numbers and lists as the pages, for programs. Reading only. */
export function apiRoutes(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  const facts = () => loadReportFacts(db, config);
  router.get('/reports/completion', async (request, response) => {
    response.json(completionReport(await facts(), requestedReport(request, config, clock())));
  });
  router.get('/reports/slips', async (request, response) => {
    response.json(await askSlips(db, requestedReport(request, config, clock())));
  });
  router.get('/action-items/:id', async (request, response) => {
    response.json(await itemView(context, request.params.id));
  });
  router.get('/action-items', async (request, response) => {
    const rows = itemsReport(await facts(), {
      ...requestedReport(request, config, clock()),
      week: null,
      team: null,
    });
    const { items } = selectItems(rows, requestedItems(request, config));
    const from = cursorOf(request);
    const next = from + itemsPerPage;
    response.json({ items: items.slice(from, next), nextCursor: next < items.length ? String(next) : null });
  });
  return router;
}

import { Router } from 'express';
import { loadReportFacts } from '../db/report-facts.ts';
import { completionReport } from '../reports/completion-report.ts';
import { itemsReport } from '../reports/items-report.ts';
import { selectItems } from '../reports/select-items.ts';
import { cursorOf, requestedItems, requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const itemsPerPage = 100;

/** The same numbers and lists as the pages, for programs. Reading only. */
export function apiRoutes({ config, db, clock }: WebContext): Router {
  const router = Router();
  const facts = () => loadReportFacts(db, config);
  router.get('/reports/completion', async (request, response) => {
    response.json(completionReport(await facts(), requestedReport(request, config, clock())));
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

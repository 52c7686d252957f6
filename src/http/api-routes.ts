import { Router } from 'express';
import { askCompletion } from '../answers/ask-completion.ts';
import { askSlips } from '../answers/ask-slips.ts';
import { completionCsv } from '../reports/completion-csv.ts';
import { itemsCsv } from '../reports/items-csv.ts';
import { slipsCsv } from '../reports/slips-csv.ts';
import { answerAs } from './answer-form.ts';
import { itemView } from './item-view.ts';
import { itemsPageOf, wholeListOf } from './items-view.ts';
import { requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

/** The same numbers and lists as the pages, for programs. Reading only. */
export function apiRoutes(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  router.get('/reports/completion', async (request, response) => {
    const report = await askCompletion(db, requestedReport(request, config, clock()));
    await answerAs(request, response, { json: async () => report, csv: async () => completionCsv(report) });
  });
  router.get('/reports/slips', async (request, response) => {
    const report = await askSlips(db, requestedReport(request, config, clock()));
    await answerAs(request, response, {
      json: async () => report,
      csv: async () => slipsCsv(report.pushesInWeek),
    });
  });
  router.get('/action-items/:id', async (request, response) => {
    response.json(await itemView(context, request.params.id));
  });
  router.get('/action-items', async (request, response) => {
    await answerAs(request, response, {
      async json() {
        const { items, total, nextCursor } = await itemsPageOf(context, request);
        return { items, total, nextCursor };
      },
      csv: async () => itemsCsv((await wholeListOf(context, request)).items),
    });
  });
  return router;
}

import { Router } from 'express';
import { askProgramme, askRepeats } from '../answers/ask-repeats.ts';
import { programmePage } from '../pages/programme-page.ts';
import { repeatsPage } from '../pages/repeats-page.ts';
import { compareIncidents } from '../review/compare-incidents.ts';
import { frameOf } from './frame-of.ts';
import { requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

/** Incidents that nobody has compared yet and that a reader is made to wait for; the timetable compares the others. */
export const comparedMeanwhile = 50;

/** The pages about incidents: whether they come back, and whether postmortems are written. */
export function incidentRoutes(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  router.get('/repeats', async (request, response) => {
    const asked = requestedReport(request, config, clock());
    await compareIncidents(db, comparedMeanwhile);
    response.send(repeatsPage(frameOf(context), await askRepeats(db, config, asked)));
  });
  router.get('/programme', async (request, response) => {
    const asked = requestedReport(request, config, clock());
    response.send(programmePage(frameOf(context), await askProgramme(db, config, asked)));
  });
  return router;
}

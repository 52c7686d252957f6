import { Router } from 'express';
import { askProgramme, askRepeats } from '../answers/ask-repeats.ts';
import { compareIncidents } from '../review/compare-incidents.ts';
import { comparedMeanwhile } from './incident-routes.ts';
import { requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

/** The same for programs, below `/api/v1`. */
export function incidentApi({ config, db, clock }: WebContext): Router {
  const router = Router();
  router.get('/reports/repeats', async (request, response) => {
    const asked = requestedReport(request, config, clock());
    await compareIncidents(db, comparedMeanwhile);
    response.json(await askRepeats(db, config, asked));
  });
  router.get('/reports/programme', async (request, response) => {
    response.json(await askProgramme(db, config, requestedReport(request, config, clock())));
  });
  return router;
}

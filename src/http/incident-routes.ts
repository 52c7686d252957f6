import { Router, type Request, type Response } from 'express';
import { askIncident } from '../answers/ask-incident.ts';
import { askProgramme, askRepeats } from '../answers/ask-repeats.ts';
import { pairVerdicts } from '../incidents/incident.ts';
import { addressText, withAnchor } from '../lib/html.ts';
import { decisionsAddress, reportAddress } from '../pages/addresses.ts';
import { incidentPage } from '../pages/incident-page.ts';
import { incidentsPage } from '../pages/incidents-page.ts';
import { programmePage } from '../pages/programme-page.ts';
import { repeatsPage } from '../pages/repeats-page.ts';
import { comparedMeanwhile, compareIncidents } from '../review/compare-incidents.ts';
import { frameOf } from './frame-of.ts';
import { HttpProblem } from './http-problem.ts';
import { fieldsOf, readForm } from './incident-body.ts';
import { requestedPage } from './incident-scope.ts';
import { takeDecision } from './repeat-decision.ts';
import { requestedReport } from './request-scope.ts';
import { sameOrigin } from './same-origin.ts';
import type { WebContext } from './web-context.ts';

/** The pages about incidents: whether they come back, whether postmortems are written, and the incidents themselves. */
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
  router.get('/incidents', async (request, response) => {
    response.send(incidentsPage(frameOf(context), await requestedPage(context, request)));
  });
  router.get('/incidents/:id', async (request, response) => {
    const { id } = request.params;
    const scope = { now: clock(), timeZone: config.organisation.timeZone, policy: config.policy };
    const view = await askIncident(db, scope, id);
    if (!view) throw new HttpProblem(404, 'No such incident', `No incident ${id} is recorded.`);
    response.send(incidentPage(frameOf(context), view));
  });
  router.post(
    addressText(decisionsAddress),
    sameOrigin(config),
    readForm,
    async (request: Request, response: Response) => {
      const { decision, by, week, team } = fieldsOf(request);
      const [verdict, incidentId, repeatsId] = wordsOf(decision);
      await takeDecision(context, { incident: incidentId, repeats: repeatsId, verdict, by });
      const back = { week: textOrNull(week), team: textOrNull(team) };
      response.redirect(303, addressText(withAnchor(reportAddress('repeats', back), 'suggestions')));
    },
  );
  return router;
}

/** What a button of the page says: `["confirmed","INC-2","INC-1"]`. */
function wordsOf(decision: unknown): readonly unknown[] {
  try {
    const words: unknown = JSON.parse(String(decision));
    if (Array.isArray(words) && pairVerdicts.some((verdict) => verdict === words[0])) return words;
  } catch {
    // Told below.
  }
  throw new HttpProblem(400, 'Bad request', 'Use the buttons of the page of repeats.');
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

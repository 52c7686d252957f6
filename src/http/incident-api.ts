import { Router, type Request, type Response } from 'express';
import { askIncident } from '../answers/ask-incident.ts';
import { askProgramme, askRepeats } from '../answers/ask-repeats.ts';
import { draftOf, incidentFields, type FieldProblem } from '../incidents/incident-draft.ts';
import { draftRules, recordIncidents } from '../intake/record-incidents.ts';
import { addressText } from '../lib/html.ts';
import { incidentAddress } from '../pages/addresses.ts';
import { incidentsCsv } from '../reports/incidents-list-csv.ts';
import { programmeCsv } from '../reports/programme-csv.ts';
import { repeatsCsv } from '../reports/repeats-csv.ts';
import { comparedMeanwhile, compareIncidents } from '../review/compare-incidents.ts';
import { HttpProblem } from './http-problem.ts';
import { fieldsOf, readJson } from './incident-body.ts';
import { answerAs } from './answer-form.ts';
import { requestedPage, requestedRows } from './incident-scope.ts';
import { takeDecision } from './repeat-decision.ts';
import { requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

/** Incidents and the reports about them for programs, below `/api/v1`. */
export function incidentApi(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  router.get('/reports/repeats', async (request, response) => {
    const asked = requestedReport(request, config, clock());
    await compareIncidents(db, comparedMeanwhile);
    const report = await askRepeats(db, config, asked);
    await answerAs(request, response, { json: async () => report, csv: async () => repeatsCsv(report) });
  });
  router.get('/reports/programme', async (request, response) => {
    const report = await askProgramme(db, config, requestedReport(request, config, clock()));
    await answerAs(request, response, { json: async () => report, csv: async () => programmeCsv(report) });
  });
  router.get('/incidents', async (request, response) => {
    await answerAs(request, response, {
      async json() {
        const { incidents, total, nextCursor } = await requestedPage(context, request);
        return { items: incidents, total, nextCursor };
      },
      csv: async () => incidentsCsv((await requestedRows(context, request)).rows),
    });
  });
  router.get('/incidents/:id', async (request, response) => {
    response.json(await incidentNamed(context, request.params.id));
  });
  router.post('/incidents', readJson, async (request: Request, response: Response) => {
    const { status, overruled, id } = await recordOne(context, request);
    response.status(status === 'recorded' ? 201 : 200);
    response.location(addressText(incidentAddress(id)));
    response.json({ status, overruled, ...(await incidentNamed(context, id)).incident });
  });
  router.post('/repeats/decisions', readJson, async (request: Request, response: Response) => {
    const { status, verdict } = await takeDecision(context, fieldsOf(request));
    const { incidentId, repeatsId, verdict: word, by, at } = verdict;
    response.status(status === 'recorded' ? 201 : 200);
    response.json({ status, incident: incidentId, repeats: repeatsId, verdict: word, by, at });
  });
  return router;
}

async function incidentNamed({ config, db, clock }: WebContext, id: string) {
  const scope = { now: clock(), timeZone: config.organisation.timeZone, policy: config.policy };
  const view = await askIncident(db, scope, id);
  if (!view) throw new HttpProblem(404, 'No such incident', `No incident ${id} is recorded.`);
  return view;
}

async function recordOne({ db, config, clock }: WebContext, request: Request) {
  const settings = { db, config, clock };
  const given = fieldsOf(request);
  const unknown = Object.keys(given).filter((name) => !incidentFields.some((field) => field === name));
  if (unknown.length > 0) {
    throw refused(
      unknown.map((path) => ({
        path,
        message: `There is no such field. There are: ${incidentFields.join(', ')}.`,
      })),
    );
  }
  const read = draftOf(given, draftRules(settings));
  const outcome = 'problems' in read ? read : await recordIncidents(settings, [read.draft]);
  if ('problems' in outcome) throw refused(outcome.problems.map(pathed));
  const [one] = outcome.recorded;
  if (!one) throw new Error('Nothing became of the incident.');
  return one;
}

function pathed({ field, message }: FieldProblem) {
  return { path: field, message };
}

function refused(errors: readonly { readonly path: string; readonly message: string }[]): HttpProblem {
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join(' ');
  return new HttpProblem(422, 'Not recorded', detail, errors);
}

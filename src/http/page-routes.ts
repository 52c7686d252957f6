import { Router } from 'express';
import { findItem } from '../db/postmortem-store.ts';
import { agendaPage } from '../pages/agenda-page.ts';
import { addressText } from '../lib/html.ts';
import { postmortemAddress } from '../pages/addresses.ts';
import { completionPage } from '../pages/completion-page.ts';
import { itemsPage } from '../pages/items-page.ts';
import { postmortemPage } from '../pages/postmortem-page.ts';
import { queuePage } from '../pages/queue-page.ts';
import { slipsPage } from '../pages/slips-page.ts';
import { askAgenda } from '../answers/ask-agenda.ts';
import { askCompletion } from '../answers/ask-completion.ts';
import { askSlips } from '../answers/ask-slips.ts';
import { frameOf } from './frame-of.ts';
import { HttpProblem } from './http-problem.ts';
import { postmortemView } from './postmortem-view.ts';
import { queueView } from './queue-view.ts';
import { itemsPageOf } from './items-view.ts';
import { requestedReport } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

/** The pages people read. Each asks for its facts, lets a report judge them and shows the result. */
export function pageRoutes(context: WebContext): Router {
  const { config, db, clock } = context;
  const router = Router();
  const frame = () => frameOf(context);

  router.get('/', async (request, response) => {
    response.send(itemsPage(frame(), await itemsPageOf(context, request)));
  });
  router.get('/agenda', async (request, response) => {
    response.send(
      agendaPage(frame(), await askAgenda(db, config, requestedReport(request, config, clock()))),
    );
  });
  router.get('/completion', async (request, response) => {
    const report = await askCompletion(db, requestedReport(request, config, clock()));
    response.send(completionPage(frame(), report));
  });
  router.get('/slips', async (request, response) => {
    response.send(slipsPage(frame(), await askSlips(db, requestedReport(request, config, clock()))));
  });
  router.get('/queue', async (_request, response) => {
    response.send(queuePage(frame(), await queueView(context)));
  });
  router.get('/postmortems/:id', async (request, response) => {
    response.send(postmortemPage(frame(), await postmortemView(context, request.params.id)));
  });
  router.get('/action-items/:id', async (request, response) => {
    const item = await findItem(db, request.params.id);
    if (!item) throw new HttpProblem(404, 'No such item', 'No action item has this address.');
    response.redirect(303, addressText(postmortemAddress(item.postmortemId, item.id)));
  });
  return router;
}

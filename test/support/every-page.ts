import { agendaPage } from '../../src/pages/agenda-page.ts';
import { completionPage } from '../../src/pages/completion-page.ts';
import { incidentPage } from '../../src/pages/incident-page.ts';
import { incidentsPage } from '../../src/pages/incidents-page.ts';
import { itemsPage } from '../../src/pages/items-page.ts';
import { pastePage } from '../../src/pages/paste-page.ts';
import { postmortemPage } from '../../src/pages/postmortem-page.ts';
import { problemPage } from '../../src/pages/problem-page.ts';
import { programmePage } from '../../src/pages/programme-page.ts';
import { queuePage } from '../../src/pages/queue-page.ts';
import { repeatsPage } from '../../src/pages/repeats-page.ts';
import { searchPage } from '../../src/pages/search-page.ts';
import { slipsPage } from '../../src/pages/slips-page.ts';
import { pasteForm } from './sample-paste.ts';
import * as incidents from './sample-incident-views.ts';
import * as sample from './sample-reports.ts';
import { searchView } from './sample-search.ts';

/** Every view of the pages, by the name of its page. */
export const views = {
  items: sample.itemsView,
  completion: sample.completionReport,
  slips: sample.slipsReport,
  repeats: sample.repeatsReport,
  programme: sample.programmeReport,
  agenda: sample.agenda,
  incidents: incidents.incidentsView,
  incident: incidents.incidentView,
  postmortem: sample.postmortemView,
  paste: pasteForm,
  queue: sample.queueView,
  search: searchView,
  problem: { status: 404, title: 'No such page', detail: 'No postmortem has the id 12.' },
};

/** Every page of the product, made from the views given. */
export function everyPage(frame = sample.frame, view = views): Record<keyof typeof views, string> {
  return {
    items: itemsPage(frame, view.items),
    completion: completionPage(frame, view.completion),
    slips: slipsPage(frame, view.slips),
    repeats: repeatsPage(frame, view.repeats),
    programme: programmePage(frame, view.programme),
    agenda: agendaPage(frame, view.agenda),
    incidents: incidentsPage(frame, view.incidents),
    incident: incidentPage(frame, view.incident),
    postmortem: postmortemPage(frame, view.postmortem),
    paste: pastePage(frame, view.paste),
    queue: queuePage(frame, view.queue),
    search: searchPage(frame, view.search),
    problem: problemPage(frame, view.problem),
  };
}

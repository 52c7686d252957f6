import { askLedgers } from '../answers/ask-ledgers.ts';
import { loadIncidents } from '../db/incident-store.ts';
import { findPostmortem, listItemsOfPostmortem } from '../db/postmortem-store.ts';
import type { PostmortemView } from '../pages/postmortem-page.ts';
import { HttpProblem } from './http-problem.ts';
import { standingSentence } from '../reconcile/standing.ts';
import type { WebContext } from './web-context.ts';

/** One postmortem with its items as they stand now. */
export async function postmortemView({ config, db, clock }: WebContext, id: string): Promise<PostmortemView> {
  const postmortem = await findPostmortem(db, id);
  const incident = (await loadIncidents(db)).find((known) => known.id === postmortem?.incidentId);
  if (!postmortem || !incident) {
    throw new HttpProblem(404, 'No such postmortem', 'No postmortem is recorded under this address.');
  }
  const items = await askLedgers(db, config, { postmortemId: id }, clock());
  const rows = new Map(items.map((row) => [row.id, row]));
  return {
    id: postmortem.id,
    title: postmortem.title,
    source: postmortem.source,
    publishedAt: postmortem.publishedAt,
    authors: postmortem.authors,
    summary: postmortem.summary,
    incident,
    items: (await listItemsOfPostmortem(db, id)).flatMap((item) => {
      const row = rows.get(item.id);
      return row
        ? [
            {
              row,
              line: item.line,
              problems: item.weaknesses,
              drift: [standingSentence(item) ?? [], item.drift].flat(),
            },
          ]
        : [];
    }),
    problems: postmortem.problems,
  };
}

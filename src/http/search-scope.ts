import type { Request } from 'express';
import { askSearch } from '../answers/ask-search.ts';
import { teamsOfItems } from '../answers/teams-of-items.ts';
import type { SearchView } from '../pages/search-page.ts';
import { readSearch, type SearchName } from '../reports/read-search.ts';
import { HttpProblem } from './http-problem.ts';
import { cursorOf, queryText } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const perPage = 25;

/** What a request looks for, and the stretch of it that it asks for. */
export async function requestedSearch(context: WebContext, request: Request): Promise<SearchView> {
  const { config, db } = context;
  const given = (name: SearchName) => queryText(request, name);
  const read = readSearch(given);
  if ('problem' in read) throw new HttpProblem(404, `No such ${read.problem.name}`, read.problem.detail);
  const asked = await teamsOfItems({ config, db }, read.selection.team);
  if ('unknown' in asked) {
    throw new HttpProblem(404, 'No such team', `There is no team "${asked.unknown}" in the configuration.`);
  }
  const from = cursorOf(request);
  const { selection } = read;
  const answer = await askSearch(db, config, selection, asked.teams, { from, count: perPage });
  const next = from + perPage;
  return { selection, ...answer, nextCursor: next < answer.total ? String(next) : null };
}

import type { Request } from 'express';
import { askItems, type ItemList } from '../answers/ask-items.ts';
import type { ItemsView } from '../pages/items-page.ts';
import { cursorOf, queryText, requestedItems } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const itemsPerPage = 100;

/** A page of the list of items that a request asks for. */
export async function itemsPageOf(context: WebContext, request: Request): Promise<ItemsView> {
  const from = cursorOf(request);
  const { selection, list } = await listOf(context, request, { from, count: itemsPerPage });
  const next = from + itemsPerPage;
  return {
    ...list,
    filter: { ...selection, week: selection.week?.name ?? null, team: queryText(request, 'team') },
    nextCursor: next < list.total ? String(next) : null,
  };
}

/** All items that a request asks for. */
export async function wholeListOf(context: WebContext, request: Request): Promise<ItemList> {
  const { list } = await listOf(context, request, {});
  return list;
}

async function listOf(
  context: WebContext,
  request: Request,
  stretch: { readonly from?: number; readonly count?: number },
) {
  const { config, db, clock } = context;
  const now = clock();
  const { selection, teams } = await requestedItems(request, context, now);
  const { timeZone } = config.organisation;
  const { policy } = config;
  const list = await askItems(db, { now, timeZone, policy, selection, teams, ...stretch });
  return { selection, list };
}

import type { Request } from 'express';
import { askItems } from '../answers/ask-items.ts';
import type { ItemsView } from '../pages/items-page.ts';
import { cursorOf, requestedItems } from './request-scope.ts';
import type { WebContext } from './web-context.ts';

const itemsPerPage = 100;

/** A page of the list of items that a request asks for. */
export async function itemsPageOf({ config, db, clock }: WebContext, request: Request): Promise<ItemsView> {
  const now = clock();
  const selection = requestedItems(request, config, now);
  const from = cursorOf(request);
  const { timeZone } = config.organisation;
  const { policy } = config;
  const list = await askItems(db, { now, timeZone, policy, selection, from, count: itemsPerPage });
  const next = from + itemsPerPage;
  return {
    ...list,
    filter: { ...selection, week: selection.week?.name ?? null },
    nextCursor: next < list.total ? String(next) : null,
  };
}

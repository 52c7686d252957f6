import { z } from 'zod';
import { readAnswer } from '../jira-transport.ts';
import type { DataCenterSession } from './data-center-session.ts';

/** What of the issues is asked for. */
export interface View {
  readonly fields: readonly string[];
  readonly expand?: readonly string[];
}

/** An issue as it came; whoever asked for its fields reads them. */
export type RawIssue = z.infer<typeof rawSchema>;

export interface SearchPage {
  readonly issues: readonly RawIssue[];
  readonly total: number;
}

export const rawSchema = z.looseObject({ id: z.string(), key: z.string() });
const pageSchema = z.object({
  maxResults: z.number().int().positive(),
  total: z.number().int().nonnegative(),
  issues: z.array(rawSchema),
});
const mostPages = 200;
const mostPasses = 3;

/** One page of a search. An empty one is only believed when Jira said whom it took us for. */
export async function searchPage(
  session: DataCenterSession,
  jql: string,
  view: View,
  { startAt = 0, most = session.learnt.mostPerPage } = {},
): Promise<SearchPage> {
  const maxResults = Math.min(most, session.learnt.mostPerPage);
  const { body, userName } = await session.transport.send({
    method: 'POST',
    path: ['search'],
    body: {
      jql,
      startAt,
      maxResults,
      fields: view.fields,
      ...(view.expand === undefined ? {} : { expand: view.expand }),
    },
  });
  const page = readAnswer(session.settings.id, '/search', pageSchema, body);
  // The cap is lowered silently: more is not asked for again, so that whole pages stay whole.
  if (page.maxResults < maxResults) session.learnt.mostPerPage = page.maxResults;
  if (page.issues.length === 0 && userName === null) await session.proveIdentity();
  return page;
}

/**
 * All that a query finds. Pages are cut by number, so that an issue that joins or leaves the result meanwhile shifts the others from
 * one page to the next: issues are kept once, and when the total moved or somebody is missing everything is read again.
 */
export async function searchAll(
  session: DataCenterSession,
  jql: string,
  view: View,
): Promise<readonly RawIssue[]> {
  const found = new Map<string, RawIssue>();
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const totals = new Set<number>();
    let startAt = 0;
    for (let turned = 0; turned < mostPages; turned += 1) {
      const { issues, total } = await searchPage(session, jql, view, { startAt });
      for (const issue of issues) found.set(issue.id, issue);
      totals.add(total);
      startAt += issues.length;
      if (issues.length === 0 || startAt >= total) break;
    }
    if (totals.size === 1 && found.size >= Math.max(...totals)) break;
  }
  return [...found.values()];
}

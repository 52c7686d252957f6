import { z } from 'zod';
import { type JiraAnswer, type JiraCall, ok, readBody, refusal } from '../jira-route.ts';
import { readJql } from '../jql.ts';
import type { StoredIssue } from '../stored-issue.ts';
import type { DataCenterDesk, DeadIdWords } from './data-center-faults.ts';
import { viewOf } from './data-center-issues.ts';
import { type DataCenterRoutes, translated } from './data-center-route.ts';

/** Data Center refuses a body that holds anything else, such as Cloud's `properties`. */
const searchBody = z.strictObject({
  jql: z.string().default(''),
  startAt: z.number().int().nonnegative().default(0),
  maxResults: z.number().int().positive().default(50),
  fields: z.array(z.string()).default(['*navigable']),
  expand: z.array(z.string()).default([]),
  validateQuery: z.boolean().default(true),
});
type Search = z.infer<typeof searchBody>;

/** Searching: pages by `startAt`, an index that may lag, and a query that fails whole for one dead id. */
export const dataCenterSearch: DataCenterRoutes = (desk) => [
  {
    operation: 'search',
    method: 'post',
    path: '/search',
    handle(call) {
      const body = readBody(searchBody, call);
      return body.ok ? search(desk, call, body.value) : body.answer;
    },
  },
];

function search(desk: DataCenterDesk, call: JiraCall, body: Search): JiraAnswer {
  const maxResults = Math.min(body.maxResults, desk.now.searchCap);
  if (call.user === null) return ok({ startAt: body.startAt, maxResults, total: 0, issues: [] });
  if (body.startAt > 0) desk.turnPage();
  const read = readQuery(call, body.jql, desk.now.deadIdWords);
  if ('messages' in read) return refusal(400, read.messages);
  const now = call.store.now().getTime();
  const found = call.store
    .issues()
    .filter((issue) => issue.archivedAt === null && issue.createdAt.getTime() <= now - call.searchLag)
    .filter((issue) => read.matches(issue))
    .toSorted((a, b) => read.compare(a, b));
  const page = found.slice(body.startAt, body.startAt + maxResults);
  return translated(
    call,
    ok({
      expand: 'schema,names',
      startAt: body.startAt,
      maxResults,
      total: found.length,
      issues: page.map((issue) => viewOf(call, issue, body)),
    }),
  );
}

interface Query {
  matches(issue: StoredIssue): boolean;
  compare(a: StoredIssue, b: StoredIssue): number;
}

function readQuery(
  call: JiraCall,
  jql: string,
  words: DeadIdWords,
): Query | { readonly messages: readonly string[] } {
  const [, field = '', list, order = ''] = /^(id|key) in \(([^)]*)\)(.*)$/is.exec(jql.trim()) ?? [];
  const projects = call.store.site.projects.map(({ key }) => key);
  const rest = list === undefined ? jql : `created <= "-0m"${order}`;
  const read = readJql(rest, projects, call.store.now());
  if (!read.ok) return { messages: [read.message] };
  if (list === undefined) return read.query;
  const asked = list.split(',').map((each) => each.trim());
  const dead = asked.filter((each) => call.store.find(each) === null);
  if (dead.length > 0) return { messages: deadWords(field.toLowerCase(), dead, words) };
  const ids = new Set(asked.map((each) => call.store.find(each)?.id));
  return { matches: (issue) => ids.has(issue.id), compare: (a, b) => read.query.compare(a, b) };
}

function deadWords(field: string, dead: readonly string[], words: DeadIdWords): readonly string[] {
  if (words === 'none') return ['Der Wert ist für dieses Feld nicht vorhanden.'];
  const named = words === 'first' ? dead.slice(0, 1) : dead;
  return named.map((each) =>
    field === 'id'
      ? `A value with ID '${each}' does not exist for the field 'id'.`
      : `An issue with key '${each}' does not exist for field 'key'.`,
  );
}

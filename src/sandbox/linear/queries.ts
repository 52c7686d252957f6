import { findIssue, type LinearData } from './data.ts';
import { passes } from './filters.ts';
import { newestFirst, page, type PageArguments } from './pages.ts';
import type { Views } from './views.ts';
import { forbidden, notFound } from './wire-errors.ts';
import type { LinearIssue } from './workspace.ts';

interface ListArguments extends PageArguments {
  readonly filter?: unknown;
  readonly includeArchived?: boolean | null;
  readonly includeDisabled?: boolean | null;
  readonly orderBy?: 'createdAt' | 'updatedAt' | null;
}

/** The fields of Linear's `Query` that the mini schema has, for one caller. */
export function queryFields(
  data: LinearData,
  views: Views,
  viewerId: string,
  budget: () => object,
): Record<string, unknown> {
  const visible = (row: LinearIssue): boolean =>
    Date.parse(row.createdAt) + data.quirks.readLagMs <= data.clock().getTime();
  return {
    viewer: () => {
      const user = data.users.get(viewerId);
      return user === undefined ? null : views.user(user);
    },
    organization: () => data.organisation,
    issue: ({ id }: { readonly id: string }) => {
      const found = findIssue(data, id);
      if (found === null || !visible(found)) throw notFound('Issue');
      return views.issue(found);
    },
    issues: ({ filter, orderBy, includeArchived, ...asked }: ListArguments) => {
      const rows = candidates(data, filter).filter(
        (row) =>
          (includeArchived === true || row.archivedAt === null) &&
          visible(row) &&
          passes(views.facts(row, viewerId), filter),
      );
      return page(
        newestFirst(rows, (row) => row[orderBy ?? 'createdAt']),
        asked,
        views.issue,
      );
    },
    users: ({ filter, includeDisabled, ...asked }: ListArguments) =>
      page(
        [...data.users.values()].filter(
          ({ id, name, displayName, email, active }) =>
            (includeDisabled === true || active) && passes({ id, name, displayName, email, active }, filter),
        ),
        asked,
        views.user,
      ),
    teams: ({ filter, includeArchived, ...asked }: ListArguments) =>
      page(
        [...data.teams.values()].filter(
          ({ id, key, name, archivedAt }) =>
            (includeArchived === true || archivedAt === null) && passes({ id, key, name }, filter),
        ),
        asked,
        views.team,
      ),
    workflowStates: ({ filter, ...asked }: ListArguments) =>
      page(
        [...data.states.values()].filter((row) => passes(views.stateFacts(row), filter)),
        asked,
        views.state,
      ),
    issueLabels: ({ filter, ...asked }: ListArguments) =>
      page(
        [...data.labels.values()].filter(({ id, name, isGroup }) => passes({ id, name, isGroup }, filter)),
        asked,
        views.label,
      ),
    attachmentsForURL: ({ url, ...asked }: PageArguments & { readonly url: string }) =>
      page(
        [...data.attachments.values()].filter((row) => row.url === url),
        asked,
        views.attachment,
      ),
    webhooks: (asked: PageArguments) => {
      if (data.users.get(viewerId)?.admin !== true) throw forbidden('webhooks');
      return page(data.webhooks, asked, views.webhook);
    },
    rateLimitStatus: budget,
  };
}

/** The rows a filter can let pass: those of the ids it names, where it names some, so that a big workspace is not walked for one issue. */
function candidates(data: LinearData, filter: unknown): LinearIssue[] {
  const { id }: { readonly id?: { readonly in?: unknown } | null } = Object(filter);
  if (!Array.isArray(id?.in)) return [...data.issues.values()];
  return [...new Set<unknown>(id.in)].flatMap((one) => data.issues.get(String(one)) ?? []);
}

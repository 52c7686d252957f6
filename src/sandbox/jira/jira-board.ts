import type { Board } from '../board-page.ts';
import type { BoardChange, BoardSource } from '../board-routes.ts';
import type { JiraSite, JiraStatus } from './jira-site.ts';
import type { JiraStore } from './jira-store.ts';
import type { StoredIssue } from './stored-issue.ts';

/** The board of the sandbox: a column for each status, and one for each resolution under done that is not the first. */
export function jiraBoard(store: JiraStore, origin: () => string): BoardSource {
  const { site } = store;
  const columns = columnsOf(site);
  const people = site.users
    .filter((user) => user.active !== false)
    .map((user) => ({ id: user.accountId, name: user.name }));

  return {
    read: (actingAs): Board => ({
      title: site.title,
      vendor: 'Jira',
      today: store.now().toISOString().slice(0, 10),
      actingAs: actingAs ?? people[0]?.id ?? null,
      columns,
      people,
      issues: store
        .issues()
        .filter((issue) => issue.archivedAt === null)
        .map((issue) => ({
          id: issue.id,
          key: issue.key,
          title: issue.summary,
          columnId: columnOf(site, issue),
          assigneeId: issue.assigneeId,
          due: issue.due,
          priority: issue.priority,
          labels: issue.labels,
          url: `${origin()}/browse/${issue.key}`,
          links: issue.remoteLinks.map(({ title, url }) => ({ title, url })),
        })),
    }),
    change: (issueId, change) => carryOut(store, issueId, change, change.as ?? people[0]?.id ?? ''),
  };
}

function carryOut(store: JiraStore, issueId: string, change: BoardChange, by: string): string | null {
  const issue = store.find(issueId);
  if (issue === null) return 'There is no such issue.';
  if (!store.site.users.some((user) => user.accountId === by)) return 'There is no such person.';
  if (change.delete) {
    store.remove(issue.id);
    return null;
  }
  if (change.due !== null && change.due !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(change.due)) {
    return `“${change.due}” is not a date.`;
  }
  if (
    change.assignee !== null &&
    change.assignee !== '' &&
    !store.site.users.some((user) => user.accountId === change.assignee)
  ) {
    return 'There is no such assignee.';
  }
  if (change.column !== null && change.column !== columnOf(store.site, issue)) {
    const [statusId, resolution] = change.column.split('/');
    const status = store.site.statuses.find((candidate) => candidate.id === statusId);
    if (status === undefined) return 'There is no such state.';
    store.transition(issue.id, status.name, resolution === undefined ? { by } : { by, resolution });
  }
  if (change.due !== null) store.reDate(issue.id, change.due === '' ? null : change.due, { by });
  if (change.assignee !== null)
    store.reassign(issue.id, change.assignee === '' ? null : change.assignee, { by });
  return null;
}

function columnsOf(site: JiraSite): Board['columns'] {
  return site.statuses.flatMap((status) => [
    { id: status.id, name: status.name, kind: kindOf(status) },
    ...(status.category === 'done'
      ? site.resolutions.slice(1).map((resolution) => ({
          id: `${status.id}/${resolution}`,
          name: resolution,
          kind: 'cancelled' as const,
        }))
      : []),
  ]);
}

function kindOf(status: JiraStatus): Board['columns'][number]['kind'] {
  if (status.category === 'done') return 'done';
  return status.category === 'indeterminate' ? 'in-progress' : 'open';
}

function columnOf(site: JiraSite, issue: StoredIssue): string {
  const place = issue.resolution === null ? -1 : site.resolutions.indexOf(issue.resolution);
  return place > 0 ? `${issue.statusId}/${issue.resolution}` : issue.statusId;
}

import { itemsOfEdit, itemsOfTransition, worded } from './issue-history.ts';
import type { JiraProject, JiraSite, JiraStatus } from './jira-site.ts';
import type {
  Act,
  HistoryItem,
  IssueEdit,
  NewIssue,
  StoredComment,
  StoredIssue,
  StoredLink,
} from './stored-issue.ts';

/** The memory of a sandbox Jira. Its methods are what people do in Jira; each throws on an id or name the site has not. */
export interface JiraStore {
  readonly site: JiraSite;
  now(): Date;
  issues(): readonly StoredIssue[];
  /** By id, key, or a key from before a move, in any case. */
  find(idOrKey: string): StoredIssue | null;
  /** Creates an issue and answers its id. */
  createIssue(issue: NewIssue, act: Act): string;
  /** Done without a resolution sets the site's first one, as Jira's own workflow does; leaving done clears it. */
  transition(issueId: string, statusName: string, act: Act & { readonly resolution?: string | null }): void;
  edit(issueId: string, edit: IssueEdit, act: Act): void;
  reDate(issueId: string, due: string | null, act: Act): void;
  reassign(issueId: string, accountId: string | null, act: Act): void;
  prioritise(issueId: string, priority: string | null, act: Act): void;
  addLabel(issueId: string, label: string, act: Act): void;
  removeLabel(issueId: string, label: string, act: Act): void;
  comment(issueId: string, body: unknown, act: Act, properties?: StoredComment['properties']): StoredComment;
  /** Sets the remote link of the global id; true when it is new. */
  link(issueId: string, link: Omit<StoredLink, 'id'>): { readonly link: StoredLink; readonly isNew: boolean };
  moveProject(issueId: string, projectKey: string, act: Act): void;
  /** As a person clones: words and labels, no properties. Answers the new id. */
  clone(issueId: string, act: Act): string;
  archive(issueId: string, act: Act): void;
  /** Links the issue as a duplicate of the other. */
  markDuplicate(issueId: string, otherId: string): void;
  /** Issue security keeps the issue from us, or shows it again. */
  hide(issueId: string, isHidden: boolean): void;
  remove(issueId: string): void;
  /** Commits the work at a later instant of the clock: Jira finishing what its gateway gave up on. */
  later(at: Date, work: () => void): void;
}

/** An empty store of the site. */
export function createJiraStore(site: JiraSite, clock: () => Date): JiraStore {
  const issues = new Map<string, StoredIssue>();
  /** By every key an issue has had. */
  const byKey = new Map<string, StoredIssue>();
  const counters = new Map<string, number>();
  let pending: { readonly at: Date; readonly work: () => void }[] = [];
  let lastIssue = 10_000;
  let lastOther = 20_000;

  function settle(): void {
    const due = pending.filter((job) => job.at <= clock());
    pending = pending.filter((job) => job.at > clock());
    for (const job of due) job.work();
  }
  function find(idOrKey: string): StoredIssue | null {
    settle();
    const issue = issues.get(idOrKey) ?? byKey.get(idOrKey.toUpperCase());
    return issue !== undefined && issues.has(issue.id) ? issue : null;
  }
  function need(idOrKey: string): StoredIssue {
    const issue = find(idOrKey);
    if (issue === null) throw new Error(`The sandbox Jira has no issue ${idOrKey}.`);
    return issue;
  }
  function nextKey(projectKey: string): string {
    const number = (counters.get(projectKey) ?? 0) + 1;
    counters.set(projectKey, number);
    return `${projectKey}-${number}`;
  }
  function record(issue: StoredIssue, items: readonly HistoryItem[], act: Act): void {
    if (items.length === 0) return;
    const at = act.at ?? clock();
    lastOther += 1;
    const isLate = (issue.histories.at(-1)?.createdAt ?? at) > at;
    issue.histories.push({ id: String(lastOther), authorId: act.by, createdAt: at, items });
    if (isLate) issue.histories.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    if (at > issue.updatedAt) issue.updatedAt = at;
  }

  const store: JiraStore = {
    site,
    now: clock,
    issues() {
      settle();
      return [...issues.values()];
    },
    find,
    createIssue(created, act) {
      settle();
      const project = projectOf(site, created.project);
      const at = act.at ?? clock();
      lastIssue += 1;
      const issue: StoredIssue = {
        id: String(lastIssue),
        key: nextKey(project.key),
        formerKeys: [],
        project: project.key,
        type: created.type ?? project.issueTypes[0] ?? 'Task',
        summary: created.summary,
        description: created.description ?? null,
        statusId: firstStatus(site).id,
        resolution: null,
        assigneeId: created.assigneeId ?? null,
        reporterId: act.by,
        due: created.due ?? null,
        priority: created.priority === undefined ? middle(site.priorities) : created.priority,
        labels: created.labels ?? [],
        custom: created.custom ?? {},
        createdAt: at,
        updatedAt: at,
        resolvedAt: null,
        archivedAt: null,
        properties: new Map((created.properties ?? []).map(({ key, value }) => [key, value])),
        remoteLinks: [],
        issueLinks: [],
        isHidden: false,
        comments: [],
        histories: [],
      };
      issues.set(issue.id, issue);
      byKey.set(issue.key, issue);
      return issue.id;
    },
    transition(issueId, statusName, act) {
      const issue = need(issueId);
      const status = site.statuses.find((candidate) => candidate.name === statusName);
      if (status === undefined) throw new Error(`The sandbox Jira has no status ${statusName}.`);
      const isDone = status.category === 'done';
      const resolution = isDone
        ? act.resolution === undefined
          ? (site.resolutions[0] ?? null)
          : act.resolution
        : null;
      if (resolution !== null && !site.resolutions.includes(resolution)) {
        throw new Error(`The sandbox Jira has no resolution ${resolution}.`);
      }
      record(issue, itemsOfTransition(site, issue, status.id, resolution), act);
      issue.statusId = status.id;
      issue.resolution = resolution;
      issue.resolvedAt = isDone ? (act.at ?? clock()) : null;
    },
    edit(issueId, edit, act) {
      const issue = need(issueId);
      record(issue, itemsOfEdit(site, issue, edit), act);
      Object.assign(issue, edit, { custom: { ...issue.custom, ...edit.custom } });
    },
    reDate: (issueId, due, act) => store.edit(issueId, { due }, act),
    reassign: (issueId, assigneeId, act) => store.edit(issueId, { assigneeId }, act),
    prioritise: (issueId, priority, act) => store.edit(issueId, { priority }, act),
    addLabel: (issueId, label, act) =>
      store.edit(issueId, { labels: [...new Set([...need(issueId).labels, label])] }, act),
    removeLabel: (issueId, label, act) =>
      store.edit(issueId, { labels: need(issueId).labels.filter((each) => each !== label) }, act),
    comment(issueId, body, act, properties = []) {
      const issue = need(issueId);
      const at = act.at ?? clock();
      lastOther += 1;
      const comment = { id: String(lastOther), authorId: act.by, body, createdAt: at, properties };
      issue.comments.push(comment);
      if (at > issue.updatedAt) issue.updatedAt = at;
      return comment;
    },
    link(issueId, wanted) {
      const { remoteLinks } = need(issueId);
      const place = remoteLinks.findIndex(
        (link) => link.globalId !== null && link.globalId === wanted.globalId,
      );
      const old = remoteLinks[place];
      if (old === undefined) lastOther += 1;
      const link = { ...wanted, id: old?.id ?? lastOther };
      remoteLinks.splice(place < 0 ? remoteLinks.length : place, 1, link);
      return { link, isNew: old === undefined };
    },
    moveProject(issueId, projectKey, act) {
      const issue = need(issueId);
      const key = nextKey(projectOf(site, projectKey).key);
      record(issue, [worded('project', issue.project, projectKey), worded('Key', issue.key, key)], act);
      issue.formerKeys = [issue.key, ...issue.formerKeys];
      issue.key = key;
      issue.project = projectKey;
      byKey.set(key, issue);
    },
    clone(issueId, act) {
      const { project, type, summary, description, assigneeId, due, priority, labels, custom } =
        need(issueId);
      const title = `CLONE - ${summary}`;
      return store.createIssue(
        { project, type, summary: title, description, assigneeId, due, priority, labels, custom },
        act,
      );
    },
    archive(issueId, act) {
      need(issueId).archivedAt = act.at ?? clock();
    },
    markDuplicate(issueId, otherId) {
      const [issue, other] = [need(issueId), need(otherId)];
      lastOther += 1;
      const id = String(lastOther);
      issue.issueLinks.push({ id, way: 'outward', other });
      other.issueLinks.push({ id, way: 'inward', other: issue });
    },
    hide(issueId, isHidden) {
      need(issueId).isHidden = isHidden;
    },
    remove(issueId) {
      issues.delete(need(issueId).id);
    },
    later(at, work) {
      pending.push({ at, work });
    },
  };
  return store;
}

function projectOf(site: JiraSite, key: string): JiraProject {
  const project = site.projects.find((candidate) => candidate.key === key);
  if (project === undefined) throw new Error(`The sandbox Jira has no project ${key}.`);
  return project;
}

function firstStatus(site: JiraSite): JiraStatus {
  const [status] = site.statuses;
  if (status === undefined) throw new Error('A sandbox Jira needs at least one status.');
  return status;
}

function middle(names: readonly string[]): string | null {
  return names[Math.floor(names.length / 2)] ?? null;
}

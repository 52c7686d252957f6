import { issueJson } from './jira/issue-json.ts';
import { userJson } from './jira/jira-json.ts';
import type { JiraStore } from './jira/jira-store.ts';
import type { StoredHistory, StoredIssue } from './jira/stored-issue.ts';
import { createWebhooks, type Webhooks, type WebhookSender } from './webhooks.ts';

/** A store whose acts are told to webhooks, and those webhooks. */
export interface ToldStore {
  readonly store: JiraStore;
  readonly webhooks: Webhooks;
}

const retried: readonly (number | null)[] = [null, 408, 409, 425, 429];

/**
 * The webhooks of a sandbox Jira: five further attempts when no answer comes, on 5xx and on a few others, and none on the rest of 4xx
 * (trackers.md 2.8; Jira waits 5 to 15 minutes).
 */
export function withJiraWebhooks(store: JiraStore, origin: () => string): ToldStore {
  const webhooks = createWebhooks({
    headersOf: ({ id, signature, number, isLate }) => ({
      'Content-Type': 'application/json; charset=UTF-8',
      'User-Agent': 'Atlassian Webhook HTTP Client',
      'X-Atlassian-Webhook-Identifier': id,
      'X-Atlassian-Webhook-Flow': isLate ? 'Secondary' : 'Primary',
      ...(number === 0 ? {} : { 'X-Atlassian-Webhook-Retry': String(number) }),
      ...(signature === null ? {} : { 'X-Hub-Signature': `sha256=${signature}` }),
    }),
    isRetried: (status) => retried.includes(status) || (status ?? 0) >= 500,
    waits: [300, 300, 600, 600, 1200],
    gaveUp: () => undefined,
  });
  return { webhooks, store: toldOf(store, webhooks, origin) };
}

function toldOf(store: JiraStore, sender: WebhookSender, origin: () => string): JiraStore {
  function tell(event: string, issue: StoredIssue, by: string | null, history?: StoredHistory): void {
    sender.tell(event, {
      timestamp: store.now().getTime(),
      webhookEvent: event,
      issue_event_type_name: event === 'jira:issue_updated' ? 'issue_generic' : undefined,
      user: userJson(store.site, origin(), by),
      issue: issueJson(store.site, origin(), issue, { fields: ['*all'], properties: [] }),
      changelog: history && {
        id: history.id,
        items: history.items.map(({ field, from, fromText, to, toText }) => ({
          field,
          fieldId: field,
          fieldtype: 'jira',
          from,
          fromString: fromText,
          to,
          toString: toText,
        })),
      },
    });
  }
  /** Carries the act out and tells of every line of history it adds. */
  function told(issueId: string, act: () => void): void {
    const before = new Set(store.find(issueId)?.histories);
    act();
    const issue = store.find(issueId);
    for (const history of issue?.histories ?? []) {
      if (issue && !before.has(history)) tell('jira:issue_updated', issue, history.authorId, history);
    }
  }
  return {
    ...store,
    createIssue(created, act) {
      const id = store.createIssue(created, act);
      const issue = store.find(id);
      if (issue) tell('jira:issue_created', issue, act.by);
      return id;
    },
    clone(issueId, act) {
      const id = store.clone(issueId, act);
      const issue = store.find(id);
      if (issue) tell('jira:issue_created', issue, act.by);
      return id;
    },
    transition: (id, status, act) => told(id, () => store.transition(id, status, act)),
    edit: (id, edit, act) => told(id, () => store.edit(id, edit, act)),
    reDate: (id, due, act) => told(id, () => store.reDate(id, due, act)),
    reassign: (id, account, act) => told(id, () => store.reassign(id, account, act)),
    prioritise: (id, priority, act) => told(id, () => store.prioritise(id, priority, act)),
    addLabel: (id, label, act) => told(id, () => store.addLabel(id, label, act)),
    removeLabel: (id, label, act) => told(id, () => store.removeLabel(id, label, act)),
    moveProject: (id, project, act) => told(id, () => store.moveProject(id, project, act)),
    comment(issueId, body, act, properties) {
      const comment = store.comment(issueId, body, act, properties);
      const issue = store.find(issueId);
      if (issue) tell('comment_created', issue, act.by);
      return comment;
    },
    remove(issueId) {
      const issue = store.find(issueId);
      store.remove(issueId);
      if (issue) tell('jira:issue_deleted', issue, null);
    },
  };
}

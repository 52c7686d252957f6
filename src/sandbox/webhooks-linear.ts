import { addressOf, identifierOf, type LinearData } from './linear/data.ts';
import type { LinearChange } from './linear/workspace.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/**
 * The webhooks of a sandbox Linear: three further attempts on anything but a 200, then the webhook is switched off, as its list then
 * shows (trackers.md 1.9; Linear waits a minute, an hour and six hours).
 */
export function linearWebhooks(data: LinearData): Webhooks {
  const row = {
    id: crypto.randomUUID(),
    label: 'Followthrough',
    url: '',
    enabled: true,
    resourceTypes: ['Issue'],
    teamId: null,
  };
  const sender = createWebhooks({
    headersOf: ({ id, event, signature, body }) => ({
      'Content-Type': 'application/json; charset=utf-8',
      'User-Agent': 'Linear-Webhook',
      'Linear-Delivery': id,
      'Linear-Event': event.split(' ')[0] ?? event,
      'Linear-Timestamp': /"webhookTimestamp":(\d+)/.exec(body)?.[1] ?? '',
      ...(signature === null ? {} : { 'Linear-Signature': signature }),
    }),
    isRetried: (status) => status !== 200,
    waits: [300, 600, 1200],
    gaveUp: () => {
      row.enabled = false;
      sender.deliverTo(null);
    },
  });
  data.tell = (change) => {
    const updatedAt = change.issue.updatedAt;
    // Once the act is over, so that the delivery shows what it came to.
    setImmediate(() => sender.tell(`Issue ${change.action}`, bodyOf(data, row.id, change, updatedAt)));
  };
  return {
    ...sender,
    deliverTo(target) {
      const at = data.webhooks.indexOf(row);
      if (at >= 0) data.webhooks.splice(at, 1);
      if (target !== null) {
        Object.assign(row, { url: target.url, enabled: true });
        data.webhooks.push(row);
      }
      sender.deliverTo(target);
    },
  };
}

function bodyOf(
  data: LinearData,
  webhookId: string,
  { action, issue, actorId, line }: LinearChange,
  updatedBefore: string,
): Readonly<Record<string, unknown>> {
  const now = data.clock();
  const actor = data.users.get(actorId ?? '');
  const state = data.states.get(issue.stateId);
  const team = data.teams.get(issue.teamId);
  const assignee = data.users.get(issue.assigneeId ?? '');
  const before = Object.entries(line).flatMap(([name, value]) =>
    name.startsWith('from') ? [[`${name.charAt(4).toLowerCase()}${name.slice(5)}`, value] as const] : [],
  );
  return {
    action,
    actor: actor && { id: actor.id, type: actor.app ? 'app' : 'user', name: actor.name, email: actor.email },
    createdAt: now.toISOString(),
    data: {
      ...issue,
      identifier: identifierOf(data, issue),
      state: state && { id: state.id, name: state.name, type: state.type, color: '#5e6ad2' },
      team: team && { id: team.id, key: team.key, name: team.name },
      ...(assignee ? { assignee: { id: assignee.id, name: assignee.name, email: assignee.email } } : {}),
    },
    ...(action === 'update'
      ? { updatedFrom: { ...Object.fromEntries(before), updatedAt: updatedBefore } }
      : {}),
    type: 'Issue',
    organizationId: data.organisation.id,
    url: addressOf(data, issue),
    webhookId,
    webhookTimestamp: now.getTime(),
  };
}

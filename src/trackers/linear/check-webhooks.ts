import type { TrackerSettings } from '../settings.ts';
import type { TrackerFinding } from '../tracker.ts';
import { webhooksDocument } from './documents.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { type TeamNode, type WebhookNode, webhooks } from './shapes.ts';

/**
 * Whether Linear sends what happens in the teams to us. Only admins may read webhooks: another credential finds nothing here, and
 * without a secret of ours none is expected.
 */
export async function checkWebhooks(
  api: LinearApi,
  { id, webhookSecrets }: Pick<TrackerSettings, 'id' | 'webhookSecrets'>,
  teams: readonly TeamNode[],
): Promise<TrackerFinding[]> {
  if (webhookSecrets.length === 0) return [];
  const answer = await api.ask(webhooksDocument, {}, webhooks);
  if (answer.kind === 'fault') {
    if (answer.fault.kind === 'forbidden' || answer.fault.kind === 'refused') return [];
    throw errorOf(api.trackerId, answer.fault);
  }
  const ours = answer.data.webhooks.nodes.filter(
    ({ url, resourceTypes }) => pathOf(url).endsWith(`/webhooks/${id}`) && resourceTypes.includes('Issue'),
  );
  const enabled = ours.filter((webhook) => webhook.enabled);
  if (ours.length > enabled.length) {
    return [
      {
        what: `Linear (${api.trackerId}) has switched the webhook to us off, as it does after failures`,
        do: 'Enable it in Linear under Settings, API; until then changes are noticed by the sweep.',
      },
    ];
  }
  return teams
    .filter((team) => !enabled.some((webhook) => covers(webhook, team)))
    .map(({ key }) => ({
      what: `Linear (${api.trackerId}) has no webhook to us for issues of the team ${key}`,
      do: `Make one in Linear under Settings, API, to the address of this service and /webhooks/${id}; until then changes are noticed by the sweep.`,
    }));
}

function covers({ allPublicTeams, team, teamIds }: WebhookNode, { id }: TeamNode): boolean {
  return allPublicTeams === true || team?.id === id || teamIds?.includes(id) === true;
}

function pathOf(url: string | null | undefined): string {
  return URL.canParse(url ?? '') ? new URL(url ?? '').pathname : '';
}

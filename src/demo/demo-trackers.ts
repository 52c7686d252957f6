import type { Config } from '../config/config.ts';
import { startJiraSandbox, type JiraSandbox } from '../sandbox/jira/jira-sandbox.ts';
import { usualWorkflow } from '../sandbox/jira/jira-site.ts';
import { startLinearSandbox, type LinearSandbox } from '../sandbox/linear/linear-sandbox.ts';
import type { TrackerSettings } from '../trackers/settings.ts';

/** The two loopback trackers of a demo. */
export interface DemoTrackers {
  readonly linear: LinearSandbox;
  readonly jira: JiraSandbox;
  close(): Promise<void>;
}

/**
 * Starts a Linear and a Jira at the addresses the configuration names, with its teams as projects and its people as users.
 * Rejects when a port is taken.
 */
export async function startDemoTrackers(config: Config, clock: () => Date): Promise<DemoTrackers> {
  const linearSettings = trackerOf(config, 'linear');
  const jiraSettings = trackerOf(config, 'jira-cloud');
  const linear = await startLinearSandbox({
    port: portOf(linearSettings),
    clock,
    requestLimit: 1_000_000,
    workspace: linearWorkspace(config, linearSettings),
  });
  try {
    const jira = await startJiraSandbox({
      port: portOf(jiraSettings),
      clock,
      site: jiraSite(config, jiraSettings),
    });
    return { linear, jira, close: async () => void (await Promise.all([linear.close(), jira.close()])) };
  } catch (error) {
    await linear.close();
    throw error;
  }
}

/** From now on both trackers deliver what happens in them to the service at the address. */
export function connectWebhooks(config: Config, { linear, jira }: DemoTrackers, address: string): void {
  for (const [kind, { webhooks }] of [['linear', linear] as const, ['jira-cloud', jira] as const]) {
    const { id, webhookSecrets } = trackerOf(config, kind);
    const [secret] = webhookSecrets;
    if (secret !== undefined) webhooks.deliverTo({ url: `${address}/webhooks/${id}`, secret });
  }
}

const integration = 'Followthrough';

function linearWorkspace(config: Config, { id, credential }: TrackerSettings) {
  const key = credential.type === 'api-key' ? credential.key : '';
  const botEmail = 'followthrough@demo.example';
  return {
    name: config.organisation.name,
    urlKey: 'demo',
    teams: config.teams
      .filter((team) => team.tracker === id)
      .map((team) => ({ key: team.project, name: team.name })),
    users: [
      ...config.people.map((person) => ({ name: person.name, email: person.emails[0] ?? '' })),
      { name: integration, email: botEmail, app: true },
    ],
    labels: [...new Set([config.policy.label, ...config.teams.flatMap((team) => team.labels)])].map(
      (name) => ({ name }),
    ),
    apiKeys: { [key]: botEmail },
  };
}

function jiraSite(config: Config, { id, credential }: TrackerSettings) {
  const { email, token } = credential.type === 'basic' ? credential : { email: '', token: '' };
  return {
    ...usualWorkflow,
    title: config.organisation.name,
    users: [
      ...config.people.map((person) => ({
        accountId: demoAccount(person.name),
        name: person.name,
        email: person.emails[0] ?? '',
      })),
      { accountId: demoAccount(integration), name: integration, email },
    ],
    credentials: [{ email, token, accountId: demoAccount(integration) }],
    projects: config.teams
      .filter((team) => team.tracker === id)
      .map((team) => ({ key: team.project, name: team.name, issueTypes: [team.issueType ?? 'Task'] })),
  };
}

/** The account a person has in the demo's Jira. */
export function demoAccount(name: string): string {
  return `demo-${name.toLowerCase().replace(/[^\p{L}]+/gu, '-')}`;
}

function trackerOf(config: Config, kind: TrackerSettings['kind']): TrackerSettings {
  const found = config.trackers.find((tracker) => tracker.kind === kind);
  if (!found) throw new Error(`The demo's configuration names no tracker of kind ${kind}.`);
  return found;
}

function portOf({ url }: TrackerSettings): number {
  return Number(new URL(url).port);
}

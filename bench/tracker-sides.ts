import { startDataCenterSandbox } from '../src/sandbox/jira/data-center/data-center-sandbox.ts';
import { startJiraSandbox, type JiraSandbox } from '../src/sandbox/jira/jira-sandbox.ts';
import { type JiraSite, usualWorkflow } from '../src/sandbox/jira/jira-site.ts';
import type { JiraStore } from '../src/sandbox/jira/jira-store.ts';
import { startLinearSandbox } from '../src/sandbox/linear/linear-sandbox.ts';
import type { TrackerSettings } from '../src/trackers/settings.ts';
import type { ThereAlready } from './linked-items.ts';

/** One sandbox with what a measurement asks of it. */
export interface Side {
  readonly name: string;
  readonly settings: TrackerSettings;
  readonly project: string;
  /** Requests the sandbox has met, and how many of them only set a link back. */
  requests(): number;
  linkRequests(): number;
  /** Makes issues as they are after a drain, without a drain. */
  putIssues(count: number): ThereAlready[];
  /** Closes one of them as a person would. */
  close(issueId: string): void;
  stop(): Promise<void>;
}

const bot = { name: 'Followthrough', email: 'bot@acme.example' };
const priya = { name: 'Priya Nair', email: 'priya@acme.example' };
const label = 'postmortem';

/** Linear, with so many requests an hour that no measurement waits. */
export async function linearSide(clock: () => Date): Promise<Side> {
  const sandbox = await startLinearSandbox({
    port: 0,
    clock,
    requestLimit: 1_000_000,
    workspace: {
      name: 'Acme',
      urlKey: 'acme',
      teams: [{ key: 'PAY', name: 'Payments' }],
      users: [priya, { ...bot, app: true }],
      labels: [{ name: label }],
      apiKeys: { 'linear-key': bot.email },
    },
  });
  const { store } = sandbox;
  return {
    name: 'Linear',
    project: 'PAY',
    settings: {
      id: 'linear-main',
      kind: 'linear',
      url: sandbox.url,
      credential: { type: 'api-key', key: 'linear-key' },
      webhookSecrets: [],
    },
    requests: () => sandbox.requests(),
    linkRequests: () => 0,
    putIssues: (count) =>
      Array.from({ length: count }, (_, at) => {
        const title = `Reject code ${at}`;
        const issue = store.createIssue({ team: 'PAY', title, labels: [label] }, { by: bot.name });
        const issueKey = store.identifierOf(issue);
        return { issueId: issue.id, issueKey, title, url: `https://linear.app/acme/issue/${issueKey}` };
      }),
    close: (issueId) => store.moveIssue(issueId, 'Done', { by: priya.name }),
    stop: () => sandbox.close(),
  };
}

const site: JiraSite = {
  ...usualWorkflow,
  title: 'Acme',
  users: [priya, bot].map((user) => ({ ...user, accountId: user.name.split(' ')[0] ?? user.name })),
  credentials: [{ email: bot.email, token: 'jira-token', accountId: 'Followthrough' }],
  projects: [{ key: 'PLAT', name: 'Platform', issueTypes: ['Task'] }],
};

export interface JiraCloudSide extends Side {
  readonly sandbox: JiraSandbox;
}

export async function jiraCloudSide(clock: () => Date): Promise<JiraCloudSide> {
  const sandbox = await startJiraSandbox({ port: 0, clock, site });
  return {
    ...jiraActs(sandbox.store, sandbox.url, () => sandbox.requests()),
    name: 'Jira Cloud',
    sandbox,
    settings: {
      id: 'jira-main',
      kind: 'jira-cloud',
      url: sandbox.url,
      credential: { type: 'basic', email: bot.email, token: 'jira-token' },
      webhookSecrets: [],
    },
    stop: () => sandbox.close(),
  };
}

export async function dataCenterSide(clock: () => Date): Promise<Side> {
  const sandbox = await startDataCenterSandbox({ port: 0, clock, site });
  return {
    ...jiraActs(sandbox.store, sandbox.url, () => sandbox.requests()),
    name: 'Jira Data Center',
    settings: {
      id: 'jira-dc',
      kind: 'jira-data-center',
      url: sandbox.url,
      credential: { type: 'bearer', token: 'jira-token' },
      webhookSecrets: [],
    },
    stop: () => sandbox.close(),
  };
}

function jiraActs(
  store: JiraStore,
  url: string,
  seen: () => readonly { readonly operation: string | null }[],
): Pick<Side, 'project' | 'requests' | 'linkRequests' | 'putIssues' | 'close'> {
  return {
    project: 'PLAT',
    requests: () => seen().length,
    linkRequests: () => seen().filter(({ operation }) => operation === 'setRemoteLink').length,
    putIssues: (count) => {
      const ids = Array.from({ length: count }, (_, at) =>
        store.createIssue(
          { project: 'PLAT', summary: `Reject code ${at}`, labels: [label] },
          { by: 'Followthrough' },
        ),
      );
      const keys = new Map(store.issues().map(({ id, key }) => [id, key]));
      return ids.map((issueId, at) => {
        const issueKey = keys.get(issueId) ?? '';
        return { issueId, issueKey, title: `Reject code ${at}`, url: `${url}/browse/${issueKey}` };
      });
    },
    close: (issueId) => store.transition(issueId, 'Done', { by: 'Priya' }),
  };
}

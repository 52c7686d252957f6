import { LinearClient } from '@linear/sdk';
import { createCloudClient } from 'jira.js';
import type { JiraSandbox } from '../src/sandbox/jira/jira-sandbox.ts';
import { startAnyLinear } from './any-linear.ts';

/** Requests an issue costs whoever makes one call for each issue and each thing that hangs on it, as the READMEs of the SDKs show. */
export interface PerIssue {
  readonly creating: number;
  readonly sweeping: number;
}

const issues = 100;

/** With @linear/sdk: create, read what was made, attach the link; then read issue, state, assignee, labels and history. */
export async function linearSdkPerIssue(): Promise<PerIssue> {
  const server = await startAnyLinear();
  try {
    const linear = new LinearClient({ apiKey: 'any', apiUrl: server.url });
    for (let each = 0; each < issues; each++) {
      const created = await linear.createIssue({ teamId: 'team', title: `Reject code ${each}` });
      const issue = await created.issue;
      await linear.createAttachment({ issueId: issue?.id ?? '', title: 'INC-231', url: 'https://a.example' });
    }
    const creating = server.requests();
    for (let each = 0; each < issues; each++) {
      const issue = await linear.issue('an-id');
      await issue.state;
      await issue.assignee;
      await issue.labels();
      await issue.history();
    }
    return { creating: creating / issues, sweeping: (server.requests() - creating) / issues };
  } finally {
    await server.close();
  }
}

/** With jira.js, against the same sandbox: create, read what was made, set the link; then read issue and change log. */
export async function jiraJsPerIssue(
  sandbox: JiraSandbox,
  credential: { readonly email: string; readonly apiToken: string },
): Promise<PerIssue> {
  const jira = createCloudClient({ host: sandbox.url, auth: { type: 'basic', ...credential } });
  const keys: string[] = [];
  const before = sandbox.requests().length;
  for (let each = 0; each < issues; each++) {
    const { key } = await jira.issues.createIssue({
      fields: { summary: `Reject code ${each}`, issuetype: { name: 'Task' }, project: { key: 'PLAT' } },
    });
    await jira.issues.getIssue({ issueIdOrKey: key });
    await jira.issueRemoteLinks.createOrUpdateRemoteIssueLink({
      issueIdOrKey: key,
      globalId: `rival-${each}`,
      object: { url: 'https://a.example', title: 'INC-231' },
    });
    keys.push(key);
  }
  const created = sandbox.requests().length;
  for (const issueIdOrKey of keys) {
    await jira.issues.getIssue({ issueIdOrKey });
    await jira.issues.getChangeLogs({ issueIdOrKey });
  }
  return {
    creating: (created - before) / issues,
    sweeping: (sandbox.requests().length - created) / issues,
  };
}

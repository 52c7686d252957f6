import type * as JiraCloud from 'jira.js/cloud';
import { z } from 'zod';
import type { TrackerContext, TrackerSettings } from '../settings.ts';
import { JiraError } from './jira-error.ts';
import { createJiraTransport, type JiraTransport, readAnswer } from './jira-transport.ts';
import { remember } from './remember.ts';

/** What every question to one Jira site shares. */
export interface JiraSession {
  readonly settings: TrackerSettings;
  readonly context: TrackerContext;
  readonly transport: JiraTransport;
  /** Ids of the issues this process made, by identity key: the quickest proof that one exists. */
  readonly made: Map<string, string>;
  /** jira.js takes seconds to load, so it is loaded by the first question. */
  jira(): Promise<typeof JiraCloud>;
  /** Asks Jira who we are: the account's id, or TrackerError. Without it no emptiness may be believed. */
  proveIdentity(): Promise<string>;
  /** The account's id, asked once. */
  accountId(): Promise<string>;
  /** The site's priorities, most urgent first. */
  priorityNames(): Promise<readonly string[]>;
  /** Status id → key of its category (`new`, `indeterminate`, `done`) and name. */
  statuses(): Promise<ReadonlyMap<string, { readonly category: string; readonly name: string }>>;
  /** Active users whose name or visible e-mail holds the words. */
  findUsers(words: string): Promise<readonly JiraUser[]>;
  /** Address of the site as people know it, for links to issues. */
  siteUrl(): Promise<string>;
}

export type JiraUser = z.infer<typeof jiraUserSchema>;

export const jiraUserSchema = z.object({
  accountId: z.string(),
  displayName: z.string().default(''),
  emailAddress: z.string().nullish(),
  active: z.boolean().default(true),
});
const rememberMs = 600_000;
const serverInfoSchema = z.object({ baseUrl: z.string() });
const prioritiesSchema = z.object({ values: z.array(z.object({ name: z.string() })) });
const statusesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), statusCategory: z.object({ key: z.string() }) }),
);

const jira = (): Promise<typeof JiraCloud> => import('jira.js/cloud');

/** A session with nothing asked yet. */
export function createJiraSession(settings: TrackerSettings, context: TrackerContext): JiraSession {
  const { id, url } = settings;
  const { clock } = context;
  const transport = createJiraTransport(settings, context);
  let account: string | null = null;

  async function proveIdentity(): Promise<string> {
    const answer = await (await jira()).getCurrentUser(transport).catch((error: unknown) => {
      throw nobodyThere(id, error);
    });
    account = readAnswer(id, '/myself', jiraUserSchema, answer).accountId;
    return account;
  }
  const priorityNames = remember(clock, rememberMs, async () => {
    const answer = await (await jira()).searchPriorities(transport, { maxResults: '50' });
    return readAnswer(id, '/priority/search', prioritiesSchema, answer).values.map(({ name }) => name);
  });
  const statuses = remember(clock, rememberMs, async () => {
    const answer = await (await jira()).getStatuses(transport);
    const list = readAnswer(id, '/status', statusesSchema, answer);
    return new Map(
      list.map(({ id: status, name, statusCategory }) => [status, { category: statusCategory.key, name }]),
    );
  });
  const findUsers = remember(clock, rememberMs, async (query) => {
    const answer = await (await jira()).findUsers(transport, { query });
    return readAnswer(id, '/user/search', z.array(jiraUserSchema), answer);
  });
  const serverInfo = remember(clock, rememberMs, async () => {
    const answer = await (await jira()).getServerInfo(transport);
    return readAnswer(id, '/serverInfo', serverInfoSchema, answer).baseUrl;
  });

  return {
    settings,
    context,
    transport,
    made: new Map(),
    jira,
    proveIdentity,
    accountId: async () => account ?? proveIdentity(),
    priorityNames: () => priorityNames(''),
    statuses: () => statuses(''),
    findUsers,
    siteUrl: () => (url.includes('/ex/jira/') ? serverInfo('') : Promise.resolve(url)),
  };
}

/** Jira answers this question to everybody it knows. Where it is refused or not found, the site is suspended or something else. */
function nobodyThere(trackerId: string, error: unknown): unknown {
  if (!(error instanceof JiraError) || !['forbidden', 'not-found', 'refused'].includes(error.kind))
    return error;
  const message = `${trackerId} does not answer as a Jira site (${error.status}). Check its address, and whether it is suspended.`;
  return new JiraError(trackerId, { kind: 'unreachable', message, unsent: true });
}

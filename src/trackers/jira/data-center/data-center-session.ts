import { z } from 'zod';
import type { TrackerContext, TrackerSettings } from '../../settings.ts';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import { remember } from '../remember.ts';
import { createDataCenterTransport, type DataCenterTransport } from './data-center-transport.ts';

/** What every question to one Data Center shares. */
export interface DataCenterSession {
  readonly settings: TrackerSettings;
  readonly context: TrackerContext;
  readonly transport: DataCenterTransport;
  /** Ids of the issues this process made, by identity key: the quickest proof that one exists. */
  readonly made: Map<string, string>;
  /** What was learnt of this Jira by asking it. */
  readonly learnt: {
    /** The most issues it answers at once. */
    mostPerPage: number;
    /** Whether it keeps properties that are sent with a create; null before the first. */
    keepsProperties: boolean | null;
  };
  /** Asks Jira who we are: the user's name, or TrackerError. Without it no emptiness may be believed. */
  proveIdentity(): Promise<string>;
  /** The user's name, asked once. */
  userName(): Promise<string>;
  /** The site's priorities, most urgent first. */
  priorityNames(): Promise<readonly string[]>;
  /** Status id → key of its category (`new`, `indeterminate`, `done`) and name. */
  statuses(): Promise<ReadonlyMap<string, { readonly category: string; readonly name: string }>>;
  /** Active users whose name, display name or e-mail fits the words. */
  findUsers(words: string): Promise<readonly DataCenterUser[]>;
  /** The user of that name or key; null when there is none. */
  userOf(account: string): Promise<DataCenterUser | null>;
}

export type DataCenterUser = z.infer<typeof userSchema>;

export const userSchema = z.object({
  name: z.string(),
  displayName: z.string().default(''),
  emailAddress: z.string().nullish(),
  active: z.boolean().default(true),
});
const rememberMs = 600_000;
/** What is asked for at once. Jira's own cap is 1000, unless the administrator lowered it. */
const mostPerPage = 500;
const prioritiesSchema = z.array(z.object({ name: z.string() }));
const statusesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), statusCategory: z.object({ key: z.string() }) }),
);

/** A session with nothing asked yet. */
export function createDataCenterSession(
  settings: TrackerSettings,
  context: TrackerContext,
): DataCenterSession {
  const { id } = settings;
  const { clock } = context;
  const transport = createDataCenterTransport(settings, context);
  let name: string | null = null;

  async function ask<T>(path: string, schema: z.ZodType<T>, query = {}): Promise<T> {
    const { body } = await transport.send({ path: path.split('/'), query });
    return readAnswer(id, `/${path}`, schema, body);
  }
  async function proveIdentity(): Promise<string> {
    name = (await ask('myself', userSchema)).name;
    return name;
  }
  const priorityNames = remember(clock, rememberMs, async () =>
    (await ask('priority', prioritiesSchema)).map((priority) => priority.name),
  );
  const statuses = remember(clock, rememberMs, async () => {
    const list = await ask('status', statusesSchema);
    return new Map(
      list.map((status) => [status.id, { category: status.statusCategory.key, name: status.name }]),
    );
  });
  const findUsers = remember(clock, rememberMs, async (username) => {
    try {
      return await ask('user/search', z.array(userSchema), { username, maxResults: 50 });
    } catch (error) {
      // Without the permission to browse users we know nobody; that is no reason to make no issue.
      if (error instanceof JiraError && error.kind === 'forbidden') return [];
      throw error;
    }
  });
  const userOf = remember(clock, rememberMs, async (account) => {
    for (const by of ['username', 'key']) {
      try {
        return await ask('user', userSchema, { [by]: account });
      } catch (error) {
        if (!(error instanceof JiraError) || error.kind !== 'not-found') throw error;
      }
    }
    return null;
  });

  return {
    settings,
    context,
    transport,
    made: new Map(),
    learnt: { mostPerPage, keepsProperties: null },
    proveIdentity,
    userName: async () => name ?? proveIdentity(),
    priorityNames: () => priorityNames(''),
    statuses: () => statuses(''),
    findUsers,
    userOf,
  };
}

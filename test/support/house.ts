import { buildTrackers } from '../../src/app.ts';
import type { Config } from '../../src/config/config.ts';
import { actionItem } from '../../src/db/schema.ts';
import { askItems } from '../../src/answers/ask-items.ts';
import { loadIncidents, loadPairVerdicts } from '../../src/db/incident-store.ts';
import { loadTrackedItems } from '../../src/db/tracked-item-store.ts';
import { everything } from '../../src/reports/item-selection.ts';
import { importSource, type ImportedPostmortem } from '../../src/intake/import-documents.ts';
import { randomIds } from '../../src/intake/new-item.ts';
import { drain } from '../../src/outbox/drain.ts';
import type { DrainResult } from '../../src/outbox/tally.ts';
import { sweep, type SweepResult } from '../../src/reconcile/sweep.ts';
import type { ItemRow } from '../../src/reports/item-row.ts';
import type { ReportFacts } from '../../src/reports/report-request.ts';
import { startJiraSandbox, type JiraSandbox } from '../../src/sandbox/jira/jira-sandbox.ts';
import { usualWorkflow } from '../../src/sandbox/jira/jira-site.ts';
import { startLinearSandbox, type LinearSandbox } from '../../src/sandbox/linear/linear-sandbox.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { testConfig } from './factories.ts';

/** The whole product in one process: a real database, both sandbox trackers, and a clock the test turns. */
export interface House {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly linear: LinearSandbox;
  readonly jira: JiraSandbox;
  now(): Date;
  setNow(instant: string): void;
  /** Moves the clock on by seconds. */
  pass(seconds: number): void;
  give(text: string, source?: string): Promise<ImportedPostmortem>;
  drain(worker?: string, stopping?: AbortSignal): Promise<DrainResult>;
  sweep(full?: boolean): Promise<SweepResult>;
  facts(): Promise<ReportFacts>;
  items(): Promise<ItemRow[]>;
  /** The items as they are stored, in the order of their documents. */
  rows(): Promise<(typeof actionItem.$inferSelect)[]>;
  close(): Promise<void>;
}

const people = [
  { name: 'Priya Nair', email: 'priya@acme.example' },
  { name: 'Tom Becker', email: 'tom@acme.example' },
];
const bot = { name: 'Followthrough', email: 'bot@acme.example' };

/** The account somebody has in the sandbox Jira. */
export const jiraAccount = (name: string): string => `account-${name.split(' ')[0]?.toLowerCase() ?? ''}`;

export async function openHouse(at = '2026-11-04T12:00:00Z'): Promise<House> {
  let now = new Date(at);
  const clock = () => now;
  const database = await openTestDatabase();
  const linear = await startLinearSandbox({
    port: 0,
    clock,
    workspace: {
      name: 'Acme',
      urlKey: 'acme',
      teams: [{ key: 'PAY', name: 'Payments' }],
      users: [...people, { ...bot, app: true }],
      labels: [{ name: 'postmortem' }, { name: 'reliability' }],
      apiKeys: { 'linear-key': bot.email },
    },
  });
  const jira = await startJiraSandbox({
    port: 0,
    clock,
    site: {
      ...usualWorkflow,
      title: 'Acme',
      users: [...people, bot].map((user) => ({ ...user, accountId: jiraAccount(user.name) })),
      credentials: [{ email: bot.email, token: 'jira-token', accountId: jiraAccount(bot.name) }],
      projects: [{ key: 'PLAT', name: 'Platform', issueTypes: ['Task'] }],
    },
  });
  const plain = testConfig();
  const addresses: Record<string, string> = { linear: linear.url, 'jira-cloud': jira.url };
  const config = {
    ...plain,
    database: { url: database.url, directory: database.directory },
    trackers: plain.trackers.map((tracker) => ({ ...tracker, url: addresses[tracker.kind] ?? tracker.url })),
  };
  const trackers = await buildTrackers(config, clock);
  const settings = { db: database.db, config, trackers, clock };
  const facts = async () => ({
    items: await loadTrackedItems(database.db),
    incidents: await loadIncidents(database.db),
    verdicts: await loadPairVerdicts(database.db),
    teams: config.teams,
    defaultTeam: config.defaultTeam,
  });
  return {
    config,
    database,
    linear,
    jira,
    now: clock,
    setNow: (instant) => void (now = new Date(instant)),
    pass: (seconds) => void (now = new Date(now.getTime() + seconds * 1000)),
    async give(text, source = 'docs/outage.md') {
      const bytes = new TextEncoder().encode(text);
      const imported = await importSource({ ...settings, ids: randomIds }, { source, bytes }, null);
      const [first] = imported;
      if (!first) throw new Error('Nothing came of the document.');
      return first;
    },
    drain: (worker = 'worker-1', stopping) =>
      drain({ ...settings, worker, ...(stopping === undefined ? {} : { stopping }) }),
    sweep: (full = true) => sweep(settings, { full }),
    facts,
    items: async () =>
      (
        await askItems(database.db, {
          now,
          timeZone: config.organisation.timeZone,
          policy: config.policy,
          selection: everything,
        })
      ).items.toSorted((a, b) => inOrder(a.due ?? '~', b.due ?? '~') || inOrder(a.id, b.id)),
    rows: () =>
      database.db.select().from(actionItem).orderBy(actionItem.incidentId, actionItem.line, actionItem.id),
    close: async () => void (await Promise.all([linear.close(), jira.close(), database.close()])),
  };
}

/** A postmortem in the native form, of the team whose tracker is Linear (`checkout`) or Jira (`kubernetes`). */
export function document(
  service: 'checkout' | 'kubernetes',
  rows: readonly string[],
  incident = 'INC-231',
): string {
  return [
    '---',
    'title: Checkout refused cards',
    `incident: ${incident}`,
    'severity: SEV1',
    `services: [${service}]`,
    'startedAt: 2026-11-02T09:12:00Z',
    'endedAt: 2026-11-02T10:01:00Z',
    'published: 2026-11-03',
    '---',
    '',
    '## Action items',
    '',
    '| Action item | Owner | Due | Priority | Ticket | Done |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function inOrder(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

import type { ItemEvent, ItemField } from '../../src/actions/item-history.ts';
import type { Policy } from '../../src/actions/policy.ts';
import type { Config } from '../../src/config/config.ts';
import type { PostmortemDocument, StatedItem } from '../../src/postmortem/document.ts';
import type { Issue } from '../../src/trackers/tracker.ts';

/** Things of the product with everything ordinary about them; a test names only what matters to it. */

export const policy: Policy = {
  label: 'postmortem',
  maxActionItems: 5,
  qualityRules: {
    vague: 'error',
    feeling: 'error',
    blame: 'warning',
    'no-test': 'warning',
    'no-owner': 'error',
    'team-owner': 'error',
    'several-owners': 'error',
    'no-due-date': 'warning',
    'past-due-date': 'error',
    'only-monitoring': 'warning',
    'too-many': 'warning',
    'already-open': 'warning',
  },
  dueInDays: { SEV1: 15, SEV2: 30, default: 60 },
  requirePostmortemFor: ['SEV1', 'SEV2'],
  postmortemWithinHours: 72,
  repeatWindowDays: 90,
  slipping: { moves: 2, days: 14 },
  atRiskDays: 7,
  staleAfterDays: 21,
  verifyAfterDays: 30,
  unlinkedAfterHours: 1,
  droppedResolutions: ["Won't Do", "Won't Fix", 'Duplicate', 'Cannot Reproduce', 'Declined'],
};

export function testConfig(changes: Partial<Config> = {}): Config {
  return {
    organisation: { name: 'Acme', timeZone: 'Europe/Berlin', url: 'https://followthrough.acme.example' },
    database: { url: null, directory: './data' },
    trackers: [
      {
        id: 'linear-main',
        kind: 'linear',
        url: 'http://127.0.0.1:1/graphql',
        credential: { type: 'api-key', key: 'linear-key' },
        webhookSecrets: [],
      },
      {
        id: 'jira-main',
        kind: 'jira-cloud',
        url: 'http://127.0.0.1:2',
        credential: { type: 'basic', email: 'bot@acme.example', token: 'jira-token' },
        webhookSecrets: [],
      },
    ],
    people: [
      { name: 'Priya Nair', emails: ['priya@acme.example'], aliases: ['@priya', 'Priya N.'], accounts: {} },
      { name: 'Tom Becker', emails: ['tom@acme.example'], aliases: ['@tom'], accounts: {} },
    ],
    teams: [
      {
        id: 'payments',
        name: 'Payments',
        managers: ['dana@acme.example'],
        services: ['checkout', 'ledger'],
        tracker: 'linear-main',
        project: 'PAY',
        issueType: null,
        labels: ['reliability'],
        fields: {},
      },
      {
        id: 'platform',
        name: 'Platform',
        managers: ['lee@acme.example'],
        services: ['kubernetes'],
        tracker: 'jira-main',
        project: 'PLAT',
        issueType: 'Task',
        labels: [],
        fields: {},
      },
    ],
    defaultTeam: 'payments',
    policy,
    intake: { folders: [] },
    schedule: { drain: '* * * * *', sweep: '*/10 * * * *', fullSweep: '0 3 * * *', digest: '0 8 * * 1' },
    mail: null,
    digests: [],
    http: { host: '127.0.0.1', port: 4680 },
    ...changes,
  };
}

export function statedItem(changes: Partial<StatedItem> = {}): StatedItem {
  return {
    line: 10,
    text: 'Reject unknown currency codes in the gateway config',
    owner: 'Priya Nair',
    due: '2026-11-20',
    priority: 'high',
    category: 'prevent',
    level: null,
    test: null,
    done: false,
    links: [],
    section: 'Action items',
    problems: [],
    ...changes,
  };
}

export function postmortemDocument(changes: Partial<PostmortemDocument> = {}): PostmortemDocument {
  return {
    source: 'docs/2026-11-02-checkout.md',
    title: 'Checkout refused cards',
    incident: {
      id: 'INC-231',
      severity: 'SEV1',
      startedAt: '2026-11-02T09:12:00Z',
      endedAt: '2026-11-02T10:01:00Z',
      services: ['checkout'],
      repeats: null,
      causes: ['config-push'],
      customerVisible: true,
    },
    publishedAt: '2026-11-03',
    authors: [],
    summary: null,
    actionItems: [statedItem()],
    problems: [],
    ...changes,
  };
}

export function itemEvent(
  field: ItemField,
  value: string | null,
  occurredAt: string,
  changes: Partial<ItemEvent> = {},
): ItemEvent {
  const at = new Date(occurredAt);
  return { field, value, occurredAt: at, recordedAt: at, by: null, origin: 'tracker', ...changes };
}

export function issue(changes: Partial<Issue> = {}): Issue {
  return {
    id: 'issue-1',
    key: 'PAY-12',
    url: 'https://linear.app/acme/issue/PAY-12',
    title: 'Reject unknown currency codes in the gateway config',
    project: 'PAY',
    state: 'open',
    stateName: 'Todo',
    resolution: null,
    assignee: { name: 'Priya Nair', email: 'priya@acme.example', active: true },
    due: '2026-11-20',
    priority: 'high',
    labels: ['postmortem'],
    createdAt: new Date('2026-11-03T09:00:00Z'),
    updatedAt: new Date('2026-11-03T09:00:00Z'),
    trashed: false,
    archived: false,
    duplicateOf: null,
    autoClosed: false,
    ...changes,
  };
}

import type { JiraFault, JiraOperation } from '../../../src/sandbox/jira/jira-faults.ts';
import { type JiraSandbox, startJiraSandbox } from '../../../src/sandbox/jira/jira-sandbox.ts';
import { type JiraSite, usualWorkflow } from '../../../src/sandbox/jira/jira-site.ts';
import type { StoredIssue } from '../../../src/sandbox/jira/stored-issue.ts';
import { createJiraTracker } from '../../../src/trackers/jira/jira-tracker.ts';
import { nameOfPriority, priorityOf } from '../../../src/trackers/jira/priority-names.ts';
import { stateOf } from '../../../src/trackers/jira/read-issue.ts';
import type { TrackerSettings } from '../../../src/trackers/settings.ts';
import type { IssueDraft, Person, Tracker } from '../../../src/trackers/tracker.ts';
import type { SeenIssue, TrackerHarness, WriteFault } from '../harness.ts';

// Takes seconds to load; here it is not counted against the first test.
await import('jira.js/cloud');

export const secret = 'ATATT-kept-secret-0123456789';
/** Long, so that a busy machine is not taken for a fault; short only where an answer is meant to be late. */
const patience = { usual: 10_000, short: 1000 };
export const dropped = ["Won't Do", 'Duplicate', 'Cannot Reproduce'];

export const acme: JiraSite = {
  ...usualWorkflow,
  utcOffset: '-0500',
  title: 'Acme Jira',
  users: [
    { accountId: 'bot-1', name: 'Followthrough', email: 'bot@acme.example' },
    { accountId: 'priya-1', name: 'Priya Nair', email: 'priya@acme.example' },
    { accountId: 'dana-1', name: 'Dana Cole', email: 'dana@acme.example', emailHidden: true },
    { accountId: 'gary-1', name: 'Gone Gary', email: 'gary@acme.example', active: false },
    { accountId: 'olga-1', name: 'Olga Only', email: 'olga@acme.example', assignableIn: ['OPS'] },
  ],
  credentials: [{ email: 'bot@acme.example', token: secret, accountId: 'bot-1' }],
  projects: [
    { key: 'PAY', name: 'Payments', issueTypes: ['Task', 'Bug'] },
    { key: 'OPS', name: 'Operations', issueTypes: ['Task', 'Improvement'] },
    {
      key: 'SEC',
      name: 'Security',
      issueTypes: ['Task'],
      customFields: [{ id: 'customfield_10042', name: 'Root cause', required: 'yes' }],
      offScreen: ['priority'],
    },
    { key: 'OLD', name: 'Retired', issueTypes: ['Task'], archived: true },
  ],
};

const statusNames = { open: 'To Do', in_progress: 'In Progress', done: 'Done', cancelled: 'Done' } as const;
const accounts = { known: 'priya-1', other: 'dana-1' } as const;
const faults = {
  'lost answer': { kind: 'lost-answer' },
  'server error': { kind: 'server-error' },
  'cut answer': { kind: 'cut-body' },
  'slow answer': { kind: 'slow-answer', milliseconds: 5000 },
} as const satisfies Record<WriteFault, JiraFault>;

export interface JiraHarness extends TrackerHarness {
  readonly sandbox: JiraSandbox;
  /** Another adapter for the same sandbox: the process after a restart. */
  restarted(settings?: Partial<TrackerSettings>): Tracker;
  /** From now on a second without an answer is too long. */
  beImpatient(): void;
  /** From now on the adapter's clock is that far ahead of Jira's. */
  skew(milliseconds: number): void;
}

/** The adapter against a sandbox of its own, on a clock that stands still until it is moved. */
export async function startJiraHarness(site: JiraSite = acme): Promise<JiraHarness> {
  let present = new Date('2026-11-10T09:00:00.000Z');
  let timeoutMs = patience.usual;
  let skewMs = 0;
  const clock = (): Date => present;
  const ownClock = (): Date => new Date(present.getTime() + skewMs);
  const sandbox = await startJiraSandbox({ port: 0, clock, site });
  const { store } = sandbox;
  const adapter = (settings: Partial<TrackerSettings> = {}): Tracker =>
    createJiraTracker(
      {
        id: 'jira-main',
        kind: 'jira-cloud',
        url: sandbox.url,
        credential: { type: 'basic', email: 'bot@acme.example', token: secret },
        webhookSecrets: [],
        ...settings,
      },
      {
        clock: ownClock,
        get timeoutMs() {
          return timeoutMs;
        },
        droppedResolutions: dropped,
      },
    );
  const beImpatient = (): void => {
    timeoutMs = patience.short;
  };
  const meetNext = (operation: JiraOperation, fault: WriteFault): void => {
    if (fault === 'slow answer') beImpatient();
    sandbox.faults.next(operation, faults[fault]);
  };
  const destination = { project: 'PAY', issueType: 'Task', fields: {} };
  const people = {
    known: person('Priya Nair', 'priya@acme.example'),
    other: { name: 'Dana Cole', emails: [], account: 'dana-1' },
    deactivated: person('Gone Gary', 'gary@acme.example'),
    unknown: person('Nobody Known', 'nobody@elsewhere.example'),
  };
  return {
    sandbox,
    restarted: adapter,
    beImpatient,
    skew: (milliseconds) => {
      skewMs = milliseconds;
    },
    tracker: adapter(),
    withWrongCredential: adapter({
      credential: { type: 'basic', email: 'bot@acme.example', token: `${secret}-revoked` },
    }),
    unreachable: adapter({ url: 'http://127.0.0.1:9' }),
    secret,
    destination,
    otherDestination: { ...destination, project: 'OPS' },
    label: 'postmortem',
    people,
    flawed: {
      request: {
        destinations: [
          destination,
          { ...destination, project: 'NOSUCH' },
          { ...destination, project: 'OLD' },
          { ...destination, issueType: 'Epic' },
          { ...destination, project: 'SEC' },
          { ...destination, fields: { customfield_10099: 'x' } },
        ],
        labels: ['postmortem', 'two words'],
        people: [
          people.known,
          people.unknown,
          people.deactivated,
          { name: 'Typo Tom', emails: [], account: 'no-such-account' },
          { name: 'Left Lee', emails: [], account: 'gary-1' },
        ],
      },
      names: [
        'NOSUCH',
        'OLD',
        'Epic',
        'customfield_10042',
        'customfield_10099',
        'two words',
        'Nobody Known',
        'Gone Gary',
        'Typo Tom',
        'Left Lee',
      ],
    },
    now: clock,
    setNow: (instant) => {
      present = instant;
    },
    seen: () => store.issues().map((issue) => seenOf(site, issue)),
    human: {
      create: ({ title, labels }) =>
        store.createIssue({ project: 'PAY', summary: title, labels }, { by: accounts.known }),
      move: (id, state, by) =>
        store.transition(id, statusNames[state], {
          by: accounts[by],
          ...(state === 'cancelled' ? { resolution: "Won't Do" } : {}),
        }),
      reDate: (id, due, by) => store.reDate(id, due, { by: accounts[by] }),
      reassign: (id, to, by) => store.reassign(id, to === null ? null : accounts[to], { by: accounts[by] }),
      prioritise: (id, priority, by) =>
        store.prioritise(id, priority === null ? null : nameOfPriority(site.priorities, priority), {
          by: accounts[by],
        }),
      addLabel: (id, label) => store.addLabel(id, label, { by: accounts.known }),
      moveProject: (id) => store.moveProject(id, 'OPS', { by: accounts.known }),
      trash: null,
      archive: (id) => store.archive(id, { by: accounts.known }),
      purge: (id) => store.remove(id),
    },
    faults: {
      onNextCreate: (fault) => meetNext('createIssue', fault),
      onNextUpdate: (fault) => meetNext('editIssue', fault),
      rateLimitNextCreate: (seconds) =>
        sandbox.faults.next('createIssue', {
          kind: 'rate-limited',
          headers: { 'Retry-After': String(seconds) },
        }),
      down: () => sandbox.faults.all({ kind: 'unavailable' }),
    },
    close: () => sandbox.close(),
  };
}

/** A draft for Payments that asks for nothing Jira could object to. */
export function draft(changes: Partial<IssueDraft> = {}): IssueDraft {
  return {
    destination: { project: 'PAY', issueType: 'Task', fields: {} },
    title: 'Reject unknown currency codes',
    description: 'From [Checkout refused cards](https://followthrough.example/postmortems/7).',
    assignee: null,
    due: null,
    priority: null,
    labels: ['postmortem'],
    backlink: {
      url: 'https://followthrough.example/postmortems/7#ai-3',
      title: 'Checkout',
      subtitle: 'SEV1',
    },
    ...changes,
  };
}

/** The words of an Atlassian document. */
export function wordsOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const own = 'text' in node && typeof node.text === 'string' ? node.text : '';
  const inner = 'content' in node && Array.isArray(node.content) ? node.content.map(wordsOf) : [];
  return own + inner.join('');
}

function seenOf(site: JiraSite, issue: StoredIssue): SeenIssue {
  const status = site.statuses.find(({ id }) => id === issue.statusId);
  const marker = issue.properties.get('pm.actionItem');
  const inProperty = typeof marker === 'object' && marker !== null && 'k' in marker ? [String(marker.k)] : [];
  const inLabels = issue.labels.flatMap((label) => /^pm-([a-z0-9]{20})$/.exec(label)?.[1] ?? []);
  return {
    id: issue.id,
    key: issue.key,
    title: issue.summary,
    project: issue.project,
    state: stateOf(status?.category, status?.name ?? '', issue.resolution, dropped),
    assignee: site.users.find(({ accountId }) => accountId === issue.assigneeId)?.name ?? null,
    due: issue.due,
    priority: priorityOf(issue.priority),
    labels: issue.labels.filter((label) => !/^pm-[a-z0-9]{20}$/.test(label)),
    comments: issue.comments.map(({ body }) => wordsOf(body)),
    backlinks: issue.remoteLinks.map(({ url, title }) => ({ url, title })),
    hiddenKeys: [...new Set([...inProperty, ...inLabels])],
  };
}

function person(name: string, email: string): Person {
  return { name, emails: [email], account: null };
}

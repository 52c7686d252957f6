import type { JiraFault, JiraOperation } from '../../../../src/sandbox/jira/jira-faults.ts';
import { type JiraSite, usualWorkflow } from '../../../../src/sandbox/jira/jira-site.ts';
import type { StoredIssue } from '../../../../src/sandbox/jira/stored-issue.ts';
import {
  type DataCenterSandbox,
  startDataCenterSandbox,
} from '../../../../src/sandbox/jira/data-center/data-center-sandbox.ts';
import { createDataCenterTracker } from '../../../../src/trackers/jira/data-center/data-center-tracker.ts';
import { nameOfPriority, priorityOf } from '../../../../src/trackers/jira/priority-names.ts';
import { stateOf } from '../../../../src/trackers/jira/read-issue.ts';
import type { LimitLedger } from '../../../../src/trackers/limits.ts';
import type { TrackerSettings } from '../../../../src/trackers/settings.ts';
import type { Person, Tracker } from '../../../../src/trackers/tracker.ts';
import type { SeenIssue, TrackerHarness, WriteFault } from '../../harness.ts';

export const secret = 'PAT-kept-secret-0123456789';
export const password = 'correct-horse-battery';
/** Long, so that a busy machine is not taken for a fault; short only where an answer is meant to be late. */
const patience = { usual: 10_000, short: 1000 };

const dropped = ["Won't Do", 'Duplicate', 'Cannot Reproduce'];

/** Acme with a Jira on its own machines: an account id is a user name here. */
export const acme: JiraSite = {
  ...usualWorkflow,
  utcOffset: '-0500',
  title: 'Acme Jira Data Center',
  users: [
    { accountId: 'followthrough', name: 'Followthrough', email: 'bot@acme.example' },
    { accountId: 'priya', name: 'Priya Nair', email: 'priya@acme.example' },
    { accountId: 'dana', name: 'Dana Cole', email: 'dana@acme.example', emailHidden: true },
    { accountId: 'gary', name: 'Gone Gary', email: 'gary@acme.example', active: false },
    { accountId: 'olga', name: 'Olga Only', email: 'olga@acme.example', assignableIn: ['OPS'] },
  ],
  credentials: [
    { email: 'nobody', token: secret, accountId: 'followthrough' },
    { email: 'followthrough', token: password, accountId: 'followthrough' },
  ],
  projects: [
    { key: 'PAY', name: 'Payments', issueTypes: ['Task', 'Bug'] },
    { key: 'OPS', name: 'Operations', issueTypes: ['Task', 'Improvement'] },
    {
      key: 'SEC',
      name: 'Security',
      issueTypes: ['Bug', 'Story', 'Change', 'Incident', 'Task'],
      customFields: [{ id: 'customfield_10042', name: 'Root cause', required: 'yes' }],
      offScreen: ['priority'],
    },
    { key: 'OLD', name: 'Retired', issueTypes: ['Task'], archived: true },
  ],
};

const statusNames = { open: 'To Do', in_progress: 'In Progress', done: 'Done', cancelled: 'Done' } as const;
const accounts = { known: 'priya', other: 'dana' } as const;
const faults = {
  'lost answer': { kind: 'lost-answer' },
  'server error': { kind: 'server-error' },
  'cut answer': { kind: 'cut-body' },
  'slow answer': { kind: 'slow-answer', milliseconds: 5000 },
} as const satisfies Record<WriteFault, JiraFault>;

export interface DataCenterHarness extends TrackerHarness {
  readonly sandbox: DataCenterSandbox;
  /** Another adapter for the same sandbox: the process after a restart. */
  restarted(settings?: Partial<TrackerSettings>, limits?: LimitLedger): Tracker;
  /** From now on a second without an answer is too long. */
  beImpatient(): void;
}

/** The adapter against a sandbox of its own, on a clock that stands still until it is moved. */
export async function startDataCenterHarness(site: JiraSite = acme): Promise<DataCenterHarness> {
  let present = new Date('2026-11-10T09:00:00.000Z');
  let timeoutMs = patience.usual;
  const clock = (): Date => present;
  const sandbox = await startDataCenterSandbox({ port: 0, clock, site });
  const { store } = sandbox;
  const adapter = (settings: Partial<TrackerSettings> = {}, limits?: LimitLedger): Tracker =>
    createDataCenterTracker(
      {
        id: 'jira-dc',
        kind: 'jira-data-center',
        url: sandbox.url,
        credential: { type: 'bearer', token: secret },
        webhookSecrets: [],
        ...settings,
      },
      {
        clock,
        get timeoutMs() {
          return timeoutMs;
        },
        droppedResolutions: dropped,
        ...(limits === undefined ? {} : { limits }),
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
    other: { name: 'Dana Cole', emails: [], account: 'dana' },
    deactivated: person('Gone Gary', 'gary@acme.example'),
    unknown: person('Nobody Known', 'nobody@elsewhere.example'),
  };
  return {
    sandbox,
    restarted: adapter,
    beImpatient,
    tracker: adapter(),
    withWrongCredential: adapter({ credential: { type: 'bearer', token: `${secret}-revoked` } }),
    unreachable: adapter({ url: 'http://127.0.0.1:9/jira' }),
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
          { name: 'Left Lee', emails: [], account: 'gary' },
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
    comments: issue.comments.map(({ body }) => String(body)),
    backlinks: issue.remoteLinks.map(({ url, title }) => ({ url, title })),
    hiddenKeys: [...new Set([...inProperty, ...inLabels])],
  };
}

function person(name: string, email: string): Person {
  return { name, emails: [email], account: null };
}

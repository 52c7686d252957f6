import { type LinearSandbox, startLinearSandbox } from '../../../src/sandbox/linear/linear-sandbox.ts';
import type { LinearWorkspace } from '../../../src/sandbox/linear/workspace.ts';
import { createLinearTracker } from '../../../src/trackers/linear/linear-tracker.ts';
import { priorityNumber, priorityOf, stateOf } from '../../../src/trackers/linear/words.ts';
import type { TrackerSettings } from '../../../src/trackers/settings.ts';
import type { Person, Tracker } from '../../../src/trackers/tracker.ts';
import type { SeenIssue, TrackerHarness, WriteFault } from '../harness.ts';

const secret = 'lin_api_kept_secret_0123456789';
/** Long enough for a busy machine; only a slow answer ever takes it. */
const timeoutMs = 1_500;

export const acme: LinearWorkspace = {
  name: 'Acme',
  urlKey: 'acme',
  teams: [
    { key: 'PAY', name: 'Payments' },
    { key: 'OPS', name: 'Operations', triage: true },
  ],
  users: [
    { name: 'Followthrough', email: 'bot@acme.example', app: true },
    { name: 'Priya Nair', email: 'priya@acme.example' },
    { id: '6a1f4f0e-3b1c-4e5b-9a57-0c2f6f6f8a11', name: 'Dana Cole', email: 'dana@acme.example' },
    { name: 'Gone Gary', email: 'gary@acme.example', active: false },
  ],
  labels: [
    { name: 'postmortem' },
    { name: 'mine' },
    { name: 'area', group: true },
    { name: 'ops-only', team: 'OPS' },
    { name: 'old', retired: true },
  ],
  apiKeys: { [secret]: 'bot@acme.example' },
};

const stateNames = { open: 'Todo', in_progress: 'In Progress', done: 'Done', cancelled: 'Canceled' } as const;
const emails = { known: 'priya@acme.example', other: 'dana@acme.example' } as const;
const faultNames = {
  'lost answer': 'lost-answer',
  'server error': 'gateway-error',
  'cut answer': 'cut-body',
  'slow answer': 'slow-answer',
} as const satisfies Record<WriteFault, string>;

export interface LinearHarness extends TrackerHarness {
  readonly sandbox: LinearSandbox;
  /** Another adapter for the same sandbox, with other settings. */
  adapter(settings: Partial<TrackerSettings>): Tracker;
}

export interface LinearHarnessOptions {
  readonly workspace?: LinearWorkspace;
  readonly requestLimit?: number;
}

/** The adapter against a sandbox of its own, on a clock that stands still until it is moved. */
export async function startLinearHarness(options: LinearHarnessOptions = {}): Promise<LinearHarness> {
  let present = new Date('2026-11-10T09:00:00.000Z');
  const clock = (): Date => present;
  const { workspace = acme, requestLimit = 2500 } = options;
  const sandbox = await startLinearSandbox({ port: 0, clock, workspace, requestLimit });
  const { store, faults } = sandbox;
  const adapter = (settings: Partial<TrackerSettings>): Tracker =>
    createLinearTracker(
      {
        id: 'linear-main',
        kind: 'linear',
        url: sandbox.url,
        credential: { type: 'api-key', key: secret },
        webhookSecrets: [],
        ...settings,
      },
      { clock, timeoutMs, droppedResolutions: [] },
    );
  const destination = { project: 'PAY', issueType: null, fields: {} };
  const people = {
    known: person('Priya Nair', 'priya@acme.example'),
    other: { name: 'Dana Cole', emails: [], account: '6a1f4f0e-3b1c-4e5b-9a57-0c2f6f6f8a11' },
    deactivated: person('Gone Gary', 'gary@acme.example'),
    unknown: person('Nobody Known', 'nobody@elsewhere.example'),
  };
  return {
    sandbox,
    adapter,
    tracker: adapter({}),
    withWrongCredential: adapter({ credential: { type: 'api-key', key: `${secret}-revoked` } }),
    unreachable: adapter({ url: 'http://127.0.0.1:9/graphql' }),
    secret,
    destination,
    otherDestination: { ...destination, project: 'OPS' },
    label: 'postmortem',
    people,
    flawed: {
      request: {
        destinations: [destination, { ...destination, project: 'NOSUCH' }],
        labels: ['postmortem', 'area', 'old'],
        people: [people.known, people.unknown, people.deactivated],
      },
      names: ['NOSUCH', 'area', 'old', 'Nobody Known', 'Gone Gary'],
    },
    now: clock,
    setNow: (instant) => {
      present = instant;
    },
    seen: () => seenIn(sandbox),
    human: {
      create: ({ title, labels }) =>
        store.createIssue({ team: 'PAY', title, labels }, { by: emails.known }).id,
      move: (id, state, by) => store.moveIssue(id, stateNames[state], { by: emails[by] }),
      reDate: (id, due, by) => store.reDate(id, due, { by: emails[by] }),
      reassign: (id, to, by) => store.reassign(id, to === null ? null : emails[to], { by: emails[by] }),
      prioritise: (id, priority, by) => store.prioritise(id, priorityNumber(priority), { by: emails[by] }),
      addLabel: (id, label) => store.addLabel(id, label, { by: emails.known }),
      moveProject: (id) => store.moveTeam(id, 'OPS', { by: emails.known }),
      trash: (id) => store.trash(id, { by: emails.known }),
      archive: (id) => store.archive(id, { by: emails.known }),
      purge: (id) => store.purge(id),
    },
    faults: {
      onNextCreate: (fault) => faults.next({ name: faultNames[fault], on: 'issueCreate', seconds: 30 }),
      onNextUpdate: (fault) => faults.next({ name: faultNames[fault], on: 'issueUpdate', seconds: 30 }),
      rateLimitNextCreate: (seconds) => faults.next({ name: 'rate-limited', on: 'issueCreate', seconds }),
      down: () => faults.next({ name: 'down', times: Number.POSITIVE_INFINITY }),
    },
    close: () => sandbox.close(),
  };
}

function seenIn({ store }: LinearSandbox): SeenIssue[] {
  const { data } = store;
  return [...data.issues.values()].map((issue) => {
    const attachments = [...data.attachments.values()].filter((row) => row.issueId === issue.id);
    return {
      id: issue.id,
      key: store.identifierOf(issue),
      title: issue.title,
      project: data.teams.get(issue.teamId)?.key ?? '',
      state: stateOf(data.states.get(issue.stateId)?.type ?? ''),
      assignee: data.users.get(issue.assigneeId ?? '')?.name ?? null,
      due: issue.dueDate,
      priority: priorityOf(issue.priority),
      labels: issue.labelIds.flatMap((id) => data.labels.get(id)?.name ?? []),
      comments: [...data.comments.values()].filter((row) => row.issueId === issue.id).map(({ body }) => body),
      backlinks: attachments.map(({ url, title }) => ({ url, title })),
      hiddenKeys: [...new Set(attachments.flatMap(({ metadata }) => Object.values(metadata).map(String)))],
    };
  });
}

function person(name: string, email: string): Person {
  return { name, emails: [email], account: null };
}

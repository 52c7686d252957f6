import { startLinearSandbox } from '../../src/sandbox/linear/linear-sandbox.ts';
import type { LinearFaultName } from '../../src/sandbox/linear/faults.ts';
import type { FastClock } from './fast-clock.ts';
import type { TrackerSide } from './tracker-side.ts';

const faults: readonly LinearFaultName[] = [
  'lost-answer',
  'slow-answer',
  'gateway-error',
  'cut-body',
  'empty-body',
  'down',
  'rate-limited',
  'rate-limited-200',
  'rate-limited-429',
  'rate-limited-empty',
  'rate-limited-code',
  'endpoint-limited',
  'complexity-limited',
  'unsuccessful',
  'unauthorised',
  'not-found-page',
  'lock-timeout',
  'redirect',
];
const mutations = ['issueBatchCreate', 'issueCreate', 'issueUpdate', 'attachmentCreate'];
const states = {
  Backlog: 'open',
  Todo: 'open',
  'In Progress': 'in_progress',
  Done: 'done',
  Canceled: 'cancelled',
} as const;
const person = 'priya@acme.example';

export async function linearSide(clock: FastClock): Promise<TrackerSide> {
  const sandbox = await startLinearSandbox({
    port: 0,
    clock: clock.now,
    requestLimit: 10_000_000,
    workspace: {
      name: 'Acme',
      urlKey: 'acme',
      teams: [
        { key: 'PAY', name: 'Payments' },
        { key: 'OPS', name: 'Operations' },
      ],
      users: [
        { name: 'Priya Nair', email: person },
        { name: 'Followthrough', email: 'bot@acme.example', app: true },
      ],
      labels: [{ name: 'postmortem' }],
      apiKeys: { 'linear-key': 'bot@acme.example' },
    },
  });
  const { store } = sandbox;
  const thrownAway = new Set<string>();
  const stateName = (issue: { readonly stateId: string }): string =>
    store.data.states.get(issue.stateId)?.name ?? '';
  return {
    kind: 'linear',
    service: 'checkout',
    tracker: { id: 'linear', kind: 'linear', apiUrl: sandbox.url, apiKey: 'linear-key' },
    team: { id: 'payments', services: ['checkout'], tracker: 'linear', project: 'PAY' },
    requests: () => sandbox.requests(),
    writes: () => mutations.reduce((sum, field) => sum + sandbox.requests(field), 0),
    spoil(chance) {
      if (sandbox.faults.waiting().length > 0) return null;
      const name = chance.pick(faults);
      sandbox.faults.next({ name, seconds: name === 'slow-answer' ? 2 : chance.between(1, 30) });
      return name;
    },
    calm() {
      const waiting = sandbox.faults.waiting();
      sandbox.faults.clear();
      return waiting;
    },
    disturb(chance) {
      const all = [...store.data.issues.values()].filter((issue) => !issue.trashed);
      if (all.length === 0) return;
      const { id, title } = chance.pick(all);
      const by = { by: person };
      const acts = [
        () => store.moveIssue(id, chance.pick(['Todo', 'In Progress', 'Done'] as const), by),
        () => store.reDate(id, `2027-0${chance.between(1, 9)}-15`, by),
        () => store.moveTeam(id, chance.pick(['PAY', 'OPS']), by),
        () => store.archive(id, by),
        () => {
          if (!chance.hits(0.2)) return;
          thrownAway.add(title);
          store.trash(id, by);
        },
      ];
      chance.pick(acts)();
    },
    thrownAway: () => thrownAway,
    issues: () =>
      [...store.data.issues.values()].map((issue) => ({
        title: issue.title,
        state: states[stateName(issue) as keyof typeof states],
        due: issue.dueDate,
        isThere: !issue.trashed,
      })),
    close: () => sandbox.close(),
  };
}

import type { JiraFault, JiraOperation } from '../../src/sandbox/jira/jira-faults.ts';
import { startDataCenterSandbox } from '../../src/sandbox/jira/data-center/data-center-sandbox.ts';
import { startJiraSandbox } from '../../src/sandbox/jira/jira-sandbox.ts';
import { usualWorkflow, type JiraSite } from '../../src/sandbox/jira/jira-site.ts';
import type { StoredIssue } from '../../src/sandbox/jira/stored-issue.ts';
import type { Chance } from './chance.ts';
import type { FastClock } from './fast-clock.ts';
import type { HeldIssue, TrackerSide } from './tracker-side.ts';

type NamedFault = readonly [name: string, fault: (chance: Chance) => JiraFault];

const limited = (headers: Record<string, string>, body?: string): JiraFault => ({
  kind: 'rate-limited',
  headers,
  ...(body === undefined ? {} : { body }),
});

const faults: readonly NamedFault[] = [
  ['lost-answer', () => ({ kind: 'lost-answer' })],
  ['slow-answer', () => ({ kind: 'slow-answer', milliseconds: 2000 })],
  ['cut-body', () => ({ kind: 'cut-body' })],
  ['empty-body', () => ({ kind: 'cut-body', keep: 0 })],
  ['500 after commit', () => ({ kind: 'server-error', status: 500 })],
  ['502 after commit', () => ({ kind: 'server-error', status: 502 })],
  ['504 after commit', () => ({ kind: 'server-error', status: 504 })],
  [
    'partial commit',
    (chance) => ({
      kind: 'partial-commit',
      first: chance.between(0, 40),
      status: chance.pick([500, 502, 504]),
    }),
  ],
  ['delayed-commit', (chance) => ({ kind: 'delayed-commit', milliseconds: chance.between(5000, 60_000) })],
  ['503', () => ({ kind: 'unavailable', retryAfter: '3' })],
  ['503 without a header', () => ({ kind: 'unavailable' })],
  [
    '429 quota',
    (chance) =>
      limited({
        'Retry-After': String(chance.between(1, 30)),
        'RateLimit-Reason': 'jira-quota-tenant-based',
      }),
  ],
  ['429 burst', () => limited({ 'Retry-After': '2', 'RateLimit-Reason': 'jira-burst-based' })],
  ['429 of one issue', () => limited({ 'Retry-After': '2', 'RateLimit-Reason': 'jira-per-issue-on-write' })],
  ['429 bare', () => limited({}, '')],
  ['429 with Retry-After 0', () => limited({ 'Retry-After': '0' })],
  ['login redirect', () => ({ kind: 'login-page', form: 'redirect' })],
  ['login page', () => ({ kind: 'login-page', form: 'page' })],
  ['refused 400', () => ({ kind: 'refused', messages: ['Something was not to Jira’s taste.'] })],
];

const changing = new Set<JiraOperation>([
  'createIssue',
  'createIssues',
  'editIssue',
  'setProperty',
  'setRemoteLink',
]);

const bot = { name: 'Followthrough', email: 'bot@acme.example', accountId: 'account-bot' };
const token = 'jira-token-of-the-bot';
const person = { name: 'Priya Nair', email: 'priya@acme.example', accountId: 'account-priya' };

/** Jira Cloud. */
export async function jiraSide(clock: FastClock): Promise<TrackerSide> {
  const site = newSite();
  const sandbox = await startJiraSandbox({ port: 0, clock: clock.now, site });
  const access = { email: bot.email, apiToken: token };
  return sideOf(sandbox, site, { id: 'jira', kind: 'jira-cloud', url: sandbox.url, ...access });
}

/** Jira Data Center. */
export async function dataCenterSide(clock: FastClock): Promise<TrackerSide> {
  const site = newSite();
  const sandbox = await startDataCenterSandbox({ port: 0, clock: clock.now, site });
  return sideOf(sandbox, site, { id: 'jira', kind: 'jira-data-center', url: sandbox.url, token });
}

const credential = { email: bot.email, token, accountId: bot.accountId };

type PlayedSite = JiraSite & { credentials: (typeof credential)[] };

const newSite = (): PlayedSite => ({
  ...usualWorkflow,
  title: 'Acme',
  users: [person, bot],
  credentials: [credential],
  projects: [
    { key: 'PLAT', name: 'Platform', issueTypes: ['Task'] },
    { key: 'OPS', name: 'Operations', issueTypes: ['Task'] },
  ],
});

type Sandbox = Awaited<ReturnType<typeof startJiraSandbox | typeof startDataCenterSandbox>>;
type Played = Pick<Sandbox, 'store' | 'faults' | 'requests' | 'requestCount' | 'close'>;

function sideOf(
  { store, faults: desk, requests, requestCount, close }: Played,
  { credentials }: PlayedSite,
  tracker: TrackerSide['tracker'] & { readonly kind: string },
): TrackerSide {
  const thrownAway = new Set<string>();
  const act = { by: person.accountId };
  /** The fault given last; there is never more than one that no request has met yet. */
  let latest = '';

  /** J20: for a while nobody knows the credential, and every search is empty. */
  function rejectCredential(chance: Chance): void {
    credentials.length = 0;
    setTimeout(() => credentials.push(credential), chance.between(5, 40)).unref();
  }

  return {
    kind: tracker.kind,
    service: 'kubernetes',
    tracker,
    team: { id: 'platform', services: ['kubernetes'], tracker: 'jira', project: 'PLAT', issueType: 'Task' },
    requests: requestCount,
    writes: () => requests().filter(({ operation }) => operation !== null && changing.has(operation)).length,
    spoil(chance) {
      if (desk.waiting() > 0) return null;
      if (chance.hits(0.02)) desk.searchLag(chance.between(0, 180_000));
      if (credentials.length > 0 && chance.hits(0.05)) {
        rejectCredential(chance);
        return 'dead credential';
      }
      const [name, fault] = chance.pick(faults);
      desk.soon(fault(chance));
      latest = name;
      return name;
    },
    calm() {
      desk.searchLag(0);
      return desk.clear() > 0 ? [latest] : [];
    },
    disturb(chance) {
      const all = store.issues().filter((issue) => issue.archivedAt === null);
      if (all.length === 0) return;
      const { id, summary } = chance.pick(all);
      const acts = [
        () => store.transition(id, chance.pick(['In Progress', 'Done', 'To Do']), act),
        () => store.reDate(id, `2027-0${chance.between(1, 9)}-15`, act),
        () => store.moveProject(id, chance.pick(['PLAT', 'OPS']), act),
        () => void store.clone(id, act),
        () => {
          if (!chance.hits(0.2)) return;
          thrownAway.add(summary);
          store.remove(id);
        },
      ];
      chance.pick(acts)();
    },
    thrownAway: () => thrownAway,
    issues: () => store.issues().filter(isOurs).map(held),
    close,
  };
}

/** A person’s clone has our label and not our property. */
function isOurs(issue: StoredIssue): boolean {
  return issue.properties.size > 0;
}

const categories = new Map<string, string>(usualWorkflow.statuses.map(({ id, category }) => [id, category]));

function held({ summary, statusId, resolution, due }: StoredIssue): HeldIssue {
  const category = categories.get(statusId);
  const done = resolution === "Won't Do" || resolution === 'Duplicate' ? 'cancelled' : 'done';
  const state = category === 'done' ? done : category === 'indeterminate' ? 'in_progress' : 'open';
  return { title: summary, state, due, isThere: true };
}

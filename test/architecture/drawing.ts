/**
 * The drawing of docs/architecture.md as data: which room may import which, and how.
 * `all` is any import; `types` is types and closed vocabularies (`export const x = [...] as const`) only.
 */
export type Edge = 'all' | 'types';

export const pureRooms = [
  'postmortem',
  'actions',
  'incidents',
  'flags',
  'metrics',
  'reports',
  'pages',
] as const;
const verbs = ['intake', 'outbox', 'reconcile', 'review', 'mail'] as const;
const doors = ['http', 'jobs', 'cli'] as const;

/** Layer 0 to 2 as a verb sees them: everything pure, the port, the stores, and the configuration's types. */
const belowVerbs: Readonly<Record<string, Edge>> = {
  lib: 'all',
  ...Object.fromEntries(pureRooms.map((room) => [room, 'all' as const])),
  'trackers (port)': 'all',
  db: 'all',
  config: 'types',
};

const belowDoors: Readonly<Record<string, Edge>> = {
  ...belowVerbs,
  answers: 'all',
  config: 'all',
  ...Object.fromEntries(verbs.map((room) => [room, 'all' as const])),
};

const everyPureType: Readonly<Record<string, Edge>> = Object.fromEntries(
  pureRooms.map((room) => [room, 'types' as const]),
);

export const drawing: Readonly<Record<string, Readonly<Record<string, Edge>> | 'everything'>> = {
  lib: {},
  postmortem: { lib: 'all' },
  actions: { lib: 'all', postmortem: 'all' },
  incidents: { lib: 'all' },
  flags: { lib: 'all', actions: 'all', incidents: 'all', postmortem: 'types' },
  metrics: { lib: 'all', actions: 'all', incidents: 'all', postmortem: 'types' },
  reports: {
    lib: 'all',
    actions: 'all',
    incidents: 'all',
    flags: 'all',
    metrics: 'all',
    postmortem: 'types',
  },
  pages: { lib: 'all', reports: 'all' },
  'trackers (port)': { lib: 'all', actions: 'types', postmortem: 'types' },
  'trackers/linear': { lib: 'all', 'trackers (port)': 'all', actions: 'types', postmortem: 'types' },
  'trackers/jira': { lib: 'all', 'trackers (port)': 'all', actions: 'types', postmortem: 'types' },
  config: { lib: 'all', actions: 'types', postmortem: 'types', 'trackers (port)': 'types' },
  db: {
    lib: 'all',
    ...everyPureType,
    actions: 'all',
    incidents: 'all',
    'trackers (port)': 'types',
    config: 'types',
  },
  answers: {
    lib: 'all',
    ...Object.fromEntries(pureRooms.map((room) => [room, 'all' as const])),
    db: 'all',
    config: 'types',
  },
  ...Object.fromEntries(verbs.map((room) => [room, belowVerbs])),
  mail: { ...belowVerbs, answers: 'all' },
  ...Object.fromEntries(doors.map((room) => [room, belowDoors])),
  sandbox: { lib: 'all' },
  demo: 'everything',
  app: 'everything',
};

/** A vendor's SDK and the one folder that may know it. */
export const vendorHomes: Readonly<Record<string, string>> = {
  '@linear/sdk': 'trackers/linear',
  'jira.js': 'trackers/jira',
};

/** The room of a file, given as `src/actions/policy.ts`. */
export function roomOf(file: string): string {
  const [, ...parts] = file.split('/');
  if (parts.length === 1) return 'app';
  const [room = '', next = ''] = parts;
  if (room !== 'trackers') return room;
  return parts.length === 2 ? 'trackers (port)' : `trackers/${next}`;
}

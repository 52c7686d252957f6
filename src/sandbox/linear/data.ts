import { randomUUID } from 'node:crypto';
import {
  type LinearAttachment,
  type LinearChange,
  type LinearComment,
  type LinearHistory,
  type LinearIssue,
  type LinearLabel,
  type LinearRelation,
  type LinearState,
  type LinearTeam,
  type LinearUser,
  type LinearWebhook,
  type LinearWorkspace,
  usualStates,
} from './workspace.ts';
import { type LinearQuirks, usualQuirks } from './quirks.ts';

/** Everything a sandbox Linear remembers. */
export interface LinearData {
  readonly organisation: { readonly id: string; readonly name: string; readonly urlKey: string };
  /** Where the sandbox answers; issue addresses begin with it. Set once it listens. */
  origin: string;
  readonly clock: () => Date;
  readonly users: Map<string, LinearUser>;
  readonly teams: Map<string, LinearTeam>;
  readonly states: Map<string, LinearState>;
  readonly labels: Map<string, LinearLabel>;
  readonly issues: Map<string, LinearIssue>;
  readonly attachments: Map<string, LinearAttachment>;
  readonly comments: Map<string, LinearComment>;
  readonly history: LinearHistory[];
  readonly relations: LinearRelation[];
  readonly webhooks: LinearWebhook[];
  /** How this Linear behaves where nobody knows how Linear does. */
  readonly quirks: LinearQuirks;
  /** Secret → id of the user who owns it. */
  readonly apiKeys: Map<string, string>;
  lastSyncId: number;
  /** Told of every act on an issue; the webhooks take it over. */
  tell: (change: LinearChange) => void;
}

/** A fresh workspace as described; throws on a team or user that the description does not name. */
export function openWorkspace(workspace: LinearWorkspace, clock: () => Date): LinearData {
  const data: LinearData = {
    organisation: { id: randomUUID(), name: workspace.name, urlKey: workspace.urlKey },
    origin: 'http://127.0.0.1',
    clock,
    users: new Map(),
    teams: new Map(),
    states: new Map(),
    labels: new Map(),
    issues: new Map(),
    attachments: new Map(),
    comments: new Map(),
    history: [],
    relations: [],
    webhooks: [],
    quirks: usualQuirks(),
    apiKeys: new Map(),
    lastSyncId: 0,
    tell: () => undefined,
  };
  for (const user of workspace.users) {
    const { name, email, id = randomUUID(), active = true, app = false } = user;
    data.users.set(id, {
      id,
      name,
      displayName: name.toLowerCase().split(' ')[0] ?? name,
      email,
      active,
      app,
      assignable: user.assignable ?? true,
      admin: user.admin ?? false,
    });
  }
  for (const { key, name, triage = false } of workspace.teams) addTeam(data, key, name, triage);
  for (const label of workspace.labels ?? []) {
    const id = randomUUID();
    data.labels.set(id, {
      id,
      name: label.name,
      teamId: label.team === undefined ? null : teamByKey(data, label.team).id,
      isGroup: label.group ?? false,
      parentId: [...data.labels.values()].find((group) => group.name === label.parent)?.id ?? null,
      retiredAt: label.retired === true ? clock().toISOString() : null,
    });
  }
  for (const [secret, email] of Object.entries(workspace.apiKeys)) {
    data.apiKeys.set(secret, personNamed(data, email).id);
  }
  return data;
}

/** The user of that id, e-mail or name; throws when there is none. */
export function personNamed(data: LinearData, who: string): LinearUser {
  const found = [...data.users.values()].find(
    (user) => user.id === who || user.email === who || user.name === who,
  );
  if (found === undefined) throw new Error(`The sandbox workspace has no user ${who}`);
  return found;
}

/** The team of that key; throws when there is none. */
export function teamByKey(data: LinearData, key: string): LinearTeam {
  const found = [...data.teams.values()].find((team) => team.key === key);
  if (found === undefined) throw new Error(`The sandbox workspace has no team ${key}`);
  return found;
}

/** The team's states in board order. */
export function statesOf(data: LinearData, teamId: string): LinearState[] {
  return [...data.states.values()]
    .filter((state) => state.teamId === teamId)
    .toSorted((a, b) => a.position - b.position);
}

/** `PAY-12` as it is now. */
export function identifierOf(data: LinearData, issue: LinearIssue): string {
  return `${data.teams.get(issue.teamId)?.key ?? '?'}-${issue.number}`;
}

/** The issue's page, as Linear writes it: origin, workspace, identifier, words of the title. */
export function addressOf(data: LinearData, issue: LinearIssue): string {
  const words = issue.title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return `${data.origin}/${data.organisation.urlKey}/issue/${identifierOf(data, issue)}/${words}`;
}

/** The issue under an id or an identifier, present or previous; trashed and archived ones included. */
export function findIssue(data: LinearData, reference: string): LinearIssue | null {
  const byId = data.issues.get(reference);
  if (byId !== undefined) return byId;
  const wanted = reference.toUpperCase();
  const all = [...data.issues.values()];
  return (
    all.find((issue) => identifierOf(data, issue) === wanted) ??
    all.find((issue) => issue.previousIdentifiers.includes(wanted)) ??
    null
  );
}

function addTeam(data: LinearData, key: string, name: string, triage: boolean): void {
  const teamId = randomUUID();
  data.teams.set(teamId, { id: teamId, key, name, nextNumber: 1, triage, archivedAt: null });
  for (const [position, { name: stateName, type }] of usualStates.entries()) {
    if (type === 'triage' && !triage) continue;
    const id = randomUUID();
    data.states.set(id, { id, name: stateName, type, position, teamId });
  }
}

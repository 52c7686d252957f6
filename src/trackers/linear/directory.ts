import type { LinearDocument } from '@linear/sdk';
import type { Person } from '../tracker.ts';
import type { LinearApi } from './linear-api.ts';
import { labelsDocument, teamsDocument, usersDocument } from './documents.ts';
import { type LabelNode, labels, type TeamNode, teams, type UserNode, users } from './shapes.ts';

/** Names are looked up again after this long, and at once when Linear refuses what they led to. */
const keptMs = 10 * 60_000;

/** Who a person is in Linear, or why nobody can be assigned. */
export type PersonFound =
  { readonly user: UserNode } | { readonly user: null; readonly why: string; readonly do: string };

/** Linear's names and ids for what our words name. Only what was found is remembered; lookups throw TrackerError. */
export interface Directory {
  readonly team: (by: 'key' | 'id', value: string) => Promise<TeamNode | null>;
  /** Every label of one of the names, in whatever team. */
  readonly labelsNamed: (names: readonly string[]) => Promise<readonly LabelNode[]>;
  readonly remember: (label: LabelNode) => void;
  readonly person: (person: Person) => Promise<PersonFound>;
  /** Learns the names of labels, so that `labelName` knows them. */
  readonly learnLabels: (ids: readonly string[]) => Promise<void>;
  readonly labelName: (id: string) => string | undefined;
  readonly forget: () => void;
}

/** An empty directory. */
export function createDirectory(api: LinearApi): Directory {
  const knownTeams = new Map<string, TeamNode>();
  const knownPeople = new Map<string, UserNode>();
  const knownLabels = new Map<string, LabelNode>();
  const askedNames = new Set<string>();
  let since = api.clock().getTime();

  const forget = (): void => {
    for (const known of [knownTeams, knownPeople, knownLabels, askedNames]) known.clear();
    since = api.clock().getTime();
  };
  const refresh = (): void => {
    const age = api.clock().getTime() - since;
    if (age > keptMs || age < 0) forget();
  };
  const learn = async (filter: LinearDocument.IssueLabelFilter): Promise<void> => {
    const found = await api.read(labelsDocument, { filter }, labels);
    for (const label of found.issueLabels.nodes) knownLabels.set(label.id, label);
  };

  return {
    forget,
    team: async (by, value) => {
      refresh();
      const known = knownTeams.get(value);
      if (known !== undefined) return known;
      const filter: LinearDocument.TeamFilter = by === 'key' ? { key: { eq: value } } : { id: { eq: value } };
      const team = (await api.read(teamsDocument, { filter }, teams)).teams.nodes[0] ?? null;
      if (team !== null) knownTeams.set(value, team);
      return team;
    },
    labelsNamed: async (names) => {
      refresh();
      const wanted = names.map((name) => name.toLowerCase());
      const missing = wanted.filter((name) => !askedNames.has(name));
      if (missing.length > 0) {
        await learn({ or: missing.map((name) => ({ name: { eqIgnoreCase: name } })) });
        for (const name of missing) askedNames.add(name);
      }
      return [...knownLabels.values()].filter((label) => wanted.includes(label.name.toLowerCase()));
    },
    remember: (label) => {
      knownLabels.set(label.id, label);
    },
    person: async (person) => {
      refresh();
      const key = JSON.stringify([person.account, person.emails, person.name]);
      const known = knownPeople.get(key);
      if (known !== undefined) return { user: known };
      const found = choose(
        person,
        (await api.read(usersDocument, { filter: asks(person) }, users)).users.nodes,
      );
      if (found.user !== null) knownPeople.set(key, found.user);
      return found;
    },
    learnLabels: async (ids) => {
      refresh();
      const missing = [...new Set(ids)].filter((id) => !knownLabels.has(id));
      for (let start = 0; start < missing.length; start += 250) {
        await learn({ id: { in: missing.slice(start, start + 250) } });
      }
    },
    labelName: (id) => knownLabels.get(id)?.name,
  };
}

function asks(person: Person): LinearDocument.UserFilter {
  const { account, emails, name } = person;
  const addresses = account?.includes('@') === true ? [account, ...emails] : emails;
  return {
    or: [
      ...(account !== null && !account.includes('@') ? [{ id: { eq: account } }] : []),
      ...addresses.map((email) => ({ email: { eqIgnoreCase: email } })),
      { name: { eqIgnoreCase: name } },
      { displayName: { eqIgnoreCase: name } },
    ],
  };
}

/** By account, else by e-mail, else by a name that one active user and nobody else has. */
function choose(person: Person, found: readonly UserNode[]): PersonFound {
  const emails = person.account?.includes('@') === true ? [person.account, ...person.emails] : person.emails;
  const known =
    found.find((user) => user.id === person.account) ??
    found.find((user) => emails.some((email) => same(email, user.email)));
  if (known !== undefined) {
    if (known.active) return { user: known };
    return {
      user: null,
      why: `${person.name}’s account in Linear is deactivated`,
      do: `Name another owner, or reactivate the account in Linear.`,
    };
  }
  const namesakes = found.filter(
    (user) => user.active && (same(user.name, person.name) || same(user.displayName, person.name)),
  );
  const [only] = namesakes;
  if (only !== undefined && namesakes.length === 1 && person.account === null) return { user: only };
  return {
    user: null,
    why:
      namesakes.length > 1
        ? `Linear has several people called ${person.name}`
        : `Linear has nobody for ${person.name}`,
    do: `Add their e-mail address or Linear user id under people in the configuration.`,
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

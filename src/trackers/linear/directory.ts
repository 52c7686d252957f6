import type { LinearDocument } from '@linear/sdk';
import type { Person } from '../tracker.ts';
import { labelsDocument, teamsDocument, usersDocument } from './documents.ts';
import type { LinearApi } from './linear-api.ts';
import { asks, choosePerson, type PersonFound } from './person-choice.ts';
import { type LabelNode, labels, type TeamNode, teams, users } from './shapes.ts';

/** Names are looked up again after this long, and at once when Linear refuses what they led to. */
const keptMs = 10 * 60_000;
/** What was not there is looked for again after this: somebody may be adding it right now. */
const missingMs = 30_000;

/** What one lookup asks at most, so that it stays cheap. */
const teamsAtOnce = 50;
const peopleAtOnce = 25;
const labelsAtOnce = 250;

/** The names that some issues will need. */
export interface Names {
  /** Team keys. */
  readonly teams: readonly string[];
  readonly labels: readonly string[];
  readonly people: readonly Person[];
}

/** Linear's names and ids for what our words name. Lookups throw TrackerError. */
export interface Directory {
  /** Looks all of them up in as few requests as can be; what is known already costs none. */
  readonly prepare: (names: Names) => Promise<void>;
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
  const knownPeople = new Map<string, PersonFound>();
  const knownLabels = new Map<string, LabelNode>();
  const askedNames = new Set<string>();
  /** Until when somebody or something is known not to be there. */
  const missing = new Map<string, number>();
  let since = api.clock().getTime();

  const forget = (): void => {
    for (const known of [knownTeams, knownPeople, knownLabels, askedNames, missing]) known.clear();
    since = api.clock().getTime();
  };
  const refresh = (): void => {
    const age = api.clock().getTime() - since;
    if (age > keptMs || age < 0) forget();
  };
  const isMissing = (what: string): boolean => (missing.get(what) ?? 0) > api.clock().getTime();
  const miss = (what: string): void => void missing.set(what, api.clock().getTime() + missingMs);

  const learnTeams = async (by: 'key' | 'id', values: readonly string[]): Promise<void> => {
    const wanted = [...new Set(values)].filter(
      (value) => !knownTeams.has(value) && !isMissing(`team ${value}`),
    );
    for (const some of portions(wanted, teamsAtOnce)) {
      const filter: LinearDocument.TeamFilter = by === 'key' ? { key: { in: some } } : { id: { in: some } };
      for (const value of some) miss(`team ${value}`);
      for (const team of (await api.read(teamsDocument, { filter }, teams)).teams.nodes) {
        knownTeams.set(by === 'key' ? team.key : team.id, team);
      }
    }
  };
  const learnPeople = async (people: readonly Person[]): Promise<void> => {
    const wanted = new Map(people.map((person) => [keyOf(person), person]));
    for (const key of wanted.keys()) {
      const known = knownPeople.get(key);
      if (known !== undefined && (known.user !== null || isMissing(key))) wanted.delete(key);
    }
    for (const some of portions([...wanted], peopleAtOnce)) {
      const filter = { or: some.map(([, person]) => asks(person)) };
      const found = (await api.read(usersDocument, { filter }, users)).users.nodes;
      for (const [key, person] of some) {
        knownPeople.set(key, choosePerson(person, found));
        miss(key);
      }
    }
  };
  const learnLabels = async (filter: LinearDocument.IssueLabelFilter): Promise<void> => {
    const found = await api.read(labelsDocument, { filter }, labels);
    for (const label of found.issueLabels.nodes) knownLabels.set(label.id, label);
  };
  const learnLabelNames = async (names: readonly string[]): Promise<void> => {
    const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
    const unasked = wanted.filter((name) => !askedNames.has(name));
    if (unasked.length === 0) return;
    await learnLabels({ or: unasked.map((name) => ({ name: { eqIgnoreCase: name } })) });
    for (const name of unasked) askedNames.add(name);
  };

  return {
    forget,
    prepare: async (names) => {
      refresh();
      await learnTeams('key', names.teams);
      await learnLabelNames(names.labels);
      await learnPeople(names.people);
    },
    team: async (by, value) => {
      refresh();
      await learnTeams(by, [value]);
      return knownTeams.get(value) ?? null;
    },
    labelsNamed: async (names) => {
      refresh();
      await learnLabelNames(names);
      const wanted = new Set(names.map((name) => name.toLowerCase()));
      return [...knownLabels.values()].filter((label) => wanted.has(label.name.toLowerCase()));
    },
    remember: (label) => {
      knownLabels.set(label.id, label);
    },
    person: async (person) => {
      refresh();
      await learnPeople([person]);
      return knownPeople.get(keyOf(person)) ?? choosePerson(person, []);
    },
    learnLabels: async (ids) => {
      refresh();
      const unknown = [...new Set(ids)].filter((id) => !knownLabels.has(id));
      for (const some of portions(unknown, labelsAtOnce)) await learnLabels({ id: { in: some } });
    },
    labelName: (id) => knownLabels.get(id)?.name,
  };
}

function keyOf(person: Person): string {
  return JSON.stringify([person.account, person.emails, person.name]);
}

function portions<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

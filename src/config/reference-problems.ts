import { z } from 'zod';
import type { FoundProblem, KeyPath } from './config-problem.ts';
import { nearestName } from './nearest-name.ts';

/**
 * The names in the file, read with every tolerance, so that wrong references are reported together with wrong values.
 * What cannot be read here is the schema's to report.
 */
const name = z.string().optional().catch(undefined);
const names = z.array(name).catch([]);
const record = z.record(z.string(), z.unknown()).catch({});
const skeleton = z
  .object({
    trackers: z.array(z.object({ id: name }).catch({})).catch([]),
    people: z.array(z.object({ emails: names, aliases: names, accounts: record }).catch(noPerson)).catch([]),
    teams: z.array(z.object({ id: name, tracker: name, services: names }).catch({ services: [] })).catch([]),
    defaultTeam: name,
    intake: z
      .object({ folders: z.array(z.object({ path: name }).catch({})).catch([]) })
      .catch({ folders: [] }),
    digests: z.array(z.object({ teams: names }).catch({ teams: [] })).catch([]),
  })
  .catch({ trackers: [], people: [], teams: [], intake: { folders: [] }, digests: [] });

function noPerson() {
  return { emails: [], aliases: [], accounts: {} };
}

interface Named {
  readonly path: KeyPath;
  readonly name: string;
}

/** Ids given twice, and names of trackers, teams and services that lead nowhere or to two places. */
export function referenceProblems(file: unknown): FoundProblem[] {
  const { trackers, people, teams, defaultTeam, intake, digests } = skeleton.parse(file);
  const trackerIds = listed(trackers.map((tracker, index) => [['trackers', index, 'id'], tracker.id]));
  const teamIds = listed(teams.map((team, index) => [['teams', index, 'id'], team.id]));
  const each = (key: 'emails' | 'aliases') =>
    listed(
      people.flatMap((person, index) => person[key].map((one, at) => [['people', index, key, at], one])),
    );
  const services = teams.map((team, index) =>
    listed(team.services.map((service, at) => [['teams', index, 'services', at], service])),
  );
  const accounts = people.flatMap((person, index) =>
    Object.keys(person.accounts).map((id): Entry => [['people', index, 'accounts', id], id]),
  );

  return [
    ...twice(trackerIds, 'Give every tracker an id of its own.'),
    ...twice(teamIds, 'Give every team an id of its own.'),
    ...twice(each('emails'), 'An address can lead to one person only.'),
    ...twice(each('aliases'), 'An alias can lead to one person only.'),
    ...twice(
      listed(intake.folders.map((folder, index) => [['intake', 'folders', index, 'path'], folder.path])),
      'A folder is watched once; its include pattern may name several endings, like **/*.{md,html}.',
    ),
    ...twice(services.flat(), 'A service leads to one team: name it once.'),
    ...unknown(
      listed(teams.map((team, index) => [['teams', index, 'tracker'], team.tracker])),
      trackerIds,
      'tracker',
    ),
    ...unknown(listed(accounts), trackerIds, 'tracker'),
    ...unknown(listed([[['defaultTeam'], defaultTeam]]), teamIds, 'team'),
    ...unknown(
      listed(
        digests.flatMap(({ teams: ids }, index) =>
          ids.map((id, at) => [['digests', index, 'teams', at], id]),
        ),
      ),
      teamIds,
      'team',
    ),
    ...leftOut(trackers.length, teams, defaultTeam),
  ];
}

type Entry = readonly [KeyPath, string | undefined];

function listed(entries: readonly Entry[]): Named[] {
  return entries.flatMap(([path, given]) => (given === undefined ? [] : [{ path, name: given }]));
}

function twice(all: readonly Named[], advice: string): FoundProblem[] {
  const seen = new Set<string>();
  return all.flatMap((one) => {
    const key = one.name.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: one.path, what: `gives ${one.name} a second time`, do: advice }];
  });
}

function unknown(references: readonly Named[], known: readonly Named[], what: string): FoundProblem[] {
  const ids = known.map((one) => one.name);
  return references
    .filter((reference) => !ids.includes(reference.name))
    .map((reference) => {
      const near = nearestName(reference.name, ids);
      return {
        path: reference.path,
        what: `names the ${what} ${reference.name}, which is not in ${what}s${near ? `; did you mean ${near}?` : ''}`,
        do: `Use one of ${ids.join(', ') || `the ids in ${what}s, once there are any`}.`,
      };
    });
}

/** A team may leave out its tracker, and the file its default team, while there is only one to choose. */
function leftOut(
  trackerCount: number,
  teams: readonly { tracker?: string | undefined }[],
  defaultTeam: string | undefined,
): FoundProblem[] {
  const undecided =
    trackerCount > 1 ? teams.flatMap((team, at) => (team.tracker === undefined ? [at] : [])) : [];
  const problems: FoundProblem[] = undecided.map((at) => ({
    path: ['teams', at, 'tracker'],
    what: 'is missing, and there are several trackers',
    do: 'Name the id of the tracker this team works in.',
  }));
  if (defaultTeam === undefined && teams.length > 1) {
    problems.push({
      path: ['defaultTeam'],
      what: 'is missing, and there are several teams',
      do: 'Name the team that gets the items of services no team names.',
    });
  }
  return problems;
}

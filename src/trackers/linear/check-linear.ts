import { TrackerError } from '../errors.ts';
import type { TrackerSettings } from '../settings.ts';
import type { CheckRequest, TrackerFinding } from '../tracker.ts';
import { checkWebhooks } from './check-webhooks.ts';
import type { Directory } from './directory.ts';
import { viewerDocument } from './documents.ts';
import { chooseLabel } from './label-choice.ts';
import type { LinearApi } from './linear-api.ts';
import { type LabelNode, type TeamNode, viewerOnly } from './shapes.ts';

/** Everything that would stop a write, read afresh and without writing. A label that is missing is no problem: it is made when needed. */
export async function checkLinear(
  api: LinearApi,
  directory: Directory,
  request: CheckRequest,
  settings: Pick<TrackerSettings, 'id' | 'webhookSecrets'>,
): Promise<readonly TrackerFinding[]> {
  const findings: TrackerFinding[] = [];
  const keys = [...new Set(request.destinations.map((destination) => destination.project))];
  try {
    await api.read(viewerDocument, {}, viewerOnly);
    directory.forget();
    await directory.prepare({ teams: keys, labels: request.labels, people: request.people });
    const teams: TeamNode[] = [];
    for (const key of keys) {
      const team = await directory.team('key', key);
      findings.push(...teamFindings(api, key, team));
      if (team !== null) teams.push(team);
    }
    findings.push(...labelFindings(request.labels, teams, await directory.labelsNamed(request.labels)));
    for (const person of request.people) {
      const found = await directory.person(person);
      if (found.user === null) findings.push({ what: found.why, do: found.do });
    }
    findings.push(...(await checkWebhooks(api, settings, teams)));
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    findings.push({ what: error.message, do: 'Nothing more can be checked until this is mended.' });
  }
  return findings;
}

function teamFindings(api: LinearApi, key: string, team: TeamNode | null): TrackerFinding[] {
  if (team === null) {
    return [
      {
        what: `Linear (${api.trackerId}) has no team ${key} that this credential can see`,
        do: 'Set the team’s key as project, or give the key’s user access to the team.',
      },
    ];
  }
  if (team.archivedAt || team.retiredAt) {
    return [
      {
        what: `The team ${key} in Linear (${api.trackerId}) is archived`,
        do: 'Restore it in Linear, or set another team’s key as project.',
      },
    ];
  }
  return ['completed', 'canceled']
    .filter((type) => !team.states.nodes.some((state) => state.type === type))
    .map((type) => ({
      what: `The team ${key} in Linear (${api.trackerId}) has no state of the type “${type}”`,
      do: 'Add one in the team’s workflow settings.',
    }));
}

function labelFindings(
  names: readonly string[],
  teams: readonly TeamNode[],
  known: readonly LabelNode[],
): TrackerFinding[] {
  const findings = new Map<string, TrackerFinding>();
  for (const name of names) {
    for (const teamId of teams.length === 0 ? [null] : teams.map(({ id }) => id)) {
      const choice = chooseLabel(name, teamId, known);
      if (choice.kind === 'unusable') findings.set(name, { what: choice.why, do: choice.do });
    }
  }
  const [only, ...others] = teams;
  // Of several teams it is not said which of the labels each uses.
  const rivals = only === undefined || others.length > 0 ? [] : rivalsAmong(names, only.id, known);
  return [...findings.values(), ...rivals];
}

/** An issue carries only one label of a group. */
function rivalsAmong(
  names: readonly string[],
  teamId: string,
  known: readonly LabelNode[],
): TrackerFinding[] {
  const chosen = names.flatMap((name) => {
    const choice = chooseLabel(name, teamId, known);
    return choice.kind === 'use' ? known.filter(({ id }) => id === choice.id) : [];
  });
  const groups = Map.groupBy(chosen, ({ parent }) => parent?.name);
  return [...groups].flatMap(([group, labels]) =>
    group === undefined || labels.length < 2
      ? []
      : [
          {
            what: `The labels ${labels.map(({ name }) => `“${name}”`).join(', ')} are of one group, “${group}”; an issue in Linear carries only one of them`,
            do: 'Leave one of them out, or move it out of the group.',
          },
        ],
  );
}

import { TrackerError } from '../errors.ts';
import type { CheckRequest, TrackerFinding } from '../tracker.ts';
import type { Directory } from './directory.ts';
import { viewerDocument } from './documents.ts';
import { chooseLabel } from './label-choice.ts';
import type { LinearApi } from './linear-api.ts';
import { viewerOnly } from './shapes.ts';

/** Everything that would stop a write, read afresh and without writing. A label that is missing is no problem: it is made when needed. */
export async function checkLinear(
  api: LinearApi,
  directory: Directory,
  request: CheckRequest,
): Promise<readonly TrackerFinding[]> {
  const findings: TrackerFinding[] = [];
  try {
    await api.read(viewerDocument, {}, viewerOnly);
    directory.forget();
    const teamIds: (string | null)[] = [];
    for (const key of new Set(request.destinations.map((destination) => destination.project))) {
      const team = await directory.team('key', key);
      if (team === null) {
        findings.push({
          what: `Linear (${api.trackerId}) has no team ${key} that this credential can see`,
          do: 'Set the team’s key as project, or give the key’s user access to the team.',
        });
        continue;
      }
      teamIds.push(team.id);
      for (const type of ['completed', 'canceled']) {
        if (team.states.nodes.some((state) => state.type === type)) continue;
        findings.push({
          what: `The team ${key} in Linear (${api.trackerId}) has no state of the type “${type}”`,
          do: 'Add one in the team’s workflow settings.',
        });
      }
    }
    findings.push(...(await labelFindings(directory, request.labels, teamIds)));
    for (const person of request.people) {
      const found = await directory.person(person);
      if (found.user === null) findings.push({ what: found.why, do: found.do });
    }
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    findings.push({ what: error.message, do: 'Nothing more can be checked until this is mended.' });
  }
  return findings;
}

async function labelFindings(
  directory: Directory,
  names: readonly string[],
  teamIds: readonly (string | null)[],
): Promise<TrackerFinding[]> {
  if (names.length === 0) return [];
  const known = await directory.labelsNamed(names);
  const findings = new Map<string, TrackerFinding>();
  for (const name of names) {
    for (const teamId of teamIds.length === 0 ? [null] : teamIds) {
      const choice = chooseLabel(name, teamId, known);
      if (choice.kind === 'unusable') findings.set(name, { what: choice.why, do: choice.do });
    }
  }
  return [...findings.values()];
}

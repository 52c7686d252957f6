import { z } from 'zod';
import { TrackerError } from '../../errors.ts';
import type { CheckRequest, Person, TrackerFinding } from '../../tracker.ts';
import { readAnswer } from '../jira-transport.ts';
import { checkDestination } from './check-destination.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { findUser } from './find-user.ts';

const serverSchema = z.object({
  version: z.string(),
  versionNumbers: z.array(z.number()).default([]),
  deploymentType: z.string().nullish(),
});
/** Personal access tokens came with 8.14; everything else we use is older. */
const oldestVersion = [8, 14] as const;

/** Tracker.check: everything at once. When the credential or the site itself fails there is nothing else to say. */
export async function checkDataCenter(
  session: DataCenterSession,
  request: CheckRequest,
): Promise<readonly TrackerFinding[]> {
  try {
    const unfit = await checkServer(session);
    if (unfit !== null) return [unfit];
    await session.proveIdentity();
    const findings: TrackerFinding[] = [];
    const destinations = new Map(request.destinations.map((each) => [JSON.stringify(each), each]));
    for (const destination of destinations.values()) {
      findings.push(...(await checkDestination(session, destination)));
    }
    findings.push(...request.labels.flatMap((label) => checkLabel(label)));
    for (const person of request.people) findings.push(...(await checkPerson(session, person)));
    return findings;
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return [{ what: error.message, do: adviceFor(session, error) }];
  }
}

async function checkServer({ settings, transport }: DataCenterSession): Promise<TrackerFinding | null> {
  const { body } = await transport.send({ path: ['serverInfo'] });
  const { version, versionNumbers, deploymentType } = readAnswer(
    settings.id,
    '/serverInfo',
    serverSchema,
    body,
  );
  if (deploymentType === 'Cloud') {
    return {
      what: `${settings.id} is a Jira Cloud site, not a Data Center.`,
      do: 'Use “kind: jira-cloud” with “email” and “apiToken”.',
    };
  }
  const [major = 0, minor = 0] = versionNumbers;
  const isOld = major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1]);
  if (!isOld || versionNumbers.length === 0) return null;
  return {
    what: `${settings.id} is Jira ${version}, which is older than what is spoken here.`,
    do: `Upgrade it to ${oldestVersion.join('.')} or later.`,
  };
}

function adviceFor({ settings }: DataCenterSession, error: TrackerError): string {
  return error.kind === 'unauthorised'
    ? 'Make a personal access token for the account in Jira (profile, Personal Access Tokens) and put it into the environment.'
    : `Check that ${settings.url} is the address of Jira, with the path it lies under, and can be reached from here.`;
}

function checkLabel(label: string): readonly TrackerFinding[] {
  if (label !== '' && label.length <= 255 && !/\s/.test(label)) return [];
  return [
    { what: `Jira does not take the label “${label}”.`, do: 'Use 1 to 255 characters without spaces.' },
  ];
}

async function checkPerson(session: DataCenterSession, person: Person): Promise<readonly TrackerFinding[]> {
  const { name, note } = await findUser(session, person);
  if (name !== null) return [];
  const advice =
    person.account === null
      ? 'Give the user name as account under “people”, or correct the e-mail.'
      : `Correct the account of ${person.name} under “people”: a user name or key of this Jira.`;
  return [{ what: note, do: advice }];
}

import { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { CheckRequest, Destination, Person, TrackerFinding } from '../tracker.ts';
import { findAccount } from './find-account.ts';
import { type JiraSession, jiraUserSchema } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';

const page = 200;
const projectSchema = z.object({ key: z.string(), archived: z.boolean().nullish() });
const typesSchema = z.object({ issueTypes: z.array(z.object({ id: z.string(), name: z.string() })) });
const fieldsSchema = z.object({
  fields: z.array(
    z.object({
      fieldId: z.string(),
      name: z.string(),
      required: z.boolean(),
      hasDefaultValue: z.boolean().nullish(),
    }),
  ),
});
/** Sent with every issue, or set by Jira itself. */
const alwaysThere = new Set(['project', 'issuetype', 'summary', 'description', 'labels', 'reporter']);

/** Tracker.check: everything at once. When the credential or the site itself fails there is nothing else to say. */
export async function checkJira(
  session: JiraSession,
  request: CheckRequest,
): Promise<readonly TrackerFinding[]> {
  try {
    await session.proveIdentity();
    const findings: TrackerFinding[] = [];
    for (const destination of unique(request.destinations)) {
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

function adviceFor(session: JiraSession, error: TrackerError): string {
  return error.kind === 'unauthorised'
    ? 'Make a new API token for this account and put it into the environment.'
    : `Check that ${new URL(session.settings.url).host} is the site's address and can be reached from here.`;
}

async function checkDestination(session: JiraSession, destination: Destination): Promise<TrackerFinding[]> {
  const jira = await session.jira();
  const { project } = destination;
  const { id: tracker } = session.settings;
  try {
    const answer = await jira.getProject(session.transport, { projectIdOrKey: project });
    if (readAnswer(tracker, '/project', projectSchema, answer).archived === true) {
      return [
        { what: `Project ${project} is archived.`, do: 'Restore it in Jira, or name another project.' },
      ];
    }
    const answered = await jira.getCreateIssueMetaIssueTypes(session.transport, {
      projectIdOrKey: project,
      maxResults: page,
    });
    const types = readAnswer(tracker, 'the issue types', typesSchema, answered).issueTypes;
    const wanted = destination.issueType ?? 'Task';
    const type = types.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
    if (type === undefined) {
      const names = types.map(({ name }) => name).join(', ');
      return [{ what: `Project ${project} has no issue type ${wanted}.`, do: `Use one of: ${names}.` }];
    }
    const meta = await jira.getCreateIssueMetaIssueTypeId(session.transport, {
      projectIdOrKey: project,
      issueTypeId: type.id,
      maxResults: page,
    });
    return checkFields(destination, type.name, readAnswer(tracker, 'the fields', fieldsSchema, meta).fields);
  } catch (error) {
    if (!(error instanceof TrackerError) || !['not-found', 'refused', 'forbidden'].includes(error.kind))
      throw error;
    return [
      {
        what: `Project ${project} does not exist, or the account may not create issues in it.`,
        do: 'Check the project key, and give the account the permission “Create issues”.',
      },
    ];
  }
}

function checkFields(
  destination: Destination,
  type: string,
  fields: z.infer<typeof fieldsSchema>['fields'],
): TrackerFinding[] {
  const { project } = destination;
  const there = new Set(fields.map(({ fieldId }) => fieldId));
  const findings = fields
    .filter(
      ({ fieldId, required, hasDefaultValue }) =>
        required && hasDefaultValue !== true && !alwaysThere.has(fieldId),
    )
    .filter(({ fieldId }) => !Object.hasOwn(destination.fields, fieldId))
    .map(({ fieldId, name }) => ({
      what: `Project ${project} wants “${name}” (${fieldId}) in every ${type}.`,
      do: `Give it a value under the team's “fields” (${fieldId}: …), or make it optional in Jira.`,
    }));
  for (const fieldId of Object.keys(destination.fields)) {
    if (there.has(fieldId)) continue;
    const what = `Project ${project} has no field ${fieldId} on the create screen of ${type}.`;
    findings.push({ what, do: `Take ${fieldId} out of the team's “fields”, or put it on the screen.` });
  }
  if (!there.has('labels')) {
    const what = `Project ${project} has no labels on the create screen of ${type}.`;
    findings.push({ what, do: 'Put “Labels” on the screen: without them an issue cannot be found again.' });
  }
  return findings;
}

function checkLabel(label: string): TrackerFinding[] {
  if (label !== '' && label.length <= 255 && !/\s/.test(label)) return [];
  return [
    {
      what: `Jira does not take the label “${label}”.`,
      do: 'Use 1 to 255 characters without spaces.',
    },
  ];
}

async function checkPerson(session: JiraSession, person: Person): Promise<TrackerFinding[]> {
  if (person.account === null) {
    const { accountId, note } = await findAccount(session, person);
    return accountId === null
      ? [{ what: note, do: 'Give the account id under “people”, or correct the e-mail.' }]
      : [];
  }
  const advice = `Correct the account of ${person.name} under “people”.`;
  const { getUser } = await session.jira();
  try {
    const answer = await getUser(session.transport, { accountId: person.account });
    if (readAnswer(session.settings.id, '/user', jiraUserSchema, answer).active) return [];
    return [{ what: `The account of ${person.name} is deactivated.`, do: advice }];
  } catch (error) {
    if (!(error instanceof TrackerError) || error.kind !== 'not-found') throw error;
    return [{ what: `The account of ${person.name} does not exist.`, do: advice }];
  }
}

function unique(destinations: readonly Destination[]): readonly Destination[] {
  return [...new Map(destinations.map((each) => [JSON.stringify(each), each])).values()];
}

import { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { CheckRequest, Destination, Person, TrackerFinding } from '../tracker.ts';
import { checkFields } from './check-fields.ts';
import { createFieldSchema } from './create-field.ts';
import { findAccount } from './find-account.ts';
import { type JiraSession, jiraUserSchema } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';

const perPage = 200;
const projectSchema = z.object({ key: z.string(), archived: z.boolean().nullish() });
const pageSchema = z.object({ total: z.number().nullish() });
const typesSchema = pageSchema.extend({
  issueTypes: z.array(z.object({ id: z.string(), name: z.string() })),
});
const fieldsSchema = pageSchema.extend({ fields: z.array(createFieldSchema) });

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
    const types = await everyPage(async (startAt) => {
      const answered = await jira.getCreateIssueMetaIssueTypes(session.transport, {
        projectIdOrKey: project,
        startAt,
        maxResults: perPage,
      });
      const page = readAnswer(tracker, 'the issue types', typesSchema, answered);
      return { values: page.issueTypes, total: page.total };
    });
    const wanted = destination.issueType ?? 'Task';
    const type = types.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
    if (type === undefined) {
      const names = types.map(({ name }) => name).join(', ');
      return [{ what: `Project ${project} has no issue type ${wanted}.`, do: `Use one of: ${names}.` }];
    }
    const fields = await everyPage(async (startAt) => {
      const answered = await jira.getCreateIssueMetaIssueTypeId(session.transport, {
        projectIdOrKey: project,
        issueTypeId: type.id,
        startAt,
        maxResults: perPage,
      });
      const page = readAnswer(tracker, 'the fields', fieldsSchema, answered);
      return { values: page.fields, total: page.total };
    });
    return checkFields(destination, type.name, fields);
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

async function everyPage<T>(
  read: (
    startAt: number,
  ) => Promise<{ readonly values: readonly T[]; readonly total: number | null | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (;;) {
    const { values, total } = await read(all.length);
    all.push(...values);
    if (values.length === 0 || all.length >= (total ?? 0)) return all;
  }
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

import { z } from 'zod';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import type { Destination, TrackerFinding } from '../../tracker.ts';
import type { DataCenterSession } from './data-center-session.ts';

const projectSchema = z.object({ key: z.string(), archived: z.boolean().nullish() });
const typeSchema = z.object({ id: z.string(), name: z.string() });
const fieldSchema = z.object({
  fieldId: z.string(),
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().nullish(),
});
type Field = z.infer<typeof fieldSchema>;
const pageSchema = z.object({ total: z.number().optional(), values: z.array(z.unknown()) });
/** Sent with every issue, or set by Jira itself. */
const alwaysThere = new Set(['project', 'issuetype', 'summary', 'description', 'labels', 'reporter']);
const mostPages = 50;
const perPage = 200;

/** Whether issues can be made there: project, issue type and the fields that Jira wants filled. */
export async function checkDestination(
  session: DataCenterSession,
  destination: Destination,
): Promise<readonly TrackerFinding[]> {
  const { project } = destination;
  const { settings, transport } = session;
  try {
    const { body } = await transport.send({ path: ['project', project] });
    if (readAnswer(settings.id, '/project', projectSchema, body).archived === true) {
      return [
        { what: `Project ${project} is archived.`, do: 'Restore it in Jira, or name another project.' },
      ];
    }
    const meta = ['issue', 'createmeta', project, 'issuetypes'];
    const types = await all(session, meta, typeSchema);
    const wanted = destination.issueType ?? 'Task';
    const type = types.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
    if (type === undefined) {
      const names = types.map(({ name }) => name).join(', ');
      return [{ what: `Project ${project} has no issue type ${wanted}.`, do: `Use one of: ${names}.` }];
    }
    return checkFields(destination, type.name, await all(session, [...meta, type.id], fieldSchema));
  } catch (error) {
    const isAboutThis =
      error instanceof JiraError && ['not-found', 'refused', 'forbidden'].includes(error.kind);
    if (!isAboutThis) throw error;
    return [
      {
        what: `Project ${project} does not exist, or the account may not create issues in it.`,
        do: 'Check the project key, and give the account the permission “Create issues”.',
      },
    ];
  }
}

/** Every page of a list: Data Center cuts it into 50. */
async function all<T>(
  { settings, transport }: DataCenterSession,
  path: readonly string[],
  schema: z.ZodType<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const { body } = await transport.send({ path, query: { startAt: found.length, maxResults: perPage } });
    const { values, total = 0 } = readAnswer(settings.id, '/createmeta', pageSchema, body);
    found.push(...values.map((value) => readAnswer(settings.id, '/createmeta', schema, value)));
    if (values.length === 0 || found.length >= total) break;
  }
  return found;
}

function checkFields(
  destination: Destination,
  type: string,
  fields: readonly Field[],
): readonly TrackerFinding[] {
  const { project } = destination;
  const offered = new Set(fields.map(({ fieldId }) => fieldId));
  const given = Object.keys(destination.fields);
  const isOwed = ({ fieldId, required, hasDefaultValue }: Field): boolean =>
    required && hasDefaultValue !== true && !alwaysThere.has(fieldId) && !given.includes(fieldId);
  const missing = fields.filter(isOwed).map(({ fieldId, name }) => ({
    what: `Project ${project} wants “${name}” (${fieldId}) in every ${type}.`,
    do: `Give it a value under the team's “fields” (${fieldId}: …), or make it optional in Jira.`,
  }));
  const unknown = given
    .filter((fieldId) => !offered.has(fieldId))
    .map((fieldId) => ({
      what: `Project ${project} has no field ${fieldId} on the create screen of ${type}.`,
      do: `Take ${fieldId} out of the team's “fields”, or put it on the screen.`,
    }));
  if (offered.has('labels')) return [...missing, ...unknown];
  const what = `Project ${project} has no labels on the create screen of ${type}.`;
  const advice = 'Put “Labels” on the screen: without them an issue cannot be found again.';
  return [...missing, ...unknown, { what, do: advice }];
}

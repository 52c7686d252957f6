import type { Destination, TrackerFinding } from '../tracker.ts';
import type { CreateField } from './create-field.ts';
import { exampleOf, problemOf } from './field-values.ts';

/** Written by us into every issue. */
const ours = ['project', 'issuetype', 'summary', 'description', 'labels'];
/** Sent with every issue, or set by Jira itself. */
const alwaysThere = new Set([...ours, 'reporter']);
/** Sent with an issue whose item has one. */
const sometimesThere = new Set(['duedate', 'assignee', 'priority']);
/** Without these there is no issue of ours. */
const neededOnScreen = [
  ['labels', 'Labels', 'without them an issue cannot be found again'],
  ['description', 'Description', 'it holds what the item promises and where it comes from'],
] as const;

/**
 * What of the create screen of one issue type would have Jira refuse our issues: required fields nobody configured, configured ones
 * that are not there or in a form Jira does not take. A field that only a workflow validator requires is not in createmeta.
 */
export function checkFields(
  { project, fields: configured }: Destination,
  type: string,
  fields: readonly CreateField[],
): TrackerFinding[] {
  const byId = new Map(fields.map((field) => [field.fieldId, field]));
  const missing = fields.filter(
    ({ fieldId, required, hasDefaultValue }) =>
      required &&
      hasDefaultValue !== true &&
      !alwaysThere.has(fieldId) &&
      !Object.hasOwn(configured, fieldId),
  );
  return [
    ...missing.map((field) => wanted(project, type, field)),
    ...Object.entries(configured).flatMap(([fieldId, value]) => {
      const field = byId.get(fieldId);
      if (ours.includes(fieldId)) return [notTheirs(project, fieldId)];
      if (field === undefined) return [notThere(project, type, fieldId)];
      const problem = problemOf(field, value);
      return problem === null ? [] : [wrong(project, type, field, problem)];
    }),
    ...neededOnScreen
      .filter(([fieldId]) => !byId.has(fieldId))
      .map(([fieldId, name, why]) => ({
        what: `Project ${project} has no ${fieldId} on the create screen of ${type}.`,
        do: `Put “${name}” on the screen: ${why}.`,
      })),
  ];
}

function wanted(project: string, type: string, field: CreateField): TrackerFinding {
  const { fieldId, name } = field;
  const entry = `${fieldId}: ${exampleOf(field)}`;
  const isOurs = sometimesThere.has(fieldId);
  return {
    what: `Project ${project} wants “${name}” (${fieldId}) in every ${type}${isOurs ? '; an item without one would be refused' : ''}.`,
    do: isOurs
      ? `Put the value for items without one under the team's “fields” (${entry}), or make it optional in Jira.`
      : `Put a value under the team's “fields” (${entry}), or make it optional in Jira.`,
  };
}

function notTheirs(project: string, fieldId: string): TrackerFinding {
  return {
    what: `The configured ${fieldId} of project ${project} is never sent: every issue gets its own.`,
    do: `Take ${fieldId} out of the team's “fields”${fieldId === 'labels' ? ' and name labels under “labels”' : ''}.`,
  };
}

function notThere(project: string, type: string, fieldId: string): TrackerFinding {
  return {
    what: `Project ${project} has no field ${fieldId} on the create screen of ${type}.`,
    do: `Take ${fieldId} out of the team's “fields”, or put it on the screen.`,
  };
}

function wrong(project: string, type: string, field: CreateField, problem: string): TrackerFinding {
  return {
    what: `Project ${project} does not take the configured “${field.name}” (${field.fieldId}) of ${type}: ${problem}.`,
    do: `Write it under the team's “fields” as ${field.fieldId}: ${exampleOf(field)}.`,
  };
}

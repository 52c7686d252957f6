import { z } from 'zod';
import { isAtlassianDocument, notADocument } from './atlassian-document.ts';
import type { JiraCustomField } from './jira-site.ts';

const prefix = 'com.atlassian.jira.plugin.system.customfieldtypes:';
const kinds = {
  text: { type: 'string', custom: `${prefix}textfield` },
  paragraph: { type: 'string', custom: `${prefix}textarea` },
  number: { type: 'number', custom: `${prefix}float` },
  user: { type: 'user', custom: `${prefix}userpicker` },
  select: { type: 'option', custom: `${prefix}select` },
  multiselect: { type: 'array', items: 'option', custom: `${prefix}multiselect` },
} as const;
const option = z.union([z.object({ value: z.string() }), z.object({ id: z.string() })]);

/** The field as createmeta describes it. */
export function customFieldJson(field: JiraCustomField): object {
  const { kind = 'text' } = field;
  return {
    required: field.required === 'yes',
    schema: { ...kinds[kind], customId: Number(field.id.replace(/\D/g, '')) },
    name: field.name,
    key: field.id,
    fieldId: field.id,
    hasDefaultValue: field.hasDefault === true,
    operations: kind === 'multiselect' ? ['add', 'set', 'remove'] : ['set'],
    ...(field.options === undefined
      ? {}
      : { allowedValues: field.options.map((value, place) => ({ id: optionId(place), value })) }),
  };
}

/** Why Jira does not take the value; null when it does. */
export function customProblem(field: JiraCustomField, value: unknown): string | null {
  switch (field.kind ?? 'text') {
    case 'text':
      return typeof value === 'string' ? null : 'Operation value must be a string';
    case 'paragraph':
      return isAtlassianDocument(value) ? null : notADocument;
    case 'number':
      return typeof value === 'number' ? null : 'Operation value must be a number';
    case 'user':
      return z.object({ accountId: z.string() }).safeParse(value).success ? null : 'data was not an object';
    case 'select':
      return optionProblem(field, value);
    case 'multiselect': {
      const values = z.array(z.unknown()).safeParse(value).data;
      if (values === undefined) return 'data was not an array';
      return values.map((each) => optionProblem(field, each)).find((problem) => problem !== null) ?? null;
    }
  }
}

function optionProblem(field: JiraCustomField, value: unknown): string | null {
  const wanted = option.safeParse(value).data;
  if (wanted === undefined) return "Specify a valid 'id' or 'name' for the option";
  const options = field.options ?? [];
  const isThere =
    'value' in wanted
      ? options.includes(wanted.value)
      : options.some((_, place) => optionId(place) === wanted.id);
  return isThere ? null : `Option value '${'value' in wanted ? wanted.value : wanted.id}' is not valid`;
}

function optionId(place: number): string {
  return String(10_400 + place);
}

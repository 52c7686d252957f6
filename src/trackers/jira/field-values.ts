import { z } from 'zod';
import type { CreateField } from './create-field.ts';

const option = z.object({
  value: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
});
const document = z.object({ type: z.literal('doc'), version: z.literal(1), content: z.array(z.unknown()) });
const mostNamed = 10;

/** What to write under “fields” for the field, as YAML in one line; real values where Jira offers a choice. */
export function exampleOf(field: CreateField): string {
  const { schema } = field;
  if (isDocument(field)) {
    return '{ type: doc, version: 1, content: [{ type: paragraph, content: [{ type: text, text: "…" }] }] }';
  }
  const inner = schema?.type === 'array' ? (schema.items ?? 'string') : (schema?.type ?? 'string');
  const one = exampleOfOne(field, inner);
  const choice = choiceOf(field);
  const written = schema?.type === 'array' ? `[${one}]` : one;
  return choice === '' ? written : `${written}, one of: ${choice}`;
}

function exampleOfOne(field: CreateField, type: string): string {
  const [first] = field.allowedValues ?? [];
  if (first?.value) return `{ value: ${quotedIfNeeded(first.value)} }`;
  if (first?.name) return `{ name: ${quotedIfNeeded(first.name)} }`;
  switch (type) {
    case 'number':
      return '1';
    case 'date':
      return '"2026-12-31"';
    case 'datetime':
      return '"2026-12-31T12:00:00.000+0000"';
    case 'user':
      return '{ accountId: "…" }';
    case 'string':
      return '"…"';
    case 'option':
      return '{ value: "…" }';
    default:
      return '{ name: "…" }';
  }
}

/** Why Jira would not take the value; null when it would, or nobody can tell. */
export function problemOf(field: CreateField, value: unknown): string | null {
  const { schema } = field;
  if (isDocument(field)) {
    return document.safeParse(value).success ? null : 'it has to be an Atlassian document';
  }
  if (schema?.type !== 'array') return problemOfOne(field, schema?.type ?? '', value);
  if (!Array.isArray(value)) return 'it has to be a list';
  const problems = value.map((each: unknown) => problemOfOne(field, schema.items ?? '', each));
  return problems.find((problem) => problem !== null) ?? null;
}

function problemOfOne(field: CreateField, type: string, value: unknown): string | null {
  if ((field.allowedValues ?? []).length > 0 && type !== 'string') return problemOfChoice(field, value);
  switch (type) {
    case 'number':
      return typeof value === 'number' ? null : 'it has to be a number';
    case 'string':
      return typeof value === 'string' ? null : 'it has to be a text';
    case 'date':
      return z.iso.date().safeParse(value).success ? null : 'it has to be a date such as "2026-12-31"';
    case 'user':
      return typeof value === 'object' ? null : 'it has to name an account';
    default:
      return null;
  }
}

function problemOfChoice(field: CreateField, value: unknown): string | null {
  const wanted = option.safeParse(value).data;
  if (wanted === undefined) return 'it has to be one of the choices';
  const isThere = (field.allowedValues ?? []).some(
    (each) =>
      (wanted.id !== undefined && wanted.id === each.id) ||
      (wanted.value !== undefined && wanted.value === each.value) ||
      (wanted.name !== undefined && wanted.name === each.name),
  );
  if (isThere) return null;
  return `“${wanted.value ?? wanted.name ?? wanted.id ?? ''}” is not one of the choices (${choiceOf(field)})`;
}

function choiceOf(field: CreateField): string {
  const names = (field.allowedValues ?? []).flatMap(({ value, name }) => value ?? name ?? []);
  const more = names.length > mostNamed ? ', …' : '';
  return names.slice(0, mostNamed).join(', ') + more;
}

/** Paragraph fields are documents in version 3 of Jira's interface, whatever their type says. */
function isDocument({ schema }: CreateField): boolean {
  return schema?.custom?.endsWith(':textarea') === true;
}

function quotedIfNeeded(name: string): string {
  return /^[A-Za-z][\w -]*$/.test(name) && !/^(?:yes|no|on|off|true|false|null)$/i.test(name)
    ? name
    : JSON.stringify(name);
}

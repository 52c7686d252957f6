import type { DocumentProblem } from './document.ts';
import { foldKey } from './front-matter.ts';
import { kindName, type Located } from './located-value.ts';
import { keyNamed, nearestKey } from './structured-keys.ts';
import { momentIn } from './written-instant.ts';

/** A value under its key, with the path and line that a problem names. */
export interface Field {
  readonly path: string;
  readonly line: number;
  readonly value: Located;
}

export type Fields<Name extends string> = { readonly [name in Name]?: Field };

/** Takes values of one type out of JSON or YAML; a value of another type is a problem and counts as left out. */
export interface StructuredReader {
  readonly fields: <Name extends string>(
    value: Located,
    keys: Readonly<Record<Name, readonly string[]>>,
    path: string,
  ) => Fields<Name>;
  readonly text: (field: Field | undefined) => string | null;
  /** A text, or the name in an object such as `{ "name": "Major", "rank": 2 }`. */
  readonly name: (field: Field | undefined) => string | null;
  readonly moment: (field: Field | undefined) => string | null;
  readonly truth: (field: Field | undefined) => boolean | null;
  readonly names: (field: Field | undefined) => string[];
  readonly list: (field: Field | undefined) => Field[];
  /** A text, or the texts of a list below each other. */
  readonly prose: (field: Field) => string | null;
  /** What a person is called: a text, or an object with an e-mail address or a name. */
  readonly person: (field: Field | undefined) => string | null;
}

function keyOf({ path }: Field): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** How plainly a key says what it means: 0 for one of the contract's, more for those that are further down the list of its other names. */
function rank(names: readonly string[], key: string): number {
  const at = names.findIndex((name) => foldKey(name) === foldKey(key));
  return at < 0 ? (names.length === 0 ? 0 : -1) : at;
}

function scalar(field: Field | undefined): string | number | boolean | null {
  return field?.value.kind === 'scalar' && field.value.value !== '' ? field.value.value : null;
}

function isGiven(field: Field | undefined): field is Field {
  return field !== undefined && !(field.value.kind === 'scalar' && scalar(field) === null);
}

/** Starts reading; `base` is where in the text the postmortem lies, such as `[2]`. */
export function structuredReader(problems: DocumentProblem[], base: string): StructuredReader {
  const at = (path: string): string => (path === '' ? base : path);
  const wrong = (field: Field, wanted: string): null => {
    problems.push({
      line: field.line,
      message: `${field.path}: expected ${wanted}, found ${kindName(field.value)}; it was left out.`,
      hint: `Give ${wanted}, or leave the key out.`,
    });
    return null;
  };

  const reader: StructuredReader = {
    fields(value, keys, path) {
      const found: { -readonly [name in keyof typeof keys]?: Field } = {};
      if (value.kind !== 'map') return found;
      for (const entry of value.entries) {
        const where = at(path) === '' ? entry.key : `${at(path)}.${entry.key}`;
        const name = keyNamed(keys, entry.key);
        if (name === null) {
          const near = nearestKey(keys, entry.key);
          problems.push({
            line: entry.line,
            message: `${where.slice(0, 120)}: there is no such key; it was left out.`,
            hint: near ? `Did you mean "${near}"?` : `Known keys: ${Object.keys(keys).join(', ')}.`,
          });
          continue;
        }
        const field = { path: where, line: entry.line, value: entry.value };
        const other = found[name];
        const isPlainer = other !== undefined && rank(keys[name], entry.key) < rank(keys[name], keyOf(other));
        if (other)
          problems.push({
            line: entry.line,
            message: `${where}: this was said before, as ${other.path}; ${isPlainer ? 'this' : 'the first'} counts.`,
            hint: 'Keep one of the two.',
          });
        if (!other || isPlainer) found[name] = field;
      }
      return found;
    },
    text(field) {
      if (!isGiven(field)) return null;
      const value = scalar(field);
      if (typeof value === 'string' || typeof value === 'number') return String(value).trim() || null;
      return wrong(field, 'a text');
    },
    name(field) {
      if (field?.value.kind !== 'map') return reader.text(field);
      const known = field.value.entries.find(({ key }) => /^(?:name|label|title|value|key)$/i.test(key));
      return known ? reader.text({ ...known, path: `${field.path}.${known.key}` }) : wrong(field, 'a text');
    },
    moment(field) {
      const written = reader.text(field);
      if (written === null || !field) return null;
      const moment = momentIn(written, { order: null, zone: null });
      if (moment === null)
        problems.push({
          line: field.line,
          message: `${field.path}: “${written.slice(0, 60)}” is no day or moment, so it was left out.`,
          hint: 'Write a day (2026-11-02) or a moment with its zone (2026-11-02T09:12:00Z).',
        });
      return moment;
    },
    truth(field) {
      if (!isGiven(field)) return null;
      const value = scalar(field);
      return typeof value === 'boolean' ? value : wrong(field, 'true or false');
    },
    names(field) {
      if (!isGiven(field)) return [];
      if (field.value.kind === 'list')
        return reader.list(field).flatMap((entry) => reader.person(entry) ?? []);
      return (reader.person(field) ?? '')
        .split(/[,;]/)
        .map((name) => name.trim())
        .filter(Boolean);
    },
    list(field) {
      if (!isGiven(field)) return [];
      const { value, path } = field;
      if (value.kind === 'list')
        return value.items.map((item, index) => ({
          path: `${path}[${index}]`,
          line: item.line,
          value: item,
        }));
      wrong(field, 'a list');
      return [];
    },
    prose(field) {
      if (!isGiven(field)) return null;
      if (field.value.kind === 'map') {
        const told = field.value.entries.find(({ key }) => key === 'text');
        return told ? reader.text({ ...told, path: `${field.path}.text` }) : wrong(field, 'a text');
      }
      if (field.value.kind === 'scalar') return reader.text(field);
      const lines = reader.list(field).flatMap((entry) => reader.text(entry) ?? []);
      return lines.join('\n') || null;
    },
    person(field) {
      if (!isGiven(field)) return null;
      if (field.value.kind !== 'map') return reader.text(field);
      const { entries } = field.value;
      for (const key of ['email', 'name', 'displayName', 'full_name', 'username', 'id']) {
        const entry = entries.find((candidate) => candidate.key === key);
        if (entry?.value.kind === 'scalar' && entry.value.value !== null && entry.value.value !== '')
          return String(entry.value.value);
      }
      return wrong(field, 'a name or an e-mail address');
    },
  };
  return reader;
}

import type { PayloadMapping } from '../config/config.ts';
import { valuesAt } from './mapped-path.ts';

/** What is wrong with a payload, by the path of the mapping. */
export interface PathProblem {
  readonly path: string;
  readonly message: string;
}

export interface MappedDocument {
  /** A postmortem in our own JSON. */
  readonly text: string;
  /** Of its incident. */
  readonly id: string | null;
}

type Key = keyof PayloadMapping;

const factKeys = ['title', 'id', 'severity', 'startedAt', 'endedAt', 'publishedAt', 'summary'] as const;
const itemKeys = ['owner', 'due', 'priority', 'category', 'test'] as const;
const finished = /^(?:true|done|completed?|closed|resolved|finished)$/i;
const dropped = /^(?:cancell?ed|deleted|not[ _-]doing|won'?t[ _-](?:do|fix)|dropped)$/i;

/** The JSON of an incident platform as a postmortem; or every path of the mapping that leads nowhere, or to no text. */
export function mappedDocument(
  payload: unknown,
  mapping: PayloadMapping,
): MappedDocument | { readonly problems: readonly PathProblem[] } {
  const problems: PathProblem[] = [];
  const below = `${mapping.items.replace(/\?$/, '')}.`;
  const read = (places: readonly unknown[], key: Key, prefix = ''): readonly unknown[] => {
    const path = mapping[key];
    if (path === undefined) return [];
    const found = valuesAt(places, path);
    const wrong = 'problem' in found ? found.problem : key === 'items' ? null : notText(found.values);
    if (wrong !== null) problems.push({ path: prefix + path, message: `${key}: ${wrong}.` });
    return 'values' in found ? found.values : [];
  };
  const facts = new Map(factKeys.map((key) => [key, read([payload], key).flatMap(textOf)[0] ?? null]));
  const services = read([payload], 'services').flatMap(textOf);
  const entries = read([payload], 'items');
  // A name that no entry has is a wrong path; one that some entries lack is unknown of those.
  for (const key of [...itemKeys, 'text', 'link', 'state'] as const) read(entries, key, below);
  if (facts.get('title') === null && problems.every(({ path }) => path !== mapping.title)) {
    problems.push({ path: mapping.title, message: 'title: there is none.' });
  }
  if (problems.length > 0) return { problems };
  const { title, id, severity, startedAt, endedAt, publishedAt, summary } = Object.fromEntries(facts);
  const incident = { id, severity, startedAt, endedAt, services };
  const actionItems = entries.flatMap((entry) => itemOf(entry, mapping));
  return {
    text: JSON.stringify({ title, incident, publishedAt, summary, actionItems }, null, 2),
    id: id ?? null,
  };
}

/** What a platform has finished is done; what it has dropped is no promise any more. */
function itemOf(entry: unknown, mapping: PayloadMapping) {
  const texts = (key: Key): string[] => {
    const found = valuesAt([entry], mapping[key] ?? '?');
    return 'values' in found ? found.values.flatMap(textOf) : [];
  };
  const [state = ''] = texts('state');
  if (dropped.test(state)) return [];
  return {
    text: texts('text').join(' '),
    ...Object.fromEntries(itemKeys.map((key) => [key, texts(key)[0] ?? null])),
    done: finished.test(state),
    links: texts('link'),
  };
}

function notText(values: readonly unknown[]): string | null {
  const strange = values.find((value) => typeof value === 'object' && value !== null);
  if (strange === undefined) return null;
  return Array.isArray(strange)
    ? 'it is a list; write [] behind its name'
    : `it is an object; go on to one of ${Object.keys(strange).slice(0, 8).join(', ')}`;
}

function textOf(value: unknown): string[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}

import type { DocumentProblem } from './document.ts';
import { foldKey, type FrontMatter, type FrontValue } from './front-matter.ts';
import { datesIn, type FigureOrder } from './written-dates.ts';
import { momentIn } from './written-instant.ts';

/** What the front matter says of an incident and its postmortem; null and empty where it says nothing. */
export interface StatedHead {
  readonly title: string | null;
  readonly incident: string | null;
  readonly severity: string | null;
  readonly services: readonly string[];
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly publishedAt: string | null;
  /** The bare key `date`, which may be the incident's day or the document's. */
  readonly date: string | null;
  readonly causes: readonly string[];
  readonly repeats: string | null;
  readonly customerVisible: boolean | null;
  readonly authors: readonly string[];
  readonly summary: string | null;
  readonly problems: readonly DocumentProblem[];
}

/** Reads the front matter's keys in any of their spellings. A value that is no day or moment is a problem with its line. */
export function statedHead({ values }: FrontMatter, order: FigureOrder): StatedHead {
  const problems: DocumentProblem[] = [];
  const find = (...keys: string[]): FrontValue | null => {
    for (const key of keys) {
      const found = values.get(foldKey(key));
      if (found && found.value !== null && found.value !== '') return found;
    }
    return null;
  };
  const words = (...keys: string[]): string | null => wordsOf(find(...keys)?.value);
  const list = (...keys: string[]): string[] => listOf(find(...keys)?.value);
  const moment = (...keys: string[]): string | null => {
    const found = find(...keys);
    const written = wordsOf(found?.value);
    if (!found || written === null) return null;
    const read = momentIn(written, order);
    if (read === null) problems.push(noMoment(keys[0] ?? '', written, found.line, order));
    return read;
  };
  return {
    title: words('title', 'name'),
    incident: words('incident', 'incidentId', 'incidentNumber', 'incidentKey'),
    severity: words('severity', 'sev', 'incidentSeverity'),
    services: list('services', 'service', 'affectedServices', 'affected', 'components', 'systems'),
    startedAt: moment(
      'startedAt',
      'started',
      'start',
      'startTime',
      'incidentDate',
      'incidentStart',
      'dateOfIncident',
      'occurredAt',
    ),
    endedAt: moment('endedAt', 'ended', 'end', 'endTime', 'resolvedAt', 'resolvedWhen', 'incidentEnd'),
    publishedAt: moment('publishedAt', 'published', 'publishDate', 'publicationDate'),
    date: momentIn(words('date', 'dato', 'fecha', 'day') ?? '', order),
    causes: list('causes', 'cause', 'rootCauses'),
    repeats: words('repeats', 'repeatOf', 'recurrenceOf'),
    customerVisible: truthOf(find('customerVisible', 'customerFacing', 'customerImpact')?.value),
    authors: list('authors', 'author'),
    summary: words('summary'),
    problems,
  };
}

function noMoment(key: string, written: string, line: number, order: FigureOrder): DocumentProblem {
  const fault = datesIn(written, order)[0]?.fault;
  const reason =
    fault === 'impossible'
      ? 'is no day of the calendar'
      : fault === 'ambiguous'
        ? 'can be read as two different days'
        : 'is no day or moment';
  return {
    line,
    message: `${key}: “${written.slice(0, 60)}” ${reason}, so it was left out.`,
    hint: 'Write a day (2026-11-02) or a moment with its zone (2026-11-02T09:12:00Z).',
  };
}

function wordsOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return Array.isArray(value) && value.length === 1 ? wordsOf(value[0]) : null;
  const words = value.trim();
  return words === '' || /^(?:n\/?a|tbd|none|null)$/i.test(words) || /\{\{|^<.*>$/.test(words.slice(0, 200))
    ? null
    : words;
}

function listOf(value: unknown): string[] {
  const parts: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(/[,;]/)
      : [];
  return parts.flatMap((part) => {
    const name: unknown = part && typeof part === 'object' && 'name' in part ? part.name : part;
    const words = wordsOf(name);
    return words === null ? [] : [words.replace(/\s?\(\[?@[^)]*\)+/g, '').trim()];
  });
}

function truthOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (/^(?:yes|true|y)$/i.test(value.trim())) return true;
  return /^(?:no|false|n|none)$/i.test(value.trim()) ? false : null;
}

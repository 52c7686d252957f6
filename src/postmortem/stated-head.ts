import type { DocumentProblem } from './document.ts';
import { foldKey, type FrontMatter, type FrontValue } from './front-matter.ts';
import { decoded } from './html-tokens.ts';
import { datesIn, type FigureOrder } from './written-dates.ts';
import { momentIn, type WritingHabit } from './written-instant.ts';

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
  /** Whether the head calls the document a draft; null when it does not say. */
  readonly draft: boolean | null;
  readonly problems: readonly DocumentProblem[];
}

/** Reads the front matter's keys in any of their spellings. A value that is no day or moment is a problem with its line. */
export function statedHead({ values }: FrontMatter, habit: WritingHabit): StatedHead {
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
    // "published: true" says that, and not when.
    const found = find(...keys.filter((key) => typeof values.get(foldKey(key))?.value !== 'boolean'));
    const written = wordsOf(found?.value);
    if (!found || written === null) return null;
    const read = momentIn(written, habit);
    if (read === null) problems.push(noMoment(keys[0] ?? '', written, found.line, habit.order));
    return read;
  };
  return {
    title: words('title', 'name') ?? decodedTitle(words('postTitle')),
    incident: words('incident', 'incidentId', 'incidentNumber', 'incidentKey'),
    severity: words('severity', 'sev', 'incidentSeverity', 'severityLevel') ?? levelled(words('priority')),
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
    publishedAt: moment(
      'publishedAt',
      'published',
      'publishDate',
      'publicationDate',
      'postDate',
      'datePublished',
      'pubDate',
    ),
    date: momentIn(words('date', 'dato', 'fecha', 'day') ?? '', habit),
    causes: list('causes', 'cause', 'rootCauses'),
    repeats: words('repeats', 'repeatOf', 'recurrenceOf'),
    customerVisible: truthOf(find('customerVisible', 'customerFacing', 'customerImpact')?.value),
    authors: list('authors', 'author'),
    summary: words('summary'),
    draft: truthOf(find('draft')?.value) ?? draftWord(words('status', 'state') ?? ''),
    problems,
  };
}

/** Exports of blogs keep a title as HTML: "Downtime &#8211; March 22". */
function decodedTitle(title: string | null): string | null {
  return title === null ? null : decoded(title);
}

/** A priority counts as severity where it is written as one. */
function levelled(priority: string | null): string | null {
  return priority !== null && /^p-?[0-5]$/i.test(priority) ? priority : null;
}

/** Whether a word of state calls the document a draft or published; null when it says neither, or speaks of the incident. */
export function draftWord(text: string): boolean | null {
  const plain = text.trim().toLowerCase().slice(0, 60);
  if (
    /^(?:draft|wip|work in progress|in[- ]?review|under review|not reviewed|unreviewed|incomplete|utkast|entwurf|borrador|brouillon|rascunho|bozza|下書き|草稿|レビュー中)/u.test(
      plain,
    )
  )
    return true;
  return /^(?:published|final|finali[sz]ed|approved|reviewed|complete[d]?|publisert|ferdig|veröffentlicht|publicado|publié|確定|公開|完了)(?![\p{L}])/u.test(
    plain,
  )
    ? false
    : null;
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

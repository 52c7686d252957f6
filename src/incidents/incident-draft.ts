import { readInstant } from '../lib/written-instant.ts';
import type { FactName, IncidentFacts } from './incident-facts.ts';

/** What somebody says of an incident. A fact that is absent stays as it is recorded; null and the empty list take it back. */
export interface IncidentDraft {
  readonly id: string;
  readonly facts: SaidFacts;
}

type SaidFacts = { readonly [Name in FactName]?: IncidentFacts[Name] | undefined };

export interface FieldProblem {
  readonly field: IncidentField;
  readonly message: string;
}

export const incidentFields = [
  'id',
  'title',
  'severity',
  'services',
  'causes',
  'repeats',
  'customerVisible',
  'startedAt',
  'endedAt',
  'summary',
  'rootCause',
] as const;
export type IncidentField = (typeof incidentFields)[number];

/** What is given for the fields: text, or what JSON has in its place; undefined says nothing. */
export type GivenIncident = Readonly<Partial<Record<IncidentField, unknown>>>;

/** By what the fields are judged. */
export interface DraftRules {
  readonly timeZone: string;
  readonly now: Date;
  /** The organisation's own spelling of a severity; one it does not know stays as it is. */
  readonly severityOf: (written: string) => string | null;
}

const longest: Readonly<Partial<Record<IncidentField, number>>> = { summary: 20_000, rootCause: 20_000 };
const usualLongest = 500;
const mostNames = 100;
const yes = new Set(['yes', 'y', 'true', '1']);
const no = new Set(['no', 'n', 'false', '0']);

/** Reads what is given for one incident, or says of every field what is wrong with it. */
export function draftOf(
  given: GivenIncident,
  rules: DraftRules,
): { readonly draft: IncidentDraft } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const complain = (field: IncidentField, message: string): undefined =>
    void problems.push({ field, message });

  const text = (field: IncidentField): string | null | undefined => {
    const value = given[field];
    if (value === undefined || value === null) return value;
    if (typeof value !== 'string') return complain(field, 'It must be text.');
    const most = longest[field] ?? usualLongest;
    if (value.length > most)
      return complain(field, `It has ${value.length} characters; ${most} are allowed.`);
    if (hasControlCharacter(value)) return complain(field, 'It has a character that is no text.');
    return value.trim() || null;
  };
  const names = (field: IncidentField): readonly string[] | undefined => {
    const value = given[field];
    if (value === undefined) return undefined;
    const list = typeof value === 'string' ? value.split(/[,;]/) : (value ?? []);
    if (!Array.isArray(list) || !list.every((name) => typeof name === 'string')) {
      return complain(field, 'It must be a list of names.');
    }
    const trimmed = [...new Set(list.map((name: string) => name.trim()).filter(Boolean))];
    if (trimmed.length > mostNames)
      return complain(field, `It has ${trimmed.length} names; ${mostNames} are allowed.`);
    if (trimmed.some((name) => name.length > usualLongest || hasControlCharacter(name))) {
      return complain(field, 'One of its names is too long, or no text.');
    }
    return trimmed;
  };
  const truth = (field: IncidentField): boolean | null | undefined => {
    const value = given[field];
    if (typeof value === 'boolean') return value;
    const word = text(field)?.toLowerCase();
    if (!word) return value === undefined ? undefined : null;
    if (yes.has(word)) return true;
    return no.has(word) ? false : complain(field, `"${word}" is neither yes nor no.`);
  };
  const instant = (field: IncidentField): Date | null | undefined => {
    const written = text(field);
    if (!written) return written === undefined ? undefined : null;
    const read = readInstant(written, rules.timeZone);
    if ('problem' in read) return complain(field, read.problem);
    if (read.instant > rules.now) {
      return complain(field, `"${written}" lies in the future; it is ${rules.now.toISOString()} now.`);
    }
    return read.instant;
  };

  const id = text('id');
  if (!id && problems.length === 0) complain('id', 'It is missing.');
  const severity = text('severity');
  const repeats = text('repeats');
  if (repeats && repeats === id) complain('repeats', 'An incident cannot repeat itself.');
  const facts = {
    title: text('title'),
    severity: severity ? rules.severityOf(severity) : severity,
    services: names('services'),
    causes: names('causes'),
    repeats,
    customerVisible: truth('customerVisible'),
    startedAt: instant('startedAt'),
    endedAt: instant('endedAt'),
    summary: text('summary'),
    rootCause: text('rootCause'),
  };
  return problems.length > 0 || !id ? { problems } : { draft: { id, facts } };
}

/** The facts with what was said of them. */
export function patched(before: IncidentFacts, said: SaidFacts): IncidentFacts {
  return {
    title: kept(said.title, before.title),
    severity: kept(said.severity, before.severity),
    services: kept(said.services, before.services),
    causes: kept(said.causes, before.causes),
    repeats: kept(said.repeats, before.repeats),
    customerVisible: kept(said.customerVisible, before.customerVisible),
    startedAt: kept(said.startedAt, before.startedAt),
    endedAt: kept(said.endedAt, before.endedAt),
    summary: kept(said.summary, before.summary),
    rootCause: kept(said.rootCause, before.rootCause),
  };
}

/** What is wrong with an end before the start; null when they are in order, or one is not known. */
export function orderProblem({
  startedAt,
  endedAt,
}: Pick<IncidentFacts, 'startedAt' | 'endedAt'>): FieldProblem | null {
  if (startedAt === null || endedAt === null || endedAt >= startedAt) return null;
  return {
    field: 'endedAt',
    message: `It ends (${endedAt.toISOString()}) before it starts (${startedAt.toISOString()}).`,
  };
}

function kept<Fact>(now: Fact | undefined, was: Fact): Fact {
  return now === undefined ? was : now;
}

function hasControlCharacter(text: string): boolean {
  return /[^\P{Cc}\t\n\r]/u.test(text);
}

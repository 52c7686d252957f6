import { createHash } from 'node:crypto';
import { incidentKey } from '../actions/incident-key.ts';
import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import type { PostmortemRow } from './intake-plan.ts';
import { nothing, type RecordResult } from './record-result.ts';

/** A document and which of several postmortems in one file it is. */
export interface Identifiable {
  readonly document: PostmortemDocument;
  /** From 0. */
  readonly part: number;
  /** Of the whole file, in hexadecimal. */
  readonly fingerprint: string;
}

/** The postmortems that some documents might turn out to be. */
export interface KnownPostmortems {
  from(source: string, part: number): PostmortemRow | null;
  about(incidentId: string): PostmortemRow | null;
  add(row: PostmortemRow): void;
}

/** What is to be done with a document. */
export type Identity =
  | { readonly kind: 'new'; readonly incidentId: string }
  | { readonly kind: 'edit'; readonly before: PostmortemRow }
  | { readonly kind: 'settled'; readonly result: RecordResult };

export function knownPostmortems(rows: readonly PostmortemRow[]): KnownPostmortems {
  const bySource = new Map<string, PostmortemRow>();
  const byIncident = new Map<string, PostmortemRow>();
  const add = (row: PostmortemRow): void => {
    bySource.set(`${row.part} ${row.source}`, row);
    byIncident.set(row.incidentId, row);
  };
  for (const row of rows) add(row);
  return {
    from: (source, part) => bySource.get(`${part} ${source}`) ?? null,
    about: (incidentId) => byIncident.get(incidentId) ?? null,
    add,
  };
}

/** The incident under which a document would be recorded if it were new and nobody else had that. */
export function wantedIncident({ document, part }: Identifiable): string {
  return document.incident.id ?? incidentKey(document.source, part);
}

/** Which postmortem a document is: by its place, or, after it was moved, by its incident. */
export function identify(input: Identifiable, known: KnownPostmortems): Identity {
  const { document, part, fingerprint } = input;
  const id = document.incident.id;
  if (document.actionItems.length === 0 && id === null) return settled('nothing-found', document.problems);
  const bySource = known.from(document.source, part);
  const byIncident = id === null ? null : known.about(id);
  if (byIncident !== null && byIncident.id !== bySource?.id) {
    const moved =
      bySource === null && (byIncident.fingerprint === fingerprint || byIncident.title === document.title);
    return moved ? { kind: 'edit', before: byIncident } : settled('refused', [taken(byIncident)]);
  }
  if (bySource === null) return { kind: 'new', incidentId: freeIncident(input, known) };
  if (bySource.fingerprint !== fingerprint) return { kind: 'edit', before: bySource };
  const { id: postmortemId, incidentId } = bySource;
  const same = nothing('unchanged', document.problems);
  return { kind: 'settled', result: { ...same, postmortemId, incidentId } };
}

function settled(...outcome: Parameters<typeof nothing>): Identity {
  return { kind: 'settled', result: nothing(...outcome) };
}

/** Files of the same name in different folders, which give no id, must not become one incident. */
function freeIncident(input: Identifiable, known: KnownPostmortems): string {
  const wanted = wantedIncident(input);
  if (known.about(wanted) === null) return wanted;
  const place = createHash('sha256').update(`${input.part} ${input.document.source}`).digest('hex');
  return `${wanted}-${place.slice(0, 6)}`;
}

function taken({ incidentId, title, source }: PostmortemRow): DocumentProblem {
  return {
    line: 1,
    message: `Incident ${incidentId} already has a postmortem: "${title}", recorded from ${source}. Nothing was recorded.`,
    hint: 'Give this document an incident id of its own, or edit the one that is recorded.',
  };
}

import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import { decodeDocument } from '../postmortem/decode.ts';
import { readPostmortems } from '../postmortem/read-postmortems.ts';
import { recordPostmortem, type IntakeSettings, type RecordResult } from './record-postmortem.ts';

/** A document as it came: where from, and its bytes. */
export interface Source {
  readonly source: string;
  readonly bytes: Uint8Array;
}

/** One postmortem of a source: what was understood, and what became of it (null for a twin and on a dry run). */
export interface ImportedPostmortem {
  readonly document: PostmortemDocument;
  readonly result: RecordResult | null;
}

/** Which document of a run was the first about an incident. */
export type IncidentsSeen = Map<string, string>;

interface ReadDocument {
  readonly document: PostmortemDocument;
  /** Another document of the run is about the same incident, and nobody can tell which one is meant. */
  readonly isTwin: boolean;
}

/**
 * Reads one source without recording anything. A source that cannot be read at all comes back as one empty document with its
 * problem, a second document about an incident that was `seen` with that.
 */
export function readSource(
  { source, bytes }: Source,
  seen: IncidentsSeen = new Map(),
): { documents: ReadDocument[]; text: string } {
  const decoded = decodeDocument(source, bytes);
  if ('problem' in decoded) {
    return { documents: [{ document: unreadable(source, decoded.problem), isTwin: false }], text: '' };
  }
  const documents = readPostmortems(source, decoded.text).map((document) => {
    const twin = twinProblem(document, seen);
    if (!twin) return { document, isTwin: false };
    return { document: { ...document, problems: [...document.problems, twin] }, isTwin: true };
  });
  return { documents, text: decoded.text };
}

/** Reads and records every postmortem of one source but twins. */
export async function importSource(
  settings: IntakeSettings,
  given: Source,
  team: string | null,
  seen: IncidentsSeen = new Map(),
): Promise<ImportedPostmortem[]> {
  const { documents, text } = readSource(given, seen);
  const imported: ImportedPostmortem[] = [];
  for (const [part, { document, isTwin }] of documents.entries()) {
    const result = isTwin ? null : await recordPostmortem(settings, { document, part, text, team });
    imported.push({ document, result });
  }
  return imported;
}

function twinProblem(
  { incident: { id }, source, title }: PostmortemDocument,
  seen: IncidentsSeen,
): DocumentProblem | null {
  if (id === null) return null;
  const first = seen.get(id);
  if (first === undefined) {
    seen.set(id, `"${title}" in ${source}`);
    return null;
  }
  return {
    line: 1,
    message: `Incident ${id} is the subject of ${first} too. "${title}" was left out.`,
    hint: 'Give one of the two an incident id of its own, and import it again.',
  };
}

function unreadable(source: string, problem: DocumentProblem): PostmortemDocument {
  return {
    source,
    title: source,
    incident: {
      id: null,
      severity: null,
      startedAt: null,
      endedAt: null,
      services: [],
      repeats: null,
      causes: [],
      customerVisible: null,
    },
    publishedAt: null,
    authors: [],
    summary: null,
    actionItems: [],
    problems: [problem],
  };
}

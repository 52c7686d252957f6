import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import { decodeDocument } from '../postmortem/decode.ts';
import { readPostmortems } from '../postmortem/read-postmortems.ts';
import { recordPostmortem, type IntakeSettings, type RecordResult } from './record-postmortem.ts';

/** A document as it came: where from, and its bytes. */
export interface Source {
  readonly source: string;
  readonly bytes: Uint8Array;
}

/** One postmortem of a source: what was understood, and what became of it (null on a dry run). */
export interface ImportedPostmortem {
  readonly document: PostmortemDocument;
  readonly result: RecordResult | null;
}

/** Reads one source without recording anything. A source that cannot be read at all comes back as one empty document with its problem. */
export function readSource({ source, bytes }: Source): { documents: PostmortemDocument[]; text: string } {
  const decoded = decodeDocument(source, bytes);
  if ('problem' in decoded) return { documents: [unreadable(source, decoded.problem)], text: '' };
  return { documents: readPostmortems(source, decoded.text), text: decoded.text };
}

/** Reads and records every postmortem of one source. */
export async function importSource(
  settings: IntakeSettings,
  given: Source,
  team: string | null,
): Promise<ImportedPostmortem[]> {
  const { documents, text } = readSource(given);
  const imported: ImportedPostmortem[] = [];
  for (const [part, document] of documents.entries()) {
    const result = await recordPostmortem(settings, { document, part, text, team });
    imported.push({ document, result });
  }
  return imported;
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

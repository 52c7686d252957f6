import { createHash } from 'node:crypto';
import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import { decodeDocument } from '../postmortem/decode.ts';
import type { OpenItems } from '../postmortem/quality/already-open.ts';
import { judgePostmortem } from '../postmortem/quality/judge-postmortem.ts';
import type { QualityPolicy } from '../postmortem/quality/rules.ts';
import { readPostmortems } from '../postmortem/read-postmortems.ts';
import { fileName, fileTitle } from '../postmortem/title.ts';
import { unfilledParts } from '../postmortem/unfilled-parts.ts';
import { momentIn } from '../postmortem/written-instant.ts';
import type { Identifiable } from './identify.ts';

/** A document as it came: where from, and its bytes. */
export interface Source {
  readonly source: string;
  readonly bytes: Uint8Array;
}

/** Which document of a run was the first about an incident. */
export type IncidentsSeen = Map<string, string>;

/** What the promises of a document are judged by. */
export interface Yardstick {
  readonly policy: QualityPolicy;
  /** Items of recorded postmortems that are still owed; null where no database can be asked. */
  readonly open: OpenItems | null;
}

export interface ReadDocument extends Identifiable {
  /** Another document of the run is about the same incident, and nobody can tell which one is meant. */
  readonly isTwin: boolean;
  /** False for a file that is no text at all. */
  readonly isReadable: boolean;
  /** True for our template with nothing written into it yet. */
  readonly isBlank: boolean;
}

/**
 * Reads one source, without recording or judging anything. A source that cannot be read at all comes back as one empty document with
 * its problem, a second document about an incident that was `seen` with that.
 */
export async function readSource(
  { source, bytes }: Source,
  seen: IncidentsSeen = new Map(),
): Promise<ReadDocument[]> {
  const decoded = await decodeDocument(source, bytes);
  const text = 'text' in decoded ? decoded.text : '';
  const fingerprint = createHash('sha256').update(text).digest('hex');
  if ('problem' in decoded) {
    return [
      {
        document: unreadable(source, decoded.problem),
        part: 0,
        fingerprint,
        isTwin: false,
        isReadable: false,
        isBlank: false,
      },
    ];
  }
  const unfilled = unfilledParts(text);
  return readPostmortems(source, text).map((read, part) => {
    const twin = twinProblem(read, seen);
    const told = [part === 0 ? unfilled?.problem : null, twin].flatMap((problem) => problem ?? []);
    return {
      document: withoutZeros({ ...read, problems: [...read.problems, ...told] }),
      part,
      fingerprint,
      isTwin: twin !== null,
      isReadable: read.unreadable !== true,
      isBlank: unfilled?.isBlank ?? false,
    };
  });
}

/** The documents with what is weak about their promises. */
export function judge(read: readonly ReadDocument[], { policy, open }: Yardstick): ReadDocument[] {
  return read.map((one) => ({ ...one, document: judgePostmortem(one.document, policy, open) }));
}

/** JSON and YAML can say a zero character, which no database of ours takes in a text. */
function withoutZeros(document: PostmortemDocument): PostmortemDocument {
  const text = JSON.stringify(document);
  if (!text.includes(String.raw`\u0000`)) return document;
  const mended: PostmortemDocument = JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value,
  );
  return mended;
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
    title: fileTitle(source),
    incident: {
      id: null,
      severity: null,
      // The name is all that can be read of it.
      startedAt:
        momentIn(fileName(source).replace(/_/g, ' '), { order: null, zone: null })?.slice(0, 10) ?? null,
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

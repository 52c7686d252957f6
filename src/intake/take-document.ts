import { loadOpenItems } from '../db/open-item-store.ts';
import { findPostmortems } from '../db/postmortem-store.ts';
import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import { openItems } from '../postmortem/quality/already-open.ts';
import { identify, knownPostmortems, wantedIncident } from './identify.ts';
import { postedSource, untitled } from './posted-source.ts';
import { judge, readSource, type ReadDocument } from './read-source.ts';
import { recordPostmortems, type IntakeSettings } from './record-postmortems.ts';
import type { RecordResult } from './record-result.ts';

/** A document that somebody posts, pastes or uploads. */
export interface PostedDocument {
  /** The name it is known by; null when it came without one. */
  readonly source: string | null;
  /** The name of its file, which tells the kind of text and perhaps the day; who posts two files of one name means two documents. */
  readonly fileName?: string;
  /** The ending its kind of text has in a file's name, such as `.md`; null when its contents must tell. */
  readonly ending: string | null;
  readonly bytes: Uint8Array;
}

/** What recording a document would do. */
export type Standing = 'new' | 'edit' | 'unchanged' | 'nothing-found';

/** One postmortem of the document: what was understood and what became of it, or, with `result` null, what would. */
export interface TakenPostmortem {
  readonly document: PostmortemDocument;
  readonly standing: Standing;
  readonly result: RecordResult | null;
}

/** `refused` says why nothing of it can be recorded. `read` is what was understood all the same. */
export type Taken =
  | { readonly taken: readonly TakenPostmortem[] }
  | { readonly refused: readonly DocumentProblem[]; readonly read: readonly PostmortemDocument[] };

/** Reads a document and says what recording it would do. Nothing is recorded. */
export async function previewDocument(settings: IntakeSettings, posted: PostedDocument): Promise<Taken> {
  const { read, refused } = await readPosted(settings, posted);
  if (refused.length > 0) return { refused, read: read.map(({ document }) => document) };
  const known = knownPostmortems(
    await findPostmortems(settings.db, {
      sources: read.map(({ document }) => document.source),
      incidentIds: read.map(wantedIncident),
    }),
  );
  const standings = read.map((one) => identify(one, known));
  const taken = standings.flatMap((identity) =>
    identity.kind === 'settled' && identity.result.status === 'refused' ? identity.result.problems : [],
  );
  if (taken.length > 0) return { refused: taken, read: read.map(({ document }) => document) };
  return {
    taken: read.map(({ document }, at) => {
      const identity = standings[at];
      const settled = identity?.kind === 'settled' ? identity.result.status : null;
      const standing = settled === 'unchanged' || settled === 'nothing-found' ? settled : null;
      return { document, standing: standing ?? (identity?.kind === 'edit' ? 'edit' : 'new'), result: null };
    }),
  };
}

/** Reads a document and records it; the same again, however often and at the same time, changes nothing. */
export async function takeDocument(settings: IntakeSettings, posted: PostedDocument): Promise<Taken> {
  const { read, refused } = await readPosted(settings, posted);
  const documents = read.map(({ document }) => document);
  if (refused.length > 0) return { refused, read: documents };
  const results = await recordPostmortems(
    settings,
    read.map((one) => ({ ...one, team: null })),
  );
  if (results.every(({ status }) => status === 'refused' || status === 'nothing-found')) {
    return { refused: results.flatMap(({ problems }) => problems), read: documents };
  }
  return {
    taken: documents.map((document, at) => {
      const result = results[at] ?? null;
      return { document, standing: standingOf(result), result };
    }),
  };
}

function standingOf(result: RecordResult | null): Standing {
  switch (result?.status) {
    case 'recorded':
      return 'new';
    case 'edited':
      return 'edit';
    case 'unchanged':
      return 'unchanged';
    default:
      return 'nothing-found';
  }
}

async function readPosted(
  { db, config }: IntakeSettings,
  { source, fileName, ending, bytes }: PostedDocument,
) {
  const yardstick = { policy: config.policy, open: openItems(await loadOpenItems(db)) };
  const name = source ?? fileName ?? untitled;
  const readAs = ending === null || name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
  const found = judge(await readSource({ source: readAs, bytes }), yardstick);
  const read = found.map((one) => ({
    ...one,
    document: { ...one.document, source: source ?? postedSource(found) },
  }));
  return {
    read,
    refused: reasons(read).map((problem) => named(problem, readAs, source ?? fileName ?? 'The document')),
  };
}

/** Why nothing of the document may be recorded: all of it or none. */
function reasons(read: readonly ReadDocument[]): DocumentProblem[] {
  const broken = read.filter(({ isReadable, isBlank, isTwin }) => !isReadable || isBlank || isTwin);
  if (broken.length > 0) return broken.flatMap(({ document }) => document.problems);
  const isEmpty = read.every(
    ({ document }) => document.actionItems.length === 0 && document.incident.id === null,
  );
  if (!isEmpty) return [];
  const told = read.flatMap(({ document }) => document.problems);
  return told.length > 0 ? told : [nothingFound];
}

const nothingFound: DocumentProblem = {
  line: 1,
  message: 'No action items were found, and no incident is named.',
  hint: 'Check the heading of the section of action items, or run: followthrough template',
};

/** The name we gave it for reading means nothing to whoever sent it. */
function named(problem: DocumentProblem, readAs: string, name: string): DocumentProblem {
  return { ...problem, message: problem.message.replaceAll(readAs, name) };
}

import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import type { PostedDocument } from '../intake/take-document.ts';
import { HttpProblem } from './http-problem.ts';
import { queryText } from './request-scope.ts';

/** The kinds of text that are taken, and the ending each has in a file's name. */
const endings: Readonly<Record<string, string>> = {
  'text/markdown': '.md',
  'text/html': '.html',
  'application/json': '.json',
  'application/yaml': '.yaml',
  'application/x-yaml': '.yaml',
  'text/yaml': '.yaml',
};
const types = Object.keys(endings);
const longestName = 500;

/** The largest document, in bytes. */
export const largestDocument = 1_048_576;

const checkType: RequestHandler = (request, _response, next) => {
  if (endingOf(request)) return next();
  const given = request.get('content-type');
  throw new HttpProblem(
    415,
    'Not understood',
    `${given === undefined ? 'There is no Content-Type' : `The Content-Type is "${given}"`}. Send one of: ${types.join(', ')}.`,
  );
};

const tooLarge: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
  next(isTooLarge ? documentTooLarge : error);
};

const jsonOnly: RequestHandler = (request, _response, next) => {
  if (/^application\/(?:[\w.-]+\+)?json\b/i.test(request.get('content-type') ?? '')) return next();
  throw new HttpProblem(415, 'Not understood', 'Send JSON, with the header Content-Type: application/json.');
};

const notJson: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const isSyntax = error instanceof SyntaxError;
  next(isSyntax ? new HttpProblem(400, 'Bad request', `The body is not JSON: ${error.message}.`) : error);
};

/** Reads a JSON body of any shape. */
export const readPayload: (RequestHandler | ErrorRequestHandler)[] = [
  jsonOnly,
  express.json({ limit: largestDocument, strict: false, type: () => true }),
  tooLarge,
  notJson,
];

/** What a document over 1 MB is answered with. */
export const documentTooLarge = new HttpProblem(
  413,
  'Too large',
  'A postmortem may be at most 1 MB. Take logs and pictures out of the document and link to them.',
);

/** Reads the bytes of a document. */
export const readDocumentBody: (RequestHandler | ErrorRequestHandler)[] = [
  checkType,
  express.raw({ type: () => true, limit: largestDocument }),
  tooLarge,
];

/** The document that came, with the name in `?source=`. */
export function postedDocument(request: Request): PostedDocument {
  const source = queryText(request, 'source')?.trim() || null;
  if (source !== null && (source.length > longestName || source.includes('\0'))) {
    throw new HttpProblem(400, 'Bad request', `The source is a name of at most ${longestName} characters.`);
  }
  const body: unknown = request.body;
  return { source, ending: endingOf(request), bytes: Buffer.isBuffer(body) ? body : new Uint8Array() };
}

function endingOf(request: Request): string | null {
  const type = request.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return endings[type] ?? null;
}

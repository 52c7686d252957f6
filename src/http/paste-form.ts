import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { HttpProblem } from './http-problem.ts';

/** What the page of pasting sends. */
export interface SentForm {
  readonly does: 'preview' | 'record';
  /** The file's bytes where one was chosen, else those of the text. */
  readonly bytes: Uint8Array;
  /** Empty when it was pasted. */
  readonly fileName: string;
  /** Fingerprint of the text whose preview stood beside the button Record. */
  readonly previewed: string | null;
}

/** A text and a file of the largest size, one of which does not count. */
const largest = 3_500_000;
const longestName = 200;

const tooLarge: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  const isTooLarge = error instanceof Error && 'status' in error && error.status === 413;
  next(isTooLarge ? new HttpProblem(413, 'Too large', 'A postmortem may be at most 1 MB.') : error);
};

/** Reads the bytes of the form. */
export const readSentForm: (RequestHandler | ErrorRequestHandler)[] = [
  express.raw({ type: 'multipart/form-data', limit: largest }),
  tooLarge,
];

/** The form that came, taken apart by the platform's own reader. */
export async function sentForm(request: Request): Promise<SentForm> {
  const fields = await fieldsOf(request);
  const file = fields.get('file');
  const isUpload = file instanceof File && file.size > 0;
  const name = isUpload ? file.name : textOf(fields, 'fileName');
  return {
    does: textOf(fields, 'do') === 'record' ? 'record' : 'preview',
    // A browser sends the line ends of a text area as CR LF, whatever they were.
    bytes: isUpload
      ? new Uint8Array(await file.arrayBuffer())
      : Buffer.from(textOf(fields, 'text').replaceAll('\r\n', '\n')),
    fileName: (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').slice(-longestName),
    previewed: textOf(fields, 'previewed') || null,
  };
}

async function fieldsOf(request: Request): Promise<FormData> {
  const body: unknown = request.body;
  const type = request.get('content-type');
  if (!Buffer.isBuffer(body) || type === undefined) throw notAForm;
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw notAForm;
  }
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

const notAForm = new HttpProblem(400, 'Bad request', 'Use the page to add a postmortem.');

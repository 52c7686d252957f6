import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { HttpProblem } from './http-problem.ts';

/** The fields of a JSON object or of a form. */
export type Fields = Readonly<Record<string, unknown>>;

const json = express.json({ limit: '256kb' });
const form = express.urlencoded({ extended: false, limit: '16kb' });

/** Reads a JSON object; anything else is refused in words. */
export const readJson: (RequestHandler | ErrorRequestHandler)[] = [json, told('It must be a JSON object.')];

/** Reads a form of one of our pages. */
export const readForm: (RequestHandler | ErrorRequestHandler)[] = [form, told('It must be a form.')];

/** The fields that came, once they were read. */
export function fieldsOf(request: Request): Fields {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpProblem(
      415,
      'Not understood',
      'Send one JSON object, with the header Content-Type: application/json.',
    );
  }
  return { ...body };
}

/** What the reader of bodies throws, as a problem that says what to do. */
function told(what: string): ErrorRequestHandler {
  return (error: unknown, _request, _response, next) => {
    if (error instanceof HttpProblem) return next(error);
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status === 413)
      return next(new HttpProblem(413, 'Too large', 'The body is too large for one record.'));
    if (status >= 400 && status < 500) {
      return next(new HttpProblem(400, 'Bad request', `The body cannot be read. ${what}`));
    }
    next(error);
  };
}

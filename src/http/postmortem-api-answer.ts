import type { Response } from 'express';
import type { Taken, TakenPostmortem } from '../intake/take-document.ts';
import { addressText } from '../lib/html.ts';
import { postmortemAddress } from '../pages/addresses.ts';
import type { DocumentProblem } from '../postmortem/document.ts';
import { HttpProblem } from './http-problem.ts';

/** Answers with the import shape: 201 when something new was recorded, else 200; 422 with line numbers when nothing could be. */
export function answerTaken(response: Response, outcome: Taken): void {
  if ('refused' in outcome) throw notRecorded(outcome.refused);
  const { taken } = outcome;
  response.status(taken.some(({ result }) => result?.status === 'recorded') ? 201 : 200);
  const [only, ...more] = taken;
  if (only?.result?.postmortemId && more.length === 0) {
    response.location(addressText(postmortemAddress(only.result.postmortemId)));
  }
  response.json(taken.map(shown));
}

function shown({ document, standing, result }: TakenPostmortem) {
  if (result === null) return { ...document, standing, recorded: null };
  const { problems, ...recorded } = result;
  return { ...document, problems, standing, recorded };
}

/** What is wrong, line by line. */
export function notRecorded(problems: readonly DocumentProblem[]): HttpProblem {
  const errors = problems.map(({ line, message, hint }) => ({ line, message: `${message} ${hint}` }));
  const [first] = errors;
  const rest = errors.length > 1 ? ` There are ${errors.length} problems.` : '';
  return new HttpProblem(
    422,
    'Nothing was recorded',
    `Line ${first?.line}: ${first?.message}${rest}`,
    errors,
  );
}

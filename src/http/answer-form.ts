import type { Request, Response } from 'express';
import { HttpProblem } from './http-problem.ts';
import { queryText } from './request-scope.ts';

/** Answers a program in the form it wants: CSV by `?format=csv` or where it accepts nothing but that, JSON otherwise. */
export async function answerAs(
  request: Request,
  response: Response,
  forms: { readonly json: () => Promise<object>; readonly csv: () => Promise<string> },
): Promise<void> {
  if (isCsvWanted(request)) response.type('text/csv; charset=utf-8').send(await forms.csv());
  else response.json(await forms.json());
}

function isCsvWanted(request: Request): boolean {
  const format = queryText(request, 'format');
  if (format === null) return request.accepts(['json', 'csv']) === 'csv';
  if (format === 'csv' || format === 'json') return format === 'csv';
  throw new HttpProblem(404, 'No such format', `There is no format "${format}". There are: json, csv.`);
}

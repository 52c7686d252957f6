import { pairVerdicts } from '../incidents/incident.ts';
import { decideRepeat, replacedText, type DecisionOutcome } from '../review/decide-repeat.ts';
import { HttpProblem, type FieldError } from './http-problem.ts';
import type { Fields } from './incident-body.ts';
import type { WebContext } from './web-context.ts';

const longest = 500;

/** Records what somebody says of a pair; what cannot be is a problem that names the field. */
export async function takeDecision(
  { db, clock, log }: WebContext,
  { incident, repeats, verdict, by }: Fields,
): Promise<Exclude<DecisionOutcome, { status: 'impossible' }>> {
  const word = pairVerdicts.find((known) => known === verdict);
  const errors: FieldError[] = [
    ...(isId(incident) ? [] : [{ path: 'incident', message: 'Give the id of the later incident.' }]),
    ...(isId(repeats) ? [] : [{ path: 'repeats', message: 'Give the id of the earlier incident.' }]),
    ...(word ? [] : [{ path: 'verdict', message: `It must be ${pairVerdicts.join(' or ')}.` }]),
    ...(isName(by) ? [] : [{ path: 'by', message: 'It must be a name.' }]),
  ];
  if (!isId(incident) || !isId(repeats) || !word || !isName(by)) throw refused(errors);
  const who = by?.trim() || null;
  const outcome = await decideRepeat(
    { db, clock },
    { incidentId: incident.trim(), repeatsId: repeats.trim(), verdict: word, by: who },
  );
  if (outcome.status === 'impossible') {
    throw refused([{ path: outcome.field, message: outcome.message }]);
  }
  if (outcome.status === 'replaced') log.info({ by: who }, replacedText(outcome));
  return outcome;
}

function refused(errors: readonly FieldError[]): HttpProblem {
  const detail = errors.map(({ message }) => message).join(' ');
  return new HttpProblem(422, 'Not recorded', detail, errors);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && isText(value);
}

function isName(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || (typeof value === 'string' && isText(value));
}

function isText(value: string): boolean {
  return value.length <= longest && !value.includes('\0');
}

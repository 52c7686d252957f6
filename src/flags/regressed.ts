import type { FlagRule } from './flag-rule.ts';
import { saidSince } from './verification.ts';

/**
 * Done, and yet a person said the fix did not hold, or the incident came back within the repeat window of its completion. A person
 * who looked after that and said the fix held has the last word.
 */
export const regressed: FlagRule = (past, context) => {
  const { item } = past;
  const completedAt = past.heldSince(({ state }) => state === 'done');
  if (!completedAt || !past.everUnfinished) return null;
  const said = saidSince(past, completedAt);
  const came = context.repeats
    .returnsAfter(item.incidentId, completedAt)
    .find(({ startedAt }) => startedAt <= context.through && !(said?.held && said.at >= startedAt));
  const refuted = said && !said.held ? said : null;
  const nextStep = 'Find out why the fix was not enough, and reopen it or promise a better one.';
  if (came && !(refuted && refuted.at < came.startedAt)) {
    const evidence = `Done on ${context.dayOf(completedAt)}, but ${came.id} started on ${context.dayOf(came.startedAt)} and repeats ${item.incidentId}.`;
    return { since: came.startedAt, evidence, nextStep };
  }
  if (!refuted) return null;
  const who = refuted.by ?? 'a person';
  const evidence = `Done on ${context.dayOf(completedAt)}; on ${context.dayOf(refuted.at)} ${who} said the fix did not hold.`;
  return { since: refuted.at, evidence, nextStep };
};

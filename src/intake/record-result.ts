import type { DocumentProblem } from '../postmortem/document.ts';
import type { IntakePlan } from './intake-plan.ts';

/** What became of one postmortem. */
export interface RecordResult {
  readonly status: 'recorded' | 'edited' | 'unchanged' | 'nothing-found' | 'refused';
  readonly postmortemId: string | null;
  readonly incidentId: string | null;
  readonly added: number;
  readonly edited: number;
  readonly withdrawn: number;
  readonly queued: number;
  readonly problems: readonly DocumentProblem[];
}

/** Nothing was changed. */
export function nothing(
  status: 'unchanged' | 'nothing-found' | 'refused',
  problems: readonly DocumentProblem[],
): RecordResult {
  return {
    status,
    postmortemId: null,
    incidentId: null,
    added: 0,
    edited: 0,
    withdrawn: 0,
    queued: 0,
    problems,
  };
}

/** The plan was carried out. `problems` are those of the document. */
export function done(
  status: 'recorded' | 'edited',
  plan: IntakePlan,
  problems: readonly DocumentProblem[],
): RecordResult {
  return {
    status,
    postmortemId: plan.postmortem.id,
    incidentId: plan.incident.id,
    added: plan.newItems.length,
    edited: plan.editedItems.filter((edit) => edit.substantial).length,
    withdrawn: plan.withdrawnItemIds.length,
    queued: plan.writes.length,
    problems: [...problems, ...plan.problems],
  };
}

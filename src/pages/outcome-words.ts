import type { CompletionReport } from '../reports/completion-report.ts';

export type Outcome = CompletionReport['dueItems'][number]['outcome'];

interface OutcomeWords {
  readonly name: string;
  readonly meaning: string;
  /** Suffix of the classes that colour it. */
  readonly tint: string;
}

const words: Readonly<Record<Outcome, OutcomeWords>> = {
  doneOnTime: { name: 'Done on time', meaning: 'by the end of the day promised', tint: 'kept' },
  doneLate: { name: 'Done late', meaning: 'after the day promised', tint: 'late' },
  dropped: { name: 'Dropped', meaning: 'cancelled; a decision, not a completion', tint: 'dropped' },
  moved: { name: 'Moved', meaning: 'unfinished, its date put off or taken away', tint: 'moved' },
  missed: { name: 'Missed', meaning: 'unfinished, and its day has passed', tint: 'missed' },
  pending: { name: 'Pending', meaning: 'its day has not passed yet', tint: 'pending' },
};

/** The outcomes as the pages order them, kept promises first. */
export const outcomeOrder = Object.keys(words).filter((key): key is Outcome => key in words);

export function outcomeWords(outcome: Outcome): OutcomeWords {
  return words[outcome];
}

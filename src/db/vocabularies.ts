/** Words of the service's own bookkeeping, shared by the tables and the verbs that move them. */

/** What a queued change asks of a tracker. */
export const writeKinds = ['create', 'adopt', 'update'] as const;

/**
 * queued: waits for its time · sending: claimed, the call may be under way · unknown: sent, the answer never learnt, will be asked
 * about · refused: the tracker said no, waits for a person · done · withdrawn: no longer wanted before it was sent.
 */
export const writeStates = ['queued', 'sending', 'unknown', 'refused', 'done', 'withdrawn'] as const;
export type WriteState = (typeof writeStates)[number];

export const jobNames = ['drain', 'sweep', 'fullSweep', 'digest'] as const;
export type JobName = (typeof jobNames)[number];

export const jobStates = ['ready', 'running', 'done', 'failed'] as const;

/** claimed: being sent, or the mail server's answer was never learnt; never sent again by itself. failed: refused, may be retried. */
export const digestStates = ['claimed', 'sent', 'failed'] as const;
export type DigestState = (typeof digestStates)[number];

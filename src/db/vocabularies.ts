/** Words of the service's own bookkeeping, shared by the tables and the verbs that move them. */

/** What a queued change asks of a tracker. */
export const writeKinds = ['create', 'adopt', 'update'] as const;

/**
 * queued: waits for its time · sending: claimed, the call may be under way · unknown: sent, the answer never learnt, will be asked
 * about · refused: the tracker said no, waits for a person · done · withdrawn: no longer wanted before it was sent.
 */
export const writeStates = ['queued', 'sending', 'unknown', 'refused', 'done', 'withdrawn'] as const;
export type WriteState = (typeof writeStates)[number];

export const jobNames = ['drain', 'sweep', 'fullSweep', 'digest', 'intake'] as const;
export type JobName = (typeof jobNames)[number];

export const jobStates = ['ready', 'running', 'done', 'failed'] as const;

/** claimed: being sent, or the mail server's answer was never learnt; never sent again by itself. failed: refused, may be retried. */
export const digestStates = ['claimed', 'sent', 'failed'] as const;
export type DigestState = (typeof digestStates)[number];

/**
 * How an issue stands in its tracker: there · archived · in the bin · closed as another's duplicate · closed by a rule of the
 * tracker · not there in the last reading, which alone proves nothing · gone, as two readings with a proven identity agree.
 */
export const issueStandings = [
  'present',
  'archived',
  'trashed',
  'duplicate',
  'auto-closed',
  'missing',
  'gone',
] as const;
export type IssueStanding = (typeof issueStandings)[number];

/** queued: its issue is still to be read · running: being read · done · ignored: about nothing of ours. */
export const deliveryStates = ['queued', 'running', 'done', 'ignored'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Each may what the one before it may, and more. reader: asks · member: records and decides · admin: everything. */
export const tokenRoles = ['reader', 'member', 'admin'] as const;
export type TokenRole = (typeof tokenRoles)[number];

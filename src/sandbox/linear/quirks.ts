/**
 * What Linear does where no documentation and no recording says it (trackers.md 6, the rows marked as recalled). Each can be set
 * while the sandbox runs; the usual ones are what Linear most likely does.
 */
export interface LinearQuirks {
  /** L13: whether issueBatchCreate keeps the ids it is sent. */
  batchIds: 'kept' | 'ignored';
  /** L13: whether one id that is taken fails a whole batch, or is left out of it. */
  batchDuplicates: 'fail-all' | 'skipped';
  /** L14. */
  mostPerBatch: number;
  /** L18: issues the workspace may hold; null for a paid plan. */
  issueLimit: number | null;
  /** L28: reads do not see an issue before it is so old. */
  readLagMs: number;
  /** L12: issueCreate makes nothing and answers with the issue made last. */
  answersOldIssue: boolean;
}

/** What Linear most likely does. */
export function usualQuirks(): LinearQuirks {
  return {
    batchIds: 'kept',
    batchDuplicates: 'fail-all',
    mostPerBatch: 50,
    issueLimit: null,
    readLagMs: 0,
    answersOldIssue: false,
  };
}

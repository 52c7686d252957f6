import type { Day } from '../lib/calendar.ts';
import type { Priority } from '../postmortem/promise.ts';

/** The fields of a promise that an edit of the document changed; a field that is absent stays. */
export interface PromiseChange {
  readonly text?: string;
  /** As the document writes it. */
  readonly owner?: string | null;
  readonly due?: Day | null;
  readonly priority?: Priority | null;
}

/** What a queued write carries besides its kind: an edit, the ticket to adopt, or labels to put back. */
export interface WritePayload extends PromiseChange {
  readonly reference?: string;
  readonly addLabels?: readonly string[];
  /** The backlink is still to be added. */
  readonly backlink?: true;
}

import type { ItemState } from '../../src/actions/item-history.ts';
import type { Day } from '../../src/lib/calendar.ts';
import type { Priority } from '../../src/postmortem/promise.ts';
import type { CheckRequest, Destination, Person, Tracker } from '../../src/trackers/tracker.ts';

export const writeFaults = ['lost answer', 'server error', 'cut answer', 'slow answer'] as const;
/** Each of them carries the write out and only spoils the answer. A slow answer comes after the adapter's time-out. */
export type WriteFault = (typeof writeFaults)[number];

/**
 * A tracker to be held to the contract: the adapter, speaking real HTTP to a sandbox of its vendor, and a hand on that sandbox.
 * Every start is a fresh, empty sandbox. Names of people are those of `known`, `other`.
 */
export interface TrackerHarness {
  readonly tracker: Tracker;
  /** Adapters for the same sandbox with a credential it does not know, and for a port nobody listens on. */
  readonly withWrongCredential: Tracker;
  readonly unreachable: Tracker;
  /** The credential's secret, which must never be seen in a message. */
  readonly secret: string;
  readonly destination: Destination;
  /** A second project, to move issues to. */
  readonly otherDestination: Destination;
  /** A label that may be used in both; it need not exist yet. */
  readonly label: string;
  readonly people: {
    /** Matched by e-mail. */
    readonly known: Person;
    /** Matched by account (`account` is set, `emails` is empty). */
    readonly other: Person;
    readonly deactivated: Person;
    readonly unknown: Person;
  };
  /** A request in which everything that can be wrong is wrong, and what each finding must name. */
  readonly flawed: { readonly request: CheckRequest; readonly names: readonly string[] };
  /** The one clock of adapter and sandbox. */
  now(): Date;
  setNow(instant: Date): void;
  /** What the vendor holds, whatever the adapter says; purged issues excluded, trashed and archived ones included. */
  seen(): readonly SeenIssue[];
  /** Something a person does in the tracker, now. `known` and `other` name people as above. */
  readonly human: {
    /** Makes an issue in `destination` and answers its id. */
    create(issue: { readonly title: string; readonly labels: readonly string[] }): string;
    move(issueId: string, state: ItemState, by: 'known' | 'other'): void;
    reDate(issueId: string, due: Day | null, by: 'known' | 'other'): void;
    reassign(issueId: string, to: 'known' | 'other' | null, by: 'known' | 'other'): void;
    prioritise(issueId: string, priority: Priority | null, by: 'known' | 'other'): void;
    addLabel(issueId: string, label: string): void;
    /** Moves the issue to `otherDestination`: its key changes, its id stays. */
    moveProject(issueId: string): void;
    /** Puts it in the bin, archives it; null where the vendor has no such thing. */
    readonly trash: ((issueId: string) => void) | null;
    readonly archive: ((issueId: string) => void) | null;
    /** Gone for good. */
    purge(issueId: string): void;
  };
  readonly faults: {
    /** What the next creation of an issue meets. */
    onNextCreate(fault: WriteFault): void;
    /** The next creation is refused, not carried out, and may be repeated after the seconds. */
    rateLimitNextCreate(seconds: number): void;
    /** What the next change of an issue's fields meets. */
    onNextUpdate(fault: WriteFault): void;
    /** Every answer from now on is a 503 of the vendor's gateway, nothing carried out. */
    down(): void;
  };
  close(): Promise<void>;
}

/** One issue as the vendor holds it, in our words. */
export interface SeenIssue {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly project: string;
  readonly state: ItemState;
  /** Display name. */
  readonly assignee: string | null;
  readonly due: Day | null;
  readonly priority: Priority | null;
  /** Labels people see as theirs: a marker label that carries the hidden key is left out. */
  readonly labels: readonly string[];
  readonly comments: readonly string[];
  readonly backlinks: readonly { readonly url: string; readonly title: string }[];
  /** The identities (`IssueIdentity.key`) hidden in the issue, its marker label or its backlink; each once. */
  readonly hiddenKeys: readonly string[];
}

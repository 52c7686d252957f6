import type { Day } from '../lib/calendar.ts';
import type { Category, Level, Priority } from './promise.ts';
import type { Story, TimelineEntry } from './story.ts';

/** One postmortem as it was understood; the JSON shape of `import --dry-run --json`. Null means the document does not say. */
export interface PostmortemDocument {
  /** Path, URL or name the document came under. */
  readonly source: string;
  readonly title: string;
  readonly incident: StatedIncident;
  /** A day or an ISO instant. */
  readonly publishedAt: string | null;
  readonly authors: readonly string[];
  readonly summary: string | null;
  /** Impact, detection, root cause and the like, where the document tells them. */
  readonly sections?: Story;
  readonly timeline?: readonly TimelineEntry[];
  /** True when the document calls itself a draft or work in progress, false when it calls itself published; left out when it says neither. */
  readonly draft?: boolean;
  /** Set when the text is no postmortem that could be read, such as broken JSON; its problem says why, and nothing of it is recorded. */
  readonly unreadable?: true;
  readonly actionItems: readonly StatedItem[];
  readonly problems: readonly DocumentProblem[];
}

export interface StatedIncident {
  readonly id: string | null;
  readonly severity: string | null;
  /** A day (`2026-11-02`) when no time is given, else an ISO instant. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly services: readonly string[];
  /** Incident id that this one declares to repeat. */
  readonly repeats: string | null;
  readonly causes: readonly string[];
  readonly customerVisible: boolean | null;
}

export interface StatedItem {
  /** 1-based line in the source. */
  readonly line: number;
  readonly text: string;
  readonly owner: string | null;
  readonly due: Day | null;
  readonly priority: Priority | null;
  readonly category: Category | null;
  readonly level: Level | null;
  readonly test: string | null;
  readonly done: boolean;
  /** Ticket keys and addresses, tracker links first. */
  readonly links: readonly string[];
  readonly section: string | null;
  readonly problems: readonly PromiseProblem[];
}

/** A weakness of one promise, with its rule's name (`vague`, `no-owner`, `no-due-date`). */
export interface PromiseProblem {
  readonly rule: string;
  readonly message: string;
  readonly suggestion: string | null;
}

export interface DocumentProblem {
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

export interface PastedItem {
  /** 1-based line in the text. */
  readonly line: number;
  readonly text: string;
  readonly owner: string | null;
  readonly due: string | null;
  readonly priority: string | null;
  readonly category: string | null;
  readonly test: string | null;
  readonly done: boolean;
  readonly links: readonly string[];
  readonly problems: readonly {
    readonly rule: string;
    readonly message: string;
    readonly suggestion: string | null;
  }[];
}

export interface LineProblem {
  readonly line: number;
  readonly message: string;
  readonly hint: string;
}

/** One postmortem as it was understood. */
export interface PastedDocument {
  readonly title: string;
  readonly source: string;
  readonly incident: {
    readonly id: string | null;
    readonly severity: string | null;
    readonly startedAt: string | null;
    readonly endedAt: string | null;
    readonly services: readonly string[];
    readonly repeats: string | null;
    readonly causes: readonly string[];
  };
  readonly publishedAt: string | null;
  readonly authors: readonly string[];
  readonly summary: string | null;
  readonly actionItems: readonly PastedItem[];
  readonly problems: readonly LineProblem[];
}

/** What was understood of a text, and what recording it would do. */
export interface PastedView {
  /** The lines of the text. */
  readonly lines: readonly string[];
  /** Of the text, so that only what was looked at is recorded. */
  readonly fingerprint: string;
  readonly documents: readonly PastedDocument[];
  readonly standings: readonly ('new' | 'edit' | 'unchanged' | 'nothing-found')[];
  /** Why nothing of it can be recorded. */
  readonly refused: readonly LineProblem[];
}

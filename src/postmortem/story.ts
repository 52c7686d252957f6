/** The parts of a good postmortem beside its summary, its timeline and its action items. */
export const storyParts = [
  'impact',
  'detection',
  'trigger',
  'rootCause',
  'contributingFactors',
  'resolution',
  'wentWell',
  'wentWrong',
  'lessons',
] as const;
export type StoryPart = (typeof storyParts)[number];

/** One part as the document tells it, in plain words, with the line on which it begins. */
export interface ToldPart {
  readonly line: number;
  readonly text: string;
}

export type Story = Readonly<Partial<Record<StoryPart, ToldPart>>>;

/** One event of the timeline. */
export interface TimelineEntry {
  readonly line: number;
  /** When, in the document's own words (`14:05 UTC`, `2026-11-02 09:12`); null where the entry does not say. */
  readonly at: string | null;
  readonly text: string;
}

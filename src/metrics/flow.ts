/** Unfinished items over a week: `openAtStart + created + reopened = done + dropped + openAtEnd`, always. */
export interface Flow {
  readonly openAtStart: number;
  readonly created: number;
  readonly reopened: number;
  readonly done: number;
  readonly dropped: number;
  readonly openAtEnd: number;
}

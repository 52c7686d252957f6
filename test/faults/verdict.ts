import type { ItemRow } from '../../src/reports/item-row.ts';
import type { HeldIssue } from './tracker-side.ts';

/** What the fault test is about. Each must be zero. */
export interface Verdict {
  /** Issues beyond the one that an item may have. */
  readonly duplicates: readonly string[];
  /** Items without an issue, or whose issue nobody made. */
  readonly lost: readonly string[];
  /** Items held to be gone although nobody threw their issue away. */
  readonly wronglyGone: readonly string[];
  /** Items whose state or due date is not what the tracker holds. */
  readonly untrue: readonly string[];
}

export interface Account {
  readonly items: readonly Pick<ItemRow, 'text' | 'state' | 'due' | 'tracker'>[];
  readonly issues: readonly HeldIssue[];
  readonly thrownAway: ReadonlySet<string>;
  /** Texts of the items that two readings in a row did not find, at any time. */
  readonly believedGone: ReadonlySet<string>;
}

/** Holds what Followthrough says against what the tracker has. */
export function verdictOn({ items, issues, thrownAway, believedGone }: Account): Verdict {
  const byTitle = Map.groupBy(issues, (issue) => issue.title);
  const there = (text: string): HeldIssue | undefined => byTitle.get(text)?.find(({ isThere }) => isThere);
  return {
    duplicates: [...byTitle].filter(([, same]) => same.length > 1).map(([title]) => title),
    lost: items
      .filter(({ text, tracker }) => tracker === null || (!byTitle.has(text) && !thrownAway.has(text)))
      .map(({ text }) => text),
    wronglyGone: [...believedGone].filter((text) => !thrownAway.has(text)),
    untrue: items
      .filter(({ text, state, due }) => {
        const issue = there(text);
        return issue !== undefined && (issue.state !== state || issue.due !== due);
      })
      .map(({ text }) => text),
  };
}

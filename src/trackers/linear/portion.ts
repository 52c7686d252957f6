import type { IssueRequest } from '../tracker.ts';
import { mostText } from './valid-text.ts';

/** The most text in one request, in UTF-16 units: an answerable size, whatever the documents hold. */
const mostInAll = 500_000;

/** As many of the first requests as may go together: at least one, at most so many, and not too long in all. */
export function portionOf(requests: readonly IssueRequest[], most: number): readonly IssueRequest[] {
  let text = 0;
  const end = requests.findIndex(({ draft }, index) => {
    text += draft.title.length + Math.min(draft.description.length, mostText);
    return index > 0 && (index >= most || text > mostInAll);
  });
  return end === -1 ? requests : requests.slice(0, end);
}

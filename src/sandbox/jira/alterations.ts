/** Ways in which Jira's answers have been seen, or must be expected, to differ from what they should say. */
export const alterations = [
  /** J10: the issues of a bulk create in another order than they were asked for. */
  'reversed',
  /** J14: a page without issues, but with a token for the next. */
  'empty-page',
  /** J14: the token for the next page is the one this page was asked for with. */
  'same-token',
  /** J14: called the last page, and yet there is a token for another. */
  'last-with-token',
  /** J14: not said whether it is the last page. */
  'last-unsaid',
  /** J17: the first issue could not be read just now. */
  'issue-error',
  /** J17: the first issue is left out without a word. */
  'issue-omitted',
  /** J28: the first issue in a form that nobody documents. */
  'odd-issue',
] as const;
export type Alteration = (typeof alterations)[number];

const longestSummary = 254;
const longestLabel = 255;

/** The text as a summary: one line of 1 to 254 characters. */
export function summaryOf(title: string): string {
  const line = lineOf(title);
  if (line === '') return 'Action item';
  return line.length <= longestSummary ? line : `${cut(line, longestSummary - 1).trimEnd()}…`;
}

/** The labels as Jira takes them: without spaces, each once. */
export function labelsOf(labels: readonly string[]): string[] {
  const clean = labels.map((label) => cut(lineOf(label).replaceAll(' ', '-'), longestLabel));
  return [...new Set(clean)].filter((label) => label !== '');
}

/** The title of a remote link, which Jira keeps in 255 characters. */
export function linkTitleOf(title: string): string {
  return cut(lineOf(title), longestLabel);
}

/** Text without what XML cannot hold, and Jira therefore does not take: control characters, halves of a pair, non-characters. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '');
}

/** The label that says which action item an issue belongs to. A clone carries it too; the issue property decides. */
export function markerLabel(key: string): string {
  return `pm-${key}`;
}

function lineOf(text: string): string {
  return cleanText(text.replaceAll(/[\s\p{Cc}]+/gu, ' ')).trim();
}

/** Shortens without leaving half a surrogate pair. */
export function cut(text: string, most: number): string {
  const end = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end;
}

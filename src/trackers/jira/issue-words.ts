const longestSummary = 254;
const longestLabel = 255;

/** The text as a summary: one line of at most 254 characters. */
export function summaryOf(title: string): string {
  const line = title.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= longestSummary ? line : `${cut(line, longestSummary - 1).trimEnd()}…`;
}

/** The labels as Jira takes them: without spaces, each once. */
export function labelsOf(labels: readonly string[]): string[] {
  const clean = labels.map((label) => cut(label.trim().replaceAll(/\s+/g, '-'), longestLabel));
  return [...new Set(clean)].filter((label) => label !== '');
}

/** The label that says which action item an issue belongs to. A clone carries it too; the issue property decides. */
export function markerLabel(key: string): string {
  return `pm-${key}`;
}

/** Shortens without leaving half a surrogate pair. */
function cut(text: string, most: number): string {
  const end = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(end) ? end.slice(0, -1) : end;
}

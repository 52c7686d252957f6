const longestTitle = 200;

/** The title of an item's issue: its first line without Markdown, cut at a word when it is long. Never empty for a non-empty text. */
export function issueTitle(text: string): string {
  const plain = text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= longestTitle) return plain;
  const cut = plain.slice(0, longestTitle - 1);
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > longestTitle / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

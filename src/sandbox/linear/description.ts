/** Linear stores what its editor made of the Markdown: links in angle brackets, bullets as stars, no blank ends. */
export function rewritten(markdown: string | null): string | null {
  if (markdown === null) return null;
  return markdown
    .replaceAll('\r\n', '\n')
    .replaceAll(/\]\((https?:[^)<>\s]+)\)/g, '](<$1>)')
    .replaceAll(/^(\s*)[-+] /gm, '$1* ')
    .trim();
}

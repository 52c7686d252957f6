/** What a reader sees of the page: its text without tags, blanks collapsed. */
export function pageText(page: string): string {
  return page
    .replaceAll(/<title>[^]*?<\/title>|<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([.,;:)])/g, '$1')
    .trim();
}

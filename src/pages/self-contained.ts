import { addressText } from '../lib/html.ts';
import { stylesheet, stylesheetPath } from './stylesheet.ts';

/** The page with its style in it, to be kept or sent as one file. Its links lead below `site`, the public address of the service. */
export function selfContained(page: string, site: string): string {
  const link = `<link rel="stylesheet" href="${addressText(stylesheetPath)}" />`;
  return page
    .replace(link, () => `<style>\n${stylesheet}</style>`)
    .replaceAll(
      /(<(?:a|form)\b[^>]*?\s(?:href|action)=")\/(?!\/)/g,
      (_, before: string) => `${before}${site}/`,
    );
}

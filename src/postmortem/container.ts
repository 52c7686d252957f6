import type { Block } from './blocks.ts';
import { foreignBlocks } from './foreign-markup.ts';
import { htmlBlocks, looksLikeHtml } from './html-blocks.ts';
import { type HtmlHead, htmlHead } from './html-head.ts';
import { markdownBlocks } from './markdown-blocks.ts';
import { withoutComments } from './markup-residue.ts';

/** A text taken apart, whatever it is written in. */
export interface Container {
  readonly blocks: readonly Block[];
  /** The head of an HTML page; null for every other text. */
  readonly page: HtmlHead | null;
}

/** Reads the blocks of HTML, reStructuredText, AsciiDoc, wiki notations and, for all other texts, Markdown. */
export function readContainer(source: string, body: string): Container {
  const text = withoutComments(body);
  if (looksLikeHtml(source, text)) {
    const page = htmlHead(text);
    return { blocks: htmlBlocks(text, page), page };
  }
  return { blocks: foreignBlocks(source, text) ?? markdownBlocks(text), page: null };
}

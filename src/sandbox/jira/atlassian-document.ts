import { z } from 'zod';

export const notADocument =
  'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
export const tooLong = 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.';
const mostCharacters = 32_767;

const documentBody = z.object({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(z.unknown()),
});
const textNode = z.object({ type: z.literal('text'), text: z.string().min(1) });

/** Whether the value is an Atlassian document as far as Jira insists: a doc of nodes, no empty text. */
export function isAtlassianDocument(value: unknown): boolean {
  const body = documentBody.safeParse(value);
  return body.success && body.data.content.every(isNode);
}

/** Whether the document is longer than Jira keeps. */
export function isTooLong(value: unknown): boolean {
  return JSON.stringify(value).length > mostCharacters;
}

/** Whether the text holds what the database cannot: control characters, halves of a surrogate pair. */
export function isBroken(text: string): boolean {
  return !text.isWellFormed() || /[^\P{Cc}\t\n\r]/u.test(text);
}

function isNode(value: unknown): boolean {
  const node = z
    .object({ type: z.string().min(1), content: z.array(z.unknown()).optional() })
    .safeParse(value);
  if (!node.success) return false;
  if (node.data.type === 'text') {
    const read = textNode.safeParse(value);
    return read.success && !isBroken(read.data.text);
  }
  return (node.data.content ?? []).every(isNode);
}

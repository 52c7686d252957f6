import type { LinearDocument } from '@linear/sdk';
import type { Backlink } from '../tracker.ts';
import type { ProvenNode } from './shapes.ts';
import { validLine } from './valid-text.ts';

/** Where the attachment's metadata carries the item's hidden key. */
const keyField = 'followthroughKey';

/** The link back as an attachment. Linear keeps one per issue and address, so that sending it again renews it. */
export function backlinkInput(
  issueId: string,
  backlink: Backlink,
  key: string | null,
): LinearDocument.AttachmentCreateInput {
  return {
    issueId,
    url: backlink.url,
    title: validLine(backlink.title),
    subtitle: validLine(backlink.subtitle),
    metadata: key === null ? {} : { [keyField]: key },
  };
}

/** The hidden key the issue carries; null when it carries none. */
export function hiddenKey(issue: Pick<ProvenNode, 'attachments'>): string | null {
  for (const { metadata } of issue.attachments.nodes) {
    const key = keyIn(metadata);
    if (key !== null) return key;
  }
  return null;
}

/** The hidden key in one attachment's metadata; null when there is none. */
export function keyIn(metadata: Readonly<Record<string, unknown>> | null | undefined): string | null {
  const key = metadata?.[keyField];
  return typeof key === 'string' ? key : null;
}

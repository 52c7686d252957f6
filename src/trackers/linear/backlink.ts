import type { LinearDocument } from '@linear/sdk';
import type { Backlink } from '../tracker.ts';
import type { IssueWithProof } from './shapes.ts';

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
    title: backlink.title,
    subtitle: backlink.subtitle,
    metadata: key === null ? {} : { [keyField]: key },
  };
}

/** The hidden key the issue carries; null when it carries none. */
export function hiddenKey(issue: IssueWithProof['issue']): string | null {
  for (const { metadata } of issue.attachments.nodes) {
    const key = metadata?.[keyField];
    if (typeof key === 'string') return key;
  }
  return null;
}

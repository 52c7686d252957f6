import { createHash } from 'node:crypto';
import type { Backlink } from '../tracker.ts';
import { cleanText, linkTitleOf } from './issue-words.ts';
import type { JiraSession } from './jira-session.ts';

const longestGlobalId = 255;

/**
 * Sets the remote link back to the postmortem. Jira keeps one link per global id, so it may be repeated; it nulls what is left
 * out, so the whole link is sent each time.
 */
export async function setBacklink(session: JiraSession, issueId: string, backlink: Backlink): Promise<void> {
  const { createOrUpdateRemoteIssueLink } = await session.jira();
  await createOrUpdateRemoteIssueLink(session.transport, {
    issueIdOrKey: issueId,
    globalId: globalIdOf(backlink.url),
    application: { type: 'followthrough', name: 'Followthrough' },
    relationship: 'action item of',
    object: { url: backlink.url, title: linkTitleOf(backlink.title), summary: cleanText(backlink.subtitle) },
  });
}

function globalIdOf(url: string): string {
  const readable = `system=followthrough&id=${url}`;
  if (readable.length <= longestGlobalId) return readable;
  return `system=followthrough&id=${createHash('sha256').update(url).digest('hex')}`;
}

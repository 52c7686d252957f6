import { createHash } from 'node:crypto';
import type { Backlink } from '../../tracker.ts';
import type { DataCenterSession } from './data-center-session.ts';

const longestGlobalId = 255;

/**
 * Sets the remote link back to the postmortem, one call for each issue. Jira keeps one link per global id, so it may be repeated;
 * it nulls what is left out, so the whole link is sent each time.
 */
export async function setBacklink(
  session: DataCenterSession,
  issueId: string,
  { url, title, subtitle }: Backlink,
): Promise<void> {
  const readable = `system=followthrough&id=${url}`;
  const globalId =
    readable.length <= longestGlobalId
      ? readable
      : `system=followthrough&id=${createHash('sha256').update(url).digest('hex')}`;
  await session.transport.send({
    method: 'POST',
    path: ['issue', issueId, 'remotelink'],
    body: {
      globalId,
      application: { type: 'followthrough', name: 'Followthrough' },
      relationship: 'action item of',
      object: { url, title, summary: subtitle },
    },
  });
}

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { adfOf } from './adf.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';

const markerProperty = 'pm.comment';
const newest = 100;
const pageSchema = z.object({
  comments: z.array(
    z.object({ properties: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]) }),
  ),
});
const markerSchema = z.object({ h: z.string() });

/** Says it once: the comment carries a fingerprint of its words, and is not added beside one that has the same. */
export async function addCommentOnce(session: JiraSession, issueId: string, text: string): Promise<void> {
  const { getComments, addComment } = await session.jira();
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const answer = await getComments(session.transport, {
    issueIdOrKey: issueId,
    maxResults: newest,
    orderBy: '-created',
    expand: 'properties',
  });
  const { comments } = readAnswer(session.settings.id, 'the comments', pageSchema, answer);
  const isSaid = comments.some(({ properties }) =>
    properties.some(
      ({ key, value }) => key === markerProperty && markerSchema.safeParse(value).data?.h === fingerprint,
    ),
  );
  if (isSaid) return;
  await addComment(session.transport, {
    issueIdOrKey: issueId,
    body: { ...adfOf(text), content: adfOf(text).content.map((node) => ({ ...node })) },
    properties: [{ key: markerProperty, value: { h: fingerprint } }],
  });
}

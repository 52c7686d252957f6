import { z } from 'zod';
import { readAnswer } from '../jira-transport.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { wikiOf } from './wiki-markup.ts';

const commentsSchema = z.object({
  comments: z.array(z.object({ body: z.string(), author: z.object({ name: z.string() }).nullish() })),
});

/** Says it once: not beside a comment of ours with the same words. Data Center keeps comments as they were written. */
export async function addCommentOnce(
  session: DataCenterSession,
  issueId: string,
  text: string,
): Promise<void> {
  const path = ['issue', issueId, 'comment'];
  const wiki = wikiOf(text);
  const us = await session.userName();
  const { body } = await session.transport.send({ path });
  const { comments } = readAnswer(session.settings.id, 'the comments', commentsSchema, body);
  const isSaid = comments.some((each) => each.author?.name === us && words(each.body) === words(wiki));
  if (!isSaid) await session.transport.send({ method: 'POST', path, body: { body: wiki } });
}

/** Without what line ends and trimming on the way may have changed. */
function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

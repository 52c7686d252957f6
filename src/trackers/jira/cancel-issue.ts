import { z } from 'zod';
import { JiraError } from './jira-error.ts';
import type { JiraSession } from './jira-session.ts';
import { readAnswer } from './jira-transport.ts';
import { isDropped } from './read-issue.ts';

/** A way from the present status to a cancelled one. */
export interface WayOut {
  readonly transitionId: string;
  readonly resolution: string | null;
}

const transitionsSchema = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      to: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
      fields: z
        .object({
          resolution: z
            .object({ allowedValues: z.array(z.object({ name: z.string() })).default([]) })
            .optional(),
        })
        .optional(),
    }),
  ),
});

/**
 * The transition that cancels: to a status of the category done, with a dropped resolution where its screen offers one, else
 * to a status whose own name says so. Refuses when there is neither: plain “Done” would be a lie.
 */
export async function findWayOut(session: JiraSession, issueId: string): Promise<WayOut> {
  const { getTransitions } = await session.jira();
  const { droppedResolutions: dropped } = session.context;
  const answer = await getTransitions(session.transport, {
    issueIdOrKey: issueId,
    expand: 'transitions.fields',
  });
  const { transitions } = readAnswer(session.settings.id, 'the transitions', transitionsSchema, answer);
  const toDone = transitions.filter(({ to }) => to.statusCategory.key === 'done');
  for (const { id, fields } of toDone) {
    const resolution = fields?.resolution?.allowedValues.find(({ name }) => isDropped(name, dropped));
    if (resolution !== undefined) return { transitionId: id, resolution: resolution.name };
  }
  const byName = toDone.find(({ to }) => isDropped(to.name, dropped));
  if (byName !== undefined) return { transitionId: byName.id, resolution: null };
  throw new JiraError(session.settings.id, {
    kind: 'refused',
    message: `No step of the workflow leads to a dropped resolution (${dropped.join(', ')}). Cancel the issue in Jira, or add one of them to its closing screen.`,
  });
}

/** Takes the way out. */
export async function takeWayOut(session: JiraSession, issueId: string, way: WayOut): Promise<void> {
  const { doTransition } = await session.jira();
  await doTransition(session.transport, {
    issueIdOrKey: issueId,
    transition: { id: way.transitionId },
    ...(way.resolution === null ? {} : { fields: { resolution: { name: way.resolution } } }),
  });
}

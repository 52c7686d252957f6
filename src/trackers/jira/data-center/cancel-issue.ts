import { z } from 'zod';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import { isDropped } from '../read-issue.ts';
import type { DataCenterSession } from './data-center-session.ts';

/** A way from the present status to a cancelled one. */
export interface WayOut {
  readonly transitionId: string;
  readonly resolution: string | null;
}

const resolutionField = z.object({ allowedValues: z.array(z.object({ name: z.string() })).default([]) });
const transitionsSchema = z.object({
  transitions: z.array(
    z.object({
      id: z.string(),
      to: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }).nullish() }),
      fields: z.object({ resolution: resolutionField.optional() }).optional(),
    }),
  ),
});

/**
 * The transition that cancels: to a status of the category done, with a dropped resolution where its screen offers one, else
 * to a status whose own name says so. Refuses when there is neither: plain “Done” would be a lie.
 */
export async function findWayOut(
  { settings, context, transport }: DataCenterSession,
  issueId: string,
): Promise<WayOut> {
  const dropped = context.droppedResolutions;
  const { body } = await transport.send({
    path: ['issue', issueId, 'transitions'],
    query: { expand: 'transitions.fields' },
  });
  const { transitions } = readAnswer(settings.id, 'the transitions', transitionsSchema, body);
  const toDone = transitions.filter(({ to }) => to.statusCategory?.key === 'done');
  const ways = toDone.flatMap(({ id, to, fields }): WayOut[] => {
    const offered = fields?.resolution?.allowedValues.find(({ name }) => isDropped(name, dropped));
    if (offered !== undefined) return [{ transitionId: id, resolution: offered.name }];
    return isDropped(to.name, dropped) ? [{ transitionId: id, resolution: null }] : [];
  });
  const way = ways.find(({ resolution }) => resolution !== null) ?? ways[0];
  if (way !== undefined) return way;
  throw new JiraError(settings.id, {
    kind: 'refused',
    message: `No step of the workflow leads to a dropped resolution (${dropped.join(', ')}). Cancel the issue in Jira, or add one of them to its closing screen.`,
  });
}

/** Takes the way out. */
export async function takeWayOut(
  { transport }: DataCenterSession,
  issueId: string,
  { transitionId, resolution }: WayOut,
): Promise<void> {
  await transport.send({
    method: 'POST',
    path: ['issue', issueId, 'transitions'],
    body: {
      transition: { id: transitionId },
      ...(resolution === null ? {} : { fields: { resolution: { name: resolution } } }),
    },
  });
}

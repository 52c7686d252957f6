import { z } from 'zod';
import { JiraError } from '../jira-error.ts';
import { readAnswer } from '../jira-transport.ts';
import { markerIn, markerOf, markerProperty } from '../marker.ts';
import type { DataCenterSession } from './data-center-session.ts';

const propertySchema = z.object({ value: z.unknown() });

/** The identity key hidden in the issue; null when it carries none. */
export async function readMarker(session: DataCenterSession, issueId: string): Promise<string | null> {
  try {
    const { body } = await session.transport.send({ path: pathOf(issueId) });
    const { value } = readAnswer(session.settings.id, 'the property', propertySchema, body);
    return markerIn({ [markerProperty]: value });
  } catch (error) {
    if (error instanceof JiraError && error.kind === 'not-found') return null;
    throw error;
  }
}

/**
 * Makes sure that issues just made carry the hidden key. Old versions take properties with a create and drop them; whether this one
 * does is found out once, at its first issue.
 */
export async function keepMarkers(
  session: DataCenterSession,
  made: readonly { readonly id: string; readonly key: string }[],
): Promise<void> {
  const { learnt } = session;
  const [first] = made;
  if (first === undefined) return;
  learnt.keepsProperties ??= (await readMarker(session, first.id)) !== null;
  if (learnt.keepsProperties) return;
  for (const { id, key } of made) await writeMarker(session, id, key);
}

/** Sets the hidden key; harmless when it is there. */
export async function writeMarker(session: DataCenterSession, issueId: string, key: string): Promise<void> {
  await session.transport.send({ method: 'PUT', path: pathOf(issueId), body: markerOf(key).value });
}

function pathOf(issueId: string): readonly string[] {
  return ['issue', issueId, 'properties', markerProperty];
}

import type { TrackedItem } from '../../src/actions/item-history.ts';
import type { Handle } from '../../src/db/database.ts';
import { addItemEvents } from '../../src/db/item-event-store.ts';
import { insertMany } from '../../src/db/many-rows.ts';
import { actionItem, incident, postmortem } from '../../src/db/schema.ts';
import type { Incident } from '../../src/incidents/incident.ts';

/** The id that a thing with a short name has in the database. */
export function uuidOf(name: string): string {
  const digits = Buffer.from(name).toString('hex');
  return `00000000-0000-4000-8000-${digits.slice(-12).padStart(12, '0')}`;
}

/** Records items with their histories, and the incidents they belong to; one of each service combination where none are given. */
export async function giveItems(
  db: Handle,
  items: readonly TrackedItem[],
  incidents: readonly Incident[] = [],
): Promise<void> {
  const known = new Set(incidents.map(({ id }) => id));
  const others = Map.groupBy(
    items.filter(({ incidentId }) => !known.has(incidentId)),
    ({ incidentId }) => incidentId,
  );
  const recordedAt = new Date('2026-09-01T00:00:00Z');
  await insertMany(db, incident, [
    ...incidents.map(({ postmortemPublishedAt: _published, services, causes, ...given }) => ({
      ...given,
      services: [...services],
      causes: [...causes],
      recordedAt,
    })),
    ...[...others].map(([id, [first]]) => ({
      id,
      title: id,
      severity: first?.severity ?? null,
      services: [...(first?.services ?? [])],
      causes: [],
      recordedAt,
    })),
  ]);
  const ids = [...new Set(items.map(({ incidentId }) => incidentId))];
  await insertMany(
    db,
    postmortem,
    ids.map((id, part) => ({
      id: uuidOf(`pm ${part}`),
      incidentId: id,
      incidentDeclared: true,
      source: 'given',
      part,
      title: id,
      fingerprint: '',
      authors: [],
      publishedAt: incidents.find((one) => one.id === id)?.postmortemPublishedAt ?? null,
      problems: [],
      recordedAt,
      editedAt: recordedAt,
    })),
  );
  await insertMany(
    db,
    actionItem,
    items.map((item, line) => ({
      id: uuidOf(item.id),
      postmortemId: uuidOf(`pm ${ids.indexOf(item.incidentId)}`),
      incidentId: item.incidentId,
      key: item.id,
      line,
      text: item.text,
      category: item.category,
      level: item.level,
      test: item.test,
      team: item.team,
      links: [],
      weaknesses: item.weaknesses.map((rule) => ({ rule, message: '', suggestion: '' })),
      promisedPriority: item.priority,
      promisedDone: false,
      createdAt: item.createdAt,
      recordedAt: item.recordedAt,
      adopted: false,
      drift: [],
      ...(item.link && {
        trackerId: item.link.trackerId,
        trackerKind: 'linear' as const,
        issueId: item.link.issueId,
        issueKey: item.link.key,
        issueUrl: item.link.url,
        linkedAt: item.link.linkedAt,
      }),
    })),
  );
  await addItemEvents(
    db,
    items.flatMap((item) =>
      item.events.map((event, place) => ({ ...event, itemId: uuidOf(item.id), sourceKey: String(place) })),
    ),
  );
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../src/db/database.ts';
import { addItemEvents } from '../src/db/item-event-store.ts';
import { insertMany } from '../src/db/many-rows.ts';
import { actionItem, incident, postmortem } from '../src/db/schema.ts';
import type { TrackerKind } from '../src/trackers/tracker.ts';

/** An issue that is there already, as its tracker shows it. */
export interface ThereAlready {
  readonly issueId: string;
  readonly issueKey: string;
  readonly url: string;
  readonly title: string;
}

/** Puts items straight into the tables, each linked to an issue that is there already. */
export async function putLinkedItems(
  db: Database,
  tracker: { readonly id: string; readonly kind: TrackerKind; readonly team: string },
  issues: readonly ThereAlready[],
  at: Date,
): Promise<void> {
  const incidentId = `INC-${tracker.id}`;
  const postmortemId = randomUUID();
  const said = { title: 'Checkout refused cards', recordedAt: at, summary: null };
  await insertMany(db, incident, [
    { ...said, id: incidentId, severity: 'SEV1', services: [], causes: [], repeats: null },
  ]);
  await insertMany(db, postmortem, [
    {
      ...said,
      id: postmortemId,
      incidentId,
      incidentDeclared: true,
      source: `docs/${tracker.id}.md`,
      part: 0,
      fingerprint: '',
      authors: [],
      problems: [],
      editedAt: at,
    },
  ]);
  const items = issues.map(({ issueId, issueKey, url, title }, place) => ({
    id: randomUUID(),
    postmortemId,
    incidentId,
    key: randomBytes(10).toString('hex'),
    line: place + 1,
    text: title,
    team: tracker.team,
    links: [],
    weaknesses: [],
    promisedDone: false,
    createdAt: at,
    recordedAt: at,
    trackerId: tracker.id,
    trackerKind: tracker.kind,
    issueId,
    issueKey,
    issueUrl: url,
    issueTitle: title,
    linkedAt: at,
    adopted: false,
    drift: [],
  }));
  await insertMany(db, actionItem, items);
  await addItemEvents(
    db,
    items.flatMap(({ id }) =>
      (['state', 'due', 'assignee', 'priority'] as const).map((field) => ({
        itemId: id,
        field,
        value: field === 'state' ? 'open' : null,
        occurredAt: at,
        recordedAt: at,
        by: null,
        origin: 'document' as const,
        sourceKey: `document:${field}`,
      })),
    ),
  );
}

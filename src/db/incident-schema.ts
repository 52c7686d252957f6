// What is kept beside the incidents: what people recorded of them by hand, and how they read beside each other.

import {
  boolean,
  check,
  customType,
  index,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { IncidentFacts, FactName } from '../incidents/incident-facts.ts';
import { instant } from './columns.ts';
import { incident } from './schema.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What was recorded of an incident without a postmortem. A postmortem that names it has the word on what it states. */
export const incidentByHand = pgTable('incident_by_hand', {
  incidentId: text('incident_id')
    .primaryKey()
    .references(() => incident.id),
  facts: jsonb('facts').$type<StoredFacts>().notNull(),
  /** What the postmortem states, which is its to say; empty without one. */
  documented: text('documented').array().$type<FactName[]>().notNull(),
  at: instant('at').notNull(),
});

/** The facts as JSON has them: instants as text. */
export type StoredFacts = {
  readonly [Name in keyof IncidentFacts]: IncidentFacts[Name] extends Date | null
    ? string | null
    : IncidentFacts[Name];
};

/**
 * One row, which triggers change with every statement about incidents, their postmortems or pairs of them: whoever remembers what it read of those
 * remembers the state too, and asks whether it still stands. Random, so that a restored backup never shows a state it had before.
 */
export const incidentState = pgTable(
  'incident_state',
  {
    only: boolean('only').primaryKey().default(true),
    state: uuid('state').notNull(),
    /** The state in which every incident was compared with the others. */
    compared: uuid('compared'),
  },
  () => [check('incident_state_only', sql`"only"`)],
);

/** The words of an incident as full-text search has them; compared with those of all others once. */
export const incidentReading = pgTable(
  'incident_reading',
  {
    incidentId: text('incident_id')
      .primaryKey()
      .references(() => incident.id, { onDelete: 'cascade' }),
    /** Of the text and the start, to see that one of them was edited. */
    fingerprint: text('fingerprint').notNull(),
    words: tsvector('words').notNull(),
    startedAt: instant('started_at'),
    isCompared: boolean('is_compared').notNull(),
  },
  (table) => [
    index('incident_reading_words').using('gin', table.words),
    index('incident_reading_waiting')
      .on(table.startedAt)
      .where(sql`not is_compared`),
  ],
);

/** Pairs that read alike: the first started later and may repeat the second. */
export const repeatSuggestion = pgTable(
  'repeat_suggestion',
  {
    incidentId: text('incident_id')
      .notNull()
      .references(() => incident.id, { onDelete: 'cascade' }),
    repeatsId: text('repeats_id')
      .notNull()
      .references(() => incident.id, { onDelete: 'cascade' }),
    similarity: real('similarity').notNull(),
    because: text('because').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.incidentId, table.repeatsId] }),
    index('repeat_suggestion_repeats').on(table.repeatsId),
  ],
);

// What is recorded of incidents, their postmortems and the action items, and how the items changed.

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { eventOrigins, itemFields, itemStates } from '../actions/item-history.ts';
import { crossings, itemVerdicts } from '../actions/item-moment.ts';
import { pairVerdicts } from '../incidents/incident.ts';
import type { DocumentProblem, PromiseProblem } from '../postmortem/document.ts';
import { categories, levels, priorities } from '../postmortem/promise.ts';
import { trackerKinds } from '../trackers/tracker.ts';
import { instant, oneOf } from './columns.ts';
import { tellingMoment } from './telling-moment.ts';
import { issueStandings } from './vocabularies.ts';

export const incident = pgTable('incident', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  severity: text('severity'),
  services: text('services').array().notNull(),
  causes: text('causes').array().notNull(),
  repeats: text('repeats'),
  customerVisible: boolean('customer_visible'),
  startedAt: instant('started_at'),
  endedAt: instant('ended_at'),
  summary: text('summary'),
  /** What the postmortem tells of the root cause, in its own words. */
  rootCause: text('root_cause'),
  recordedAt: instant('recorded_at').notNull(),
});

export const postmortem = pgTable(
  'postmortem',
  {
    id: uuid('id').primaryKey(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incident.id),
    /** Whether the document itself names the incident. */
    incidentDeclared: boolean('incident_declared').notNull(),
    source: text('source').notNull(),
    /** Which of several postmortems in one file, from 0. */
    part: integer('part').notNull(),
    title: text('title').notNull(),
    fingerprint: text('fingerprint').notNull(),
    authors: text('authors').array().notNull(),
    summary: text('summary'),
    publishedAt: instant('published_at'),
    problems: jsonb('problems').$type<readonly DocumentProblem[]>().notNull(),
    recordedAt: instant('recorded_at').notNull(),
    editedAt: instant('edited_at').notNull(),
  },
  (table) => [
    uniqueIndex('postmortem_incident').on(table.incidentId),
    uniqueIndex('postmortem_source').on(table.source, table.part),
  ],
);

export const actionItem = pgTable(
  'action_item',
  {
    id: uuid('id').primaryKey(),
    postmortemId: uuid('postmortem_id')
      .notNull()
      .references(() => postmortem.id),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incident.id),
    /** The hidden key that ties the issue to the item. */
    key: text('key').notNull().unique(),
    line: integer('line').notNull(),
    text: text('text').notNull(),
    section: text('section'),
    category: text('category', { enum: categories }),
    level: text('level', { enum: levels }),
    test: text('test'),
    team: text('team').notNull(),
    links: text('links').array().notNull(),
    weaknesses: jsonb('weaknesses').$type<readonly PromiseProblem[]>().notNull(),
    /** The promise as the document states it; the due date may come from the policy. */
    promisedOwner: text('promised_owner'),
    promisedDue: date('promised_due', { mode: 'string' }),
    promisedPriority: text('promised_priority', { enum: priorities }),
    promisedDone: boolean('promised_done').notNull(),
    createdAt: instant('created_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    /** When an edit took the item out of the document. */
    withdrawnAt: instant('withdrawn_at'),
    trackerId: text('tracker_id'),
    trackerKind: text('tracker_kind', { enum: trackerKinds }),
    issueId: text('issue_id'),
    issueKey: text('issue_key'),
    issueUrl: text('issue_url'),
    issueTitle: text('issue_title'),
    linkedAt: instant('linked_at'),
    adopted: boolean('adopted').notNull().default(false),
    /** The tracker's own time of the state that was last read; null until the first sweep. */
    issueUpdatedAt: instant('issue_updated_at'),
    markerPutBackAt: instant('marker_put_back_at'),
    /** Where document and tracker disagree, one sentence each. */
    drift: text('drift').array().notNull(),
    /** How the issue stood when it was read last; null before that. */
    standing: text('standing', { enum: issueStandings }),
    /** The issue it was closed as a duplicate of. */
    duplicateOf: text('duplicate_of'),
  },
  (table) => [
    index('action_item_postmortem').on(table.postmortemId),
    index('action_item_incident').on(table.incidentId),
    index('action_item_team').on(table.team, table.createdAt),
    index('action_item_created').on(table.createdAt),
    index('action_item_test')
      .on(table.team)
      .where(sql`test is not null`),
    uniqueIndex('action_item_issue').on(table.trackerId, table.issueId),
    check('action_item_category', oneOf('category', categories)),
    check('action_item_priority', oneOf('promised_priority', priorities)),
    check('action_item_standing', oneOf('standing', issueStandings)),
  ],
);

/** Every change of an item, with the time it became true and the time it was learnt. Rows are only ever added. */
export const itemEvent = pgTable(
  'item_event',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => actionItem.id),
    field: text('field', { enum: itemFields }).notNull(),
    value: text('value'),
    occurredAt: instant('occurred_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    by: text('by'),
    origin: text('origin', { enum: eventOrigins }).notNull(),
    /** What makes the change the same change when it is read again. */
    sourceKey: text('source_key').notNull(),
  },
  (table) => [
    uniqueIndex('item_event_once').on(table.itemId, table.sourceKey),
    index('item_event_time').on(table.itemId, table.occurredAt, table.id),
    index('item_event_late')
      .on(table.recordedAt)
      .where(sql`recorded_at - occurred_at > interval '24 hours'`),
    check('item_event_field', oneOf('field', itemFields)),
    check('item_event_origin', oneOf('origin', eventOrigins)),
  ],
);

/**
 * The life of every item as its events tell it (`momentsOf`), so that reports ask what was true at an instant without reading histories. Written anew
 * whenever an item gains events; items that have none yet get theirs when the database is opened.
 */
export const itemMoment = pgTable(
  'item_moment',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => actionItem.id),
    ordinal: integer('ordinal').notNull(),
    /** The item's, so that one team's moments lie together. */
    team: text('team').notNull(),
    /** The item's, so that how long things take is read from the moments alone. */
    createdAt: instant('created_at').notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at'),
    counts: boolean('counts').notNull(),
    isOwed: boolean('is_owed').notNull(),
    state: text('state', { enum: itemStates }).notNull(),
    stateSince: instant('state_since').notNull(),
    crossing: text('crossing', { enum: crossings }),
    due: date('due', { mode: 'string' }),
    firstDue: date('first_due', { mode: 'string' }),
    moves: integer('moves').notNull(),
    movedDays: integer('moved_days'),
    pushedFrom: date('pushed_from', { mode: 'string' }),
    finishedDue: date('finished_due', { mode: 'string' }),
    assignee: text('assignee'),
    isAssigneeActive: boolean('is_assignee_active').notNull(),
    priority: text('priority', { enum: priorities }),
    touchedAt: instant('touched_at'),
    absences: integer('absences').notNull(),
    isExplained: boolean('is_explained').notNull(),
    acceptedUntil: date('accepted_until', { mode: 'string' }),
    verdict: text('verdict', { enum: itemVerdicts }),
    verdictAt: instant('verdict_at'),
    wasEverOwed: boolean('was_ever_owed').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.ordinal] }),
    index('item_moment_team').on(table.team, table.to),
    index('item_moment_telling').on(table.team, table.to).where(sql.raw(tellingMoment)),
    index('item_moment_refuted')
      .on(table.itemId)
      .where(sql`verdict = 'not-held'`),
    index('item_moment_due')
      .on(table.due)
      .where(sql`is_owed and counts`),
    index('item_moment_finished_due')
      .on(table.finishedDue)
      .where(sql`finished_due is not null`),
    index('item_moment_crossing')
      .on(table.from)
      .where(sql`crossing is not null and counts`),
    index('item_moment_push')
      .on(table.from)
      .where(sql`pushed_from is not null and counts`),
    check('item_moment_state', oneOf('state', itemStates)),
  ],
);

export const pairVerdict = pgTable(
  'pair_verdict',
  {
    incidentId: text('incident_id').notNull(),
    repeatsId: text('repeats_id').notNull(),
    verdict: text('verdict', { enum: pairVerdicts }).notNull(),
    by: text('by'),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.incidentId, table.repeatsId] }),
    check('pair_verdict_word', oneOf('verdict', pairVerdicts)),
  ],
);

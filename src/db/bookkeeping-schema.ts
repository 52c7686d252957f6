// What the service keeps for its own work: queues, claims, and where it stands with each tracker.

import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { WritePayload } from '../actions/promise-change.ts';
import { instant, oneOf } from './columns.ts';
import { actionItem } from './schema.ts';
import {
  deliveryStates,
  digestStates,
  jobNames,
  jobStates,
  tokenRoles,
  writeKinds,
  writeStates,
} from './vocabularies.ts';

/** The outbox: one queued change for a tracker a row, its identity stored before the first call. */
export const write = pgTable(
  'write',
  {
    id: uuid('id').primaryKey(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => actionItem.id),
    trackerId: text('tracker_id').notNull(),
    kind: text('kind', { enum: writeKinds }).notNull(),
    /** The client-chosen id of the issue, where the tracker takes one. */
    issueUuid: uuid('issue_uuid').notNull(),
    /** Adopt: the reference as the document has it. Update: the changes. */
    payload: jsonb('payload').$type<WritePayload>().notNull(),
    state: text('state', { enum: writeStates }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    runAt: instant('run_at').notNull(),
    lockedBy: text('locked_by'),
    lockedUntil: instant('locked_until'),
    /** When the first attempt was sent whose outcome was never learnt. */
    attemptedAt: instant('attempted_at'),
    error: text('error'),
    notes: text('notes').array().notNull(),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    index('write_due')
      .on(table.trackerId, table.runAt, table.createdAt)
      .where(sql`state in ('queued', 'unknown', 'sending')`),
    index('write_item').on(table.itemId),
    // Whether an earlier write of the item still waits, which a claim asks of each; quick even before there are statistics.
    index('write_waiting')
      .on(table.itemId)
      .where(sql`state in ('queued', 'unknown', 'sending')`),
    uniqueIndex('write_one_link_per_item')
      .on(table.itemId)
      .where(sql`kind in ('create', 'adopt') and state <> 'withdrawn'`),
    check('write_kind', oneOf('kind', writeKinds)),
    check('write_state', oneOf('state', writeStates)),
  ],
);

export const sweepState = pgTable('sweep_state', {
  trackerId: text('tracker_id').primaryKey(),
  sweptAt: instant('swept_at'),
  fullSweptAt: instant('full_swept_at'),
  error: text('error'),
  errorAt: instant('error_at'),
  /** Everything that changed before this was read; where the next reading of changes begins. */
  changesReadTo: instant('changes_read_to'),
  /** A full sweep under way: when it began, and the last item it has finished with. */
  fullStartedAt: instant('full_started_at'),
  fullCursor: uuid('full_cursor'),
});

/** What a tracker told us happened, kept as it came: a hint to read the issue again. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    trackerId: text('tracker_id').notNull(),
    /** The vendor's own id of the delivery, the same when it is sent again. */
    deliveryId: text('delivery_id').notNull(),
    event: text('event').notNull(),
    /** The issue it is about; null when it is about none. */
    issueId: text('issue_id'),
    body: text('body').notNull(),
    receivedAt: instant('received_at').notNull(),
    state: text('state', { enum: deliveryStates }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    runAt: instant('run_at').notNull(),
    lockedUntil: instant('locked_until'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('webhook_delivery_once').on(table.trackerId, table.deliveryId),
    index('webhook_delivery_due').on(table.state, table.runAt),
    check('webhook_delivery_state', oneOf('state', deliveryStates)),
  ],
);

/** What the trackers last said of their limits. */
export const trackerLimit = pgTable(
  'tracker_limit',
  {
    trackerId: text('tracker_id').notNull(),
    /** `*` for everything, else the vendor's name of an endpoint. */
    scope: text('scope').notNull(),
    limit: integer('limit'),
    remaining: integer('remaining'),
    resetsAt: instant('resets_at'),
    pausedUntil: instant('paused_until'),
    reason: text('reason'),
    seenAt: instant('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.trackerId, table.scope] })],
);

/** The OAuth tokens that are in force. They never leave this table but for the tracker they are of. */
export const trackerToken = pgTable('tracker_token', {
  trackerId: text('tracker_id').primaryKey(),
  /** Of the configured credential, so that a new one in the configuration begins a new chain. */
  fingerprint: text('fingerprint').notNull(),
  accessToken: text('access_token').notNull(),
  refreshToken: text('refresh_token'),
  expiresAt: instant('expires_at').notNull(),
  renewedAt: instant('renewed_at').notNull(),
});

/** Who may use the API with a token. Of the token itself only its hash is kept. */
export const apiToken = pgTable(
  'api_token',
  {
    name: text('name').primaryKey(),
    role: text('role', { enum: tokenRoles }).notNull(),
    /** SHA-256 in hexadecimal. */
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    uniqueIndex('api_token_hash').on(table.hash),
    check('api_token_role', oneOf('role', tokenRoles)),
  ],
);

/** A run on the timetable: a unique slot elects one process, a unique running row keeps it to one at a time. */
export const job = pgTable(
  'job',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text('name', { enum: jobNames }).notNull(),
    slot: instant('slot').notNull(),
    state: text('state', { enum: jobStates }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Not before this; later than the slot when a failed run is tried again. */
    runAt: instant('run_at').notNull(),
    lockedBy: text('locked_by'),
    lockedUntil: instant('locked_until'),
    error: text('error'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    uniqueIndex('job_slot').on(table.name, table.slot),
    uniqueIndex('job_one_runner')
      .on(table.name)
      .where(sql`state = 'running'`),
    check('job_name', oneOf('name', jobNames)),
    check('job_state', oneOf('state', jobStates)),
  ],
);

/** A digest is claimed once per week and recipient before it is sent. */
export const digestDelivery = pgTable(
  'digest_delivery',
  {
    week: text('week').notNull(),
    recipient: text('recipient').notNull(),
    state: text('state', { enum: digestStates }).notNull(),
    claimedAt: instant('claimed_at').notNull(),
    finishedAt: instant('finished_at'),
    error: text('error'),
  },
  (table) => [
    primaryKey({ columns: [table.week, table.recipient] }),
    check('digest_delivery_state', oneOf('state', digestStates)),
  ],
);

/** What the last reading of a watched folder found. */
export const watchedFolder = pgTable('watched_folder', {
  /** The path, as configured. */
  folder: text('folder').primaryKey(),
  readAt: instant('read_at').notNull(),
  /** The names of the documents that were there. */
  sources: text('sources').array().notNull(),
  /** Documents that were there once, are recorded, and are there no more. */
  gone: text('gone').array().notNull(),
  /** How many postmortems were new or edited. */
  changed: integer('changed').notNull(),
  problems: jsonb('problems').$type<readonly WatchProblem[]>().notNull(),
});

/** What a person should read of a watched folder: about a line of a document, about a document, or about the folder. */
export interface WatchProblem {
  readonly source: string | null;
  readonly line: number | null;
  readonly what: string;
}

import type { NewItemEvent } from '../db/item-event-store.ts';
import type { write } from '../db/bookkeeping-schema.ts';
import type { actionItem, incident, postmortem } from '../db/schema.ts';
import type { DocumentProblem } from '../postmortem/document.ts';

export type IncidentRow = typeof incident.$inferInsert;
export type PostmortemRow = typeof postmortem.$inferInsert;
export type ItemRow = typeof actionItem.$inferSelect;
export type NewItemRow = typeof actionItem.$inferInsert;
export type NewWriteRow = typeof write.$inferInsert;

/** Everything one document changes in the database; applied in one transaction or not at all. */
export interface IntakePlan {
  readonly incident: IncidentRow;
  readonly postmortem: PostmortemRow;
  readonly newItems: readonly NewItemRow[];
  readonly editedItems: readonly {
    readonly id: string;
    readonly set: Partial<NewItemRow>;
    readonly substantial: boolean;
  }[];
  readonly withdrawnItemIds: readonly string[];
  readonly events: readonly NewItemEvent[];
  readonly writes: readonly NewWriteRow[];
  /** Items whose waiting creation is no longer wanted: the document now says they are done, or names another ticket. */
  readonly unwantedWritesOf: readonly string[];
  readonly problems: readonly DocumentProblem[];
}

/** Where new ids come from; random outside tests. */
export interface NewIds {
  /** A v4 UUID. */
  uuid(): string;
  /** 20 characters [a-z0-9]. */
  key(): string;
}

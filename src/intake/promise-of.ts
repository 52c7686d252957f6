import { policyDueDays } from '../actions/route-item.ts';
import { resolveOwner, type ResolvedOwner } from '../actions/resolve-owner.ts';
import { findTicket, type KnownTracker, type TicketReference } from '../actions/ticket-reference.ts';
import type { Config } from '../config/config.ts';
import { addDays, dayOf, type Day } from '../lib/calendar.ts';
import type { StatedItem } from '../postmortem/document.ts';

/** What a stated item comes to under the configuration: who, by when, and whether a ticket of ours exists already. */
export interface ReadPromise {
  readonly owner: ResolvedOwner;
  readonly due: Day | null;
  readonly ticket: TicketReference | null;
}

/** The promise of a stated item. A document without a due date gets the policy's, counted from the item's creation. */
export function promiseOf(
  item: StatedItem,
  given: { readonly severity: string | null; readonly createdAt: Date; readonly config: Config },
): ReadPromise {
  const { config } = given;
  const days = policyDueDays(given.severity, config.policy.dueInDays);
  const fromPolicy =
    days === null ? null : addDays(dayOf(given.createdAt, config.organisation.timeZone), days);
  return {
    owner: resolveOwner(item.owner, config.people),
    due: item.due ?? fromPolicy,
    ticket: ticketOf(item.links, config),
  };
}

/** The ticket of ours that the links of an item name, if any. */
export function ticketOf(links: readonly string[], config: Config): TicketReference | null {
  return findTicket(links, knownTrackers(config));
}

/** The name an owner goes by in the history. */
export function ownerName(owner: ResolvedOwner): string | null {
  if (owner.kind === 'known') return owner.person.name;
  return owner.kind === 'unknown' ? owner.written : null;
}

function knownTrackers(config: Config): KnownTracker[] {
  return config.trackers.map((tracker) => ({
    id: tracker.id,
    origins: [new URL(tracker.url).origin, ...(tracker.kind === 'linear' ? ['https://linear.app'] : [])],
    projects: config.teams.filter((team) => team.tracker === tracker.id).map((team) => team.project),
  }));
}

import type { ItemState } from '../actions/item-history.ts';
import type { Flag } from '../flags/flag.ts';
import type { FlagContext } from '../flags/flag-context.ts';
import { acceptedUntil, flagsAt } from '../flags/flags-of.ts';
import type { Past } from '../flags/item-past.ts';
import type { Day } from '../lib/calendar.ts';
import type { Category, Priority } from '../postmortem/promise.ts';

/** One action item as lists, pages and `report items --json` show it. */
export interface ItemRow {
  readonly id: string;
  /** Id of its postmortem. */
  readonly postmortem: string;
  /** Id of its incident. */
  readonly incident: string;
  readonly text: string;
  readonly team: string;
  /** The first of `services`; null when it names none. */
  readonly service: string | null;
  readonly services: readonly string[];
  readonly severity: string | null;
  readonly priority: Priority | null;
  readonly category: Category | null;
  readonly owner: string | null;
  readonly due: Day | null;
  readonly firstDue: Day | null;
  /** How often the due date went to a later day. */
  readonly moves: number;
  /** Calendar days from the first due date to the present one, 0 if that is earlier; null without a due date. */
  readonly movedDays: number | null;
  readonly state: ItemState;
  readonly createdAt: Date;
  /** The completion that stands; null when it is not done. */
  readonly completedAt: Date | null;
  readonly test: string | null;
  /** Risk accepted through this day; null when it is not, or no longer. */
  readonly acceptedUntil: Day | null;
  readonly tracker: {
    readonly id: string;
    readonly kind: string;
    readonly issueId: string;
    readonly key: string;
    readonly url: string;
  } | null;
  readonly flags: readonly Flag[];
  /** It was already finished when it was recorded: listed, and in no number. */
  readonly history: boolean;
}

/** The row of an item as it stands in the context. */
export function itemRow(past: Past, context: FlagContext): ItemRow {
  const { item, asOf } = past;
  const { moment } = asOf;
  return {
    id: item.id,
    postmortem: item.postmortemId,
    incident: item.incidentId,
    text: item.text,
    team: item.team,
    service: item.services[0] ?? null,
    services: item.services,
    severity: item.severity,
    priority: moment.priority,
    category: item.category,
    owner: moment.assignee,
    due: moment.due,
    firstDue: moment.firstDue,
    moves: moment.moves,
    movedDays: moment.movedDays,
    state: moment.state,
    createdAt: item.createdAt,
    completedAt: moment.state === 'done' ? moment.stateSince : null,
    test: item.test,
    acceptedUntil: acceptedUntil(asOf, context),
    tracker: item.link && {
      id: item.link.trackerId,
      kind: item.link.kind,
      issueId: item.link.issueId,
      key: item.link.key,
      url: item.link.url,
    },
    flags: flagsAt(past, context),
    history: !moment.counts,
  };
}

import type { ItemEvent, ItemField, TrackedItem } from '../../src/actions/item-history.ts';
import type { Policy } from '../../src/actions/policy.ts';
import { policy as usual } from '../support/factories.ts';

/** A change as a table row: when (ISO), which field, to what, and when it was learnt if not at once. */
export type Change = readonly [at: string, field: ItemField, value: string | null, learnt?: string];

export const berlin = 'Europe/Berlin';

export const policy: Policy = {
  ...usual,
  label: 'postmortem',
  maxActionItems: 5,
  dueInDays: { SEV1: 15, SEV2: 30, default: 60 },
  requirePostmortemFor: ['SEV1', 'SEV2'],
  postmortemWithinHours: 72,
  repeatWindowDays: 90,
  slipping: { moves: 2, days: 14 },
  atRiskDays: 7,
  staleAfterDays: 21,
  verifyAfterDays: 30,
  unlinkedAfterHours: 1,
  droppedResolutions: ["Won't Do"],
};

export function event(
  [at, field, value, learnt]: Change,
  origin: ItemEvent['origin'] = 'tracker',
): ItemEvent {
  return {
    field,
    value,
    occurredAt: new Date(at),
    recordedAt: new Date(learnt ?? at),
    by: null,
    origin,
  };
}

/** An open, owned item in the tracker, created and recorded at `createdAt`, with what changed since. */
export function sampleItem(
  id: string,
  createdAt: string,
  due: string | null,
  changes: readonly Change[] = [],
  over: Partial<TrackedItem> = {},
): TrackedItem {
  const start: Change[] = [
    [createdAt, 'state', 'open'],
    [createdAt, 'assignee', 'Priya Nair'],
    [createdAt, 'due', due],
  ];
  const at = new Date(createdAt);
  return {
    id,
    postmortemId: 'pm-1',
    incidentId: 'INC-1',
    text: 'Reject unknown currency codes',
    team: 'payments',
    services: ['checkout'],
    severity: 'SEV1',
    priority: 'high',
    category: 'prevent',
    level: null,
    test: null,
    weaknesses: [],
    createdAt: at,
    recordedAt: at,
    link: {
      trackerId: 'linear-main',
      kind: 'linear',
      issueId: `issue-${id}`,
      key: `PAY-${id}`,
      url: `https://linear.example/PAY-${id}`,
      linkedAt: at,
    },
    writeError: null,
    events: [...start.map((change) => event(change, 'document')), ...changes.map((change) => event(change))],
    ...over,
  };
}

/** Items without the three first changes of `sampleItem`: only what is given. */
export function bareItem(
  id: string,
  createdAt: string,
  changes: readonly Change[],
  over: Partial<TrackedItem> = {},
): TrackedItem {
  return { ...sampleItem(id, createdAt, null), events: changes.map((change) => event(change)), ...over };
}

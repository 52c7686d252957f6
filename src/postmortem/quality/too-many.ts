import type { StatedItem } from '../document.ts';
import { categories, priorities } from '../promise.ts';
import type { Finding } from './rules.ts';

/** Items still owed beyond the policy's number: told at the first one too many, with which to keep and why. */
export function tooMany(
  items: readonly StatedItem[],
  most: number,
): { item: StatedItem; finding: Finding } | null {
  const owed = items.filter(({ done }) => !done);
  const item = owed[most];
  if (!item) return null;
  const kept = owed
    .toSorted((one, other) => weight(one) - weight(other) || one.line - other.line)
    .slice(0, most)
    .toSorted((one, other) => one.line - other.line)
    .map((one) => `line ${one.line}${reason(one)}`);
  return {
    item,
    finding: {
      rule: 'too-many',
      message: `This postmortem promises ${owed.length} things and the policy wants at most ${most}; what is much is seldom done.`,
      suggestion: `Keep ${kept.join(', ')}; put the others on the backlog, or fold them into these`,
    },
  };
}

/** Less is more urgent to keep: priority first, then what prevents, then what is promised well. */
function weight({ priority, category, owner, due, problems }: StatedItem): number {
  const urgency = priority === null ? 2 : priorities.indexOf(priority);
  const use = category === null ? categories.indexOf('process') : categories.indexOf(category);
  const weak = problems.filter(
    ({ rule }) => rule === 'vague' || rule === 'feeling' || rule === 'blame',
  ).length;
  return weak * 1000 + urgency * 100 + use * 10 + (owner === null ? 2 : 0) + (due === null ? 1 : 0);
}

function reason({ priority, category, owner, due, problems }: StatedItem): string {
  const said = [
    priority === 'urgent' || priority === 'high' ? `${priority} priority` : null,
    category,
    owner !== null && due !== null
      ? 'owned and dated'
      : owner !== null
        ? 'owned'
        : due !== null
          ? 'dated'
          : null,
  ].filter((word) => word !== null);
  if (said.length > 0) return ` (${said.join(', ')})`;
  return isConcrete(problems) ? ' (a concrete change)' : '';
}

function isConcrete(problems: StatedItem['problems']): boolean {
  return !problems.some(({ rule }) => ['vague', 'feeling', 'blame', 'no-test'].includes(rule));
}

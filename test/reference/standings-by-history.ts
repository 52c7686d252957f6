import { isUnfinished } from '../../src/actions/item-history.ts';
import { countFlags } from '../../src/flags/count-flags.ts';
import type { FlagContext } from '../../src/flags/flag-context.ts';
import { flagsAt } from '../../src/flags/flags-of.ts';
import type { Past } from '../../src/flags/item-past.ts';
import type { Span } from '../../src/metrics/span.ts';
import { groupings, type Standing } from '../../src/reports/completion-facts.ts';
import { flowByHistory } from './flow-by-history.ts';
import type { Timeline } from './timeline.ts';

interface Stander {
  readonly timeline: Timeline;
  readonly past: Past;
}

/** Flow and flags of every group, each item asked for the groups it is in and each group then counted by itself. */
export function standingsByHistory(
  standers: readonly Stander[],
  span: Span,
  context: FlagContext,
): Standing[] {
  return groupings.flatMap((by) => {
    const keys = new Set(standers.flatMap(({ past }) => keysOf(past, by)));
    return [...keys].map((key) => {
      const those = standers.filter(({ past }) => keysOf(past, by).includes(key));
      const kinds = those.flatMap(({ past }) => flagsAt(past, context).map(({ kind }) => kind));
      const timelines = those.map(({ timeline }) => timeline);
      return { by, key, flow: flowByHistory(timelines, span), flags: countFlags(kinds) };
    });
  });
}

function keysOf({ asOf }: Past, by: Standing['by']): (string | null)[] {
  const { team, services, severity, category, moment } = asOf;
  switch (by) {
    case 'all':
      return [null];
    case 'team':
      return [team];
    case 'service':
      return services.length === 0 ? [null] : [...services];
    case 'severity':
      return [severity];
    case 'priority':
      return [moment.priority];
    case 'category':
      return [category];
    case 'moved':
      return isUnfinished(moment.state) ? [moment.movedDays === null ? null : String(moment.movedDays)] : [];
  }
}

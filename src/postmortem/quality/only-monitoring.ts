import type { StatedItem } from '../document.ts';
import { isEnglish } from './english.ts';
import type { Finding } from './rules.ts';
import { deedOf } from './wording.ts';

const watching =
  /\b(?:monitor(?:s|ing)?|alerts?|alerting|alarms?|dashboards?|observability|notifications?|metrics?|pager ?duty|pingdom)\b/i;
const starting =
  /^(?:add|create|set ?up|improv\w+|implement\w*|introduc\w+|enabl\w+|configur\w+|better|more|increase|expand|extend|build|put|have|monitor|alert|set|deploy|establish|define|enhance|strengthen)\b/i;
const changing =
  /\b(?:fix|remov|replac|prevent|limit|migrat|upgrad|rollback|roll back|revert|test|retr|scal|automat|validat|reject|enforc|isolat|restrict|block|disabl|runbook|document|increase (?:the )?(?:memory|capacity|limit))\w*/i;

/** Whether the item does no more than to see the same failure sooner. */
function isMonitoring({ text, category }: StatedItem): boolean {
  if (!isEnglish(text) || changing.test(text.slice(0, 300))) return false;
  const { unlabelled } = deedOf(text);
  const head = unlabelled.split(/\s+/).slice(0, 12).join(' ');
  return watching.test(head) && (starting.test(unlabelled) || category === 'detect');
}

/** Where all that a postmortem promises is more monitoring, the same incident comes back and is only seen sooner: the first such item. */
export function onlyMonitoring(items: readonly StatedItem[]): { item: StatedItem; finding: Finding } | null {
  const item = items.find(({ done }) => !done);
  if (!item || !items.every(isMonitoring)) return null;
  return {
    item,
    finding: {
      rule: 'only-monitoring',
      message:
        items.length === 1
          ? 'The only action item is more monitoring: the incident would come back and be seen sooner.'
          : `All ${items.length} action items are more monitoring: the incident would come back and be seen sooner.`,
      suggestion:
        'Keep it, and add one action item that prevents the cause or limits the damage: change … in …',
    },
  };
}

import type { PostmortemDocument, StatedItem } from '../document.ts';
import { alreadyOpen, type OpenItems } from './already-open.ts';
import { blame } from './blame.ts';
import { dueDate } from './due-date.ts';
import { isEnglish } from './english.ts';
import { feeling } from './feeling.ts';
import { noTest } from './no-test.ts';
import { onlyMonitoring } from './only-monitoring.ts';
import { owner } from './owner.ts';
import type { Finding, QualityPolicy } from './rules.ts';
import { tooMany } from './too-many.ts';
import { vague } from './vague.ts';

/**
 * The document with what is weak about each of its promises, by the rules that the policy has switched on. Nothing is owed any more by
 * an item that is done, so it is not judged. What concerns the postmortem as a whole is told at one of its items. Without open items
 * of other postmortems that one rule is silent.
 */
export function judgePostmortem(
  document: PostmortemDocument,
  policy: QualityPolicy,
  open: OpenItems | null,
): PostmortemDocument {
  const isOn = ({ rule }: Finding): boolean => policy.qualityRules[rule] !== 'off';
  const { publishedAt, incident, source } = document;
  const items = document.actionItems.map((item): StatedItem => {
    if (item.done) return { ...item, problems: [] };
    const twin = open?.sameAs(item, { source, incidentId: incident.id }) ?? null;
    const found = [
      ...judgeWords(item.text, item.test),
      owner(item.text, item.owner),
      dueDate(item.text, item.due, { publishedAt, startedAt: incident.startedAt }),
      twin === null ? null : alreadyOpen(item, twin),
    ];
    return { ...item, problems: found.filter((finding) => finding !== null).filter(isOn) };
  });
  const whole = [onlyMonitoring(items), tooMany(items, policy.maxActionItems)].filter(
    (found) => found !== null && isOn(found.finding),
  );
  return {
    ...document,
    actionItems: items.map((item) => ({
      ...item,
      problems: [
        ...item.problems,
        ...whole.flatMap((found) => (found?.item === item ? [found.finding] : [])),
      ],
    })),
  };
}

/** What the words of a promise lack, one finding of the first rule that has one: they all ask for the same rewriting. */
export function judgeWords(text: string, test: string | null): Finding[] {
  if (!isEnglish(text)) return [];
  const found = blame(text) ?? feeling(text) ?? vague(text) ?? noTest(text, test);
  return found === null ? [] : [found];
}

import { timelineName } from './date-labels.ts';
import { headingKind } from './heading-words.ts';
import { headingText, type Section } from './sections.ts';
import { storyPartOf } from './story-names.ts';
import { isSummaryName } from './summary.ts';
import { datesIn } from './written-dates.ts';

/**
 * The incidents of a log, one section each; null for an ordinary document. A log has several headings of one rank that each
 * name an incident and its day ("Incident on 2024-09-20 – …"), or that each hold the parts of a postmortem of their own.
 */
export function incidentsOfLog(root: Section): Section[] | null {
  for (const level of [1, 2, 3, 4]) {
    const all = atLevel(root, level);
    const named = all.filter(namesAnIncident);
    if (
      named.length >= 3 &&
      named.every((section) => section.children.length > 0 || section.blocks.length > 0)
    )
      return named;
    const whole = all.filter((section) => partsOf(section) >= 2);
    if (whole.length >= 2 && whole.length * 2 > all.length && all.every(isNoPart)) return whole;
    // What one postmortem is made of is sought no deeper.
    if (all.some((section) => !isNoPart(section))) return null;
  }
  return null;
}

function namesAnIncident(section: Section): boolean {
  const text = headingText(section);
  return (
    /^\W{0,5}(?:\d{1,3}[.)] )?(?:incident|outage|post-?mortem|hendelse|インシデント)\b/iu.test(text) &&
    datesIn(text, null).some((date) => date.day !== null)
  );
}

/** How many different parts of a postmortem a section has under it, its action items counted. */
function partsOf(section: Section): number {
  const parts = section.children.flatMap((child) => partName(headingText(child)) ?? []);
  return new Set(parts).size;
}

function isNoPart(section: Section): boolean {
  return partName(headingText(section)) === null;
}

function partName(name: string): string | null {
  if (headingKind(name) === 'explicit') return 'action items';
  if (timelineName.test(name) && name.length <= 40) return 'timeline';
  return isSummaryName(name) ? 'summary' : storyPartOf(name);
}

function atLevel(section: Section, level: number): Section[] {
  return section.children.flatMap((child) =>
    child.level === level ? [child] : child.level < level ? atLevel(child, level) : [],
  );
}

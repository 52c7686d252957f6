import { headingText, type Section } from './sections.ts';
import { datesIn } from './written-dates.ts';

/**
 * The incidents of a log, one section each; null for an ordinary document. A log has three or more headings of one rank that
 * each name an incident and its day, as "Incident on 2024-09-20 – …".
 */
export function incidentsOfLog(root: Section): Section[] | null {
  for (const level of [1, 2, 3, 4]) {
    const sections = atLevel(root, level).filter(namesAnIncident);
    if (
      sections.length >= 3 &&
      sections.every((section) => section.children.length > 0 || section.blocks.length > 0)
    )
      return sections;
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

function atLevel(section: Section, level: number): Section[] {
  return section.children.flatMap((child) =>
    child.level === level ? [child] : child.level < level ? atLevel(child, level) : [],
  );
}

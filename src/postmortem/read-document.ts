import type { DocumentProblem, PostmortemDocument } from './document.ts';
import { tableFacts } from './fact-tables.ts';
import type { HtmlHead } from './html-head.ts';
import { endOf, startOf } from './incident-dates.ts';
import {
  statedAuthors,
  statedCauses,
  statedIncidentId,
  statedPublication,
  statedRepeats,
  statedServices,
  statedSeverity,
  statedVisibility,
} from './incident-facts.ts';
import { labelledValues, type LabelledValue } from './labelled-values.ts';
import { openingOf } from './opening.ts';
import { readItems } from './read-items.ts';
import type { Section } from './sections.ts';
import { draftWord, type StatedHead } from './stated-head.ts';
import { summaryOf } from './summary.ts';
import { storyOf, timelineOf } from './tell-story.ts';
import { fileName, titleOf } from './title.ts';
import { momentIn, type WritingHabit } from './written-instant.ts';

export interface ReadableDocument {
  readonly source: string;
  readonly head: StatedHead;
  readonly page: HtmlHead | null;
  readonly habit: WritingHabit;
  readonly root: Section;
  /** What could not be read of the head. */
  readonly problems: readonly DocumentProblem[];
  /** Whether it is one of several in its file, whose name then says nothing of it. */
  readonly isPart: boolean;
}

/** One postmortem out of its sections; what its head says comes before what its text says. */
export function readDocument(given: ReadableDocument): PostmortemDocument {
  const { source, head, page, habit, root } = given;
  const file = given.isPart ? '' : fileName(source);
  const values = [...labelledValues(root), ...tableFacts(root)];
  const title = titleOf(head.title, root, source, { values, pageTitle: page?.title ?? null });
  const opening = openingOf(root);
  const bareDate = head.date ?? (page?.published ? momentIn(page.published, habit) : null);
  const stated = head.publishedAt ?? momentOf(statedPublication(values), habit);
  const startedAt =
    head.startedAt ??
    (head.endedAt === null ? null : head.date) ??
    startOf({ title, bareDate, publishedAt: stated, fileName: file, values, root, habit });
  const endedAt = head.endedAt ?? endOf(values, startedAt, habit);
  const publishedAt = publication(given, values, bareDate, startedAt);
  const written = (publishedAt ?? endedAt ?? startedAt)?.slice(0, 10) ?? null;
  const { items, problems } = readItems(source, root, values, { order: habit.order, written });
  const story = storyOf(root);
  const timeline = timelineOf(root);
  const draft = head.draft ?? statedDraft(values, title);
  return {
    source,
    title,
    incident: {
      id: head.incident ?? statedIncidentId(values, title, file),
      severity: head.severity ?? statedSeverity(values, title, opening),
      startedAt,
      endedAt,
      services: head.services.length > 0 ? head.services : statedServices(values),
      repeats: head.repeats ?? statedRepeats(values, opening),
      causes: head.causes.length > 0 ? head.causes : statedCauses(values),
      customerVisible: head.customerVisible ?? statedVisibility(values),
    },
    publishedAt,
    authors: head.authors.length > 0 ? head.authors : authorsOf(values, page),
    summary: head.summary ?? summaryOf(root, values),
    ...(Object.keys(story).length > 0 ? { sections: story } : {}),
    ...(timeline.length > 0 ? { timeline } : {}),
    ...(draft === null ? {} : { draft }),
    actionItems: items,
    problems: [...given.problems, ...problems],
  };
}

/** A bare date to the second that is not the incident's is the moment a publishing program wrote. */
function publication(
  { head, page, habit }: ReadableDocument,
  values: readonly LabelledValue[],
  bareDate: string | null,
  startedAt: string | null,
): string | null {
  return (
    head.publishedAt ??
    momentOf(statedPublication(values), habit) ??
    (page?.published ? momentIn(page.published, habit) : null) ??
    (bareDate?.includes('T') && bareDate !== startedAt ? bareDate : null)
  );
}

function momentOf(words: string | null, habit: WritingHabit): string | null {
  return words === null ? null : momentIn(words, habit);
}

function authorsOf(values: readonly LabelledValue[], page: HtmlHead | null): string[] {
  const stated = statedAuthors(values);
  return stated.length === 0 && page?.author && !page.author.includes('http') ? [page.author] : stated;
}

function statedDraft(values: readonly LabelledValue[], title: string): boolean | null {
  if (/^[[(]?(?:draft|wip)\b|[[(](?:draft|wip)[\])]/i.test(title)) return true;
  const status = values.find(({ label }) =>
    /^(?:(?:document |post-?mortem |report |review )?(?:status|state)|estado|statut|ステータス)$/u.test(
      label,
    ),
  );
  return status ? draftWord(status.value) : null;
}

import type { DocumentProblem, PostmortemDocument, StatedItem } from './document.ts';
import type { Reading } from './reading.ts';
import { finishItem } from './finish-item.ts';
import { kindName, type Located } from './located-value.ts';
import { storyParts, type Story, type TimelineEntry } from './story.ts';
import { incidentKeys, postmortemKeys, storyKeys } from './structured-keys.ts';
import { structuredDraft } from './structured-item.ts';
import { structuredReader, type Fields, type StructuredReader } from './structured-reader.ts';
import { fileTitle } from './title.ts';
import { momentIn } from './written-instant.ts';

type Head = Fields<keyof typeof postmortemKeys>;
type Incident = Fields<keyof typeof incidentKeys>;

/** One postmortem out of JSON or YAML, in the shape that `import --json` prints; what cannot be read is left out and said with its path and line. */
export function structuredDocument(source: string, value: Located, path: string): PostmortemDocument {
  const problems: DocumentProblem[] = [];
  const read = structuredReader(problems, path);
  const head: Head = read.fields(value, postmortemKeys, '');
  const incident: Incident =
    head.incident?.value.kind === 'map'
      ? read.fields(head.incident.value, incidentKeys, head.incident.path)
      : {};
  const title = read.text(head.title) ?? read.text(incident.title);
  if (title === null && value.kind === 'map' && value.entries.length > 0)
    problems.push({
      line: value.line,
      message: `${path === '' ? 'The postmortem' : path} has no title.`,
      hint: 'Add "title", a text.',
    });
  const stated = head.incident && head.incident.value.kind !== 'map' ? read.text(head.incident) : null;
  const { story, timeline } = told(read, head);
  const startedAt = read.moment(incident.startedAt) ?? read.moment(head.startedAt) ?? firstMoment(timeline);
  const endedAt = read.moment(incident.endedAt) ?? read.moment(head.endedAt);
  const publishedAt = read.moment(head.publishedAt);
  const written = (publishedAt ?? endedAt ?? startedAt)?.slice(0, 10) ?? null;
  const items = readItems(read, head, { order: null, written, people: new Set<string>() }, problems);
  if (items.length === 0)
    problems.push({
      line: head.actionItems?.line ?? value.line,
      message: head.actionItems
        ? `“${head.actionItems.path}” holds no action items.`
        : `No action items were found: ${path === '' ? 'the postmortem' : path} has no list “actionItems”.`,
      hint: 'Add "actionItems": [{ "text": "…", "owner": "…", "due": "2026-11-20" }].',
    });
  const status = read.text(head.status);
  const draft =
    read.truth(head.draft) ?? (status === null ? null : /draft|in progress|wip|review/i.test(status));
  return {
    source,
    title: title ?? fileTitle(source),
    incident: {
      id: read.text(incident.id) ?? stated ?? read.text(head.incidentId),
      severity: read.name(incident.severity) ?? read.name(head.severity),
      startedAt,
      endedAt,
      services: [...read.names(incident.services), ...read.names(head.services)],
      repeats: read.text(incident.repeats) ?? read.text(head.repeats),
      causes: [...read.names(incident.causes), ...read.names(head.causes)],
      customerVisible: read.truth(incident.customerVisible) ?? read.truth(head.customerVisible),
    },
    publishedAt,
    authors: read.names(head.authors),
    summary: read.text(head.summary) ?? read.text(incident.summary),
    ...(Object.keys(story).length > 0 ? { sections: story } : {}),
    ...(timeline.length > 0 ? { timeline } : {}),
    ...(draft === null ? {} : { draft }),
    actionItems: items,
    problems: problems.toSorted((one, other) => one.line - other.line),
  };
}

/** When the timeline begins. */
function firstMoment([first]: readonly TimelineEntry[]): string | null {
  return first?.at ? momentIn(first.at, { order: null, zone: null }) : null;
}

function readItems(
  read: StructuredReader,
  head: Head,
  reading: Reading,
  problems: DocumentProblem[],
): StatedItem[] {
  const items: StatedItem[] = [];
  for (const entry of read.list(head.actionItems)) {
    const draft = structuredDraft(read, entry);
    if (!draft) continue;
    const finished = finishItem(draft, reading);
    problems.push(...finished.problems);
    if (finished.item) items.push(finished.item);
    else if (finished.problems.length === 0)
      problems.push({
        line: entry.line,
        message: `${entry.path} says nothing that anybody could do, so it was left out.`,
        hint: 'Say what will change, or delete it.',
      });
  }
  return items;
}

function told(read: StructuredReader, head: Head): { story: Story; timeline: TimelineEntry[] } {
  const nested: Fields<keyof typeof storyKeys> =
    head.sections?.value.kind === 'map'
      ? read.fields(head.sections.value, storyKeys, head.sections.path)
      : {};
  const found = storyParts.flatMap((part) => {
    const entry = nested[part] ?? head[part];
    const text = entry && read.prose(entry);
    return entry && text ? [[part, { line: entry.line, text }] as const] : [];
  });
  const timeline = read.list(nested.timeline ?? head.timeline).map((entry): TimelineEntry => {
    if (entry.value.kind !== 'map') return { line: entry.line, at: null, text: read.text(entry) ?? '' };
    const event = read.fields(
      entry.value,
      { at: ['time', 'when', 'timestamp'], text: ['event', 'description', 'message', 'note'], line: [] },
      entry.path,
    );
    return { line: entry.line, at: read.text(event.at), text: read.text(event.text) ?? '' };
  });
  return { story: Object.fromEntries(found), timeline: timeline.filter(({ text }) => text !== '') };
}

/** What a text holds that is JSON or YAML but no postmortem. */
export function strangeValue(value: Located, path: string): DocumentProblem {
  const keys =
    value.kind === 'map'
      ? value.entries
          .slice(0, 8)
          .map(({ key }) => `“${key.slice(0, 40)}”`)
          .join(', ')
      : '';
  const what = keys === '' ? kindName(value) : `an object with the keys ${keys}`;
  return {
    line: value.line,
    message: `${path === '' ? 'This' : path} is ${what}, not a postmortem.`,
    hint: 'Give an object (or a list of them) with "title", "incident" and "actionItems", as `import --dry-run --json` prints it.',
  };
}

import { readContainer } from './container.ts';
import type { DocumentProblem, PostmortemDocument } from './document.ts';
import { splitFrontMatter } from './front-matter.ts';
import { incidentsOfLog } from './incident-log.ts';
import { splitMailHead } from './mail-head.ts';
import { readDocument } from './read-document.ts';
import { sectionsOf } from './sections.ts';
import { statedHead } from './stated-head.ts';
import { structuredPostmortems } from './structured-postmortems.ts';
import { fileName } from './title.ts';
import { figureOrder } from './written-dates.ts';
import { statedZone } from './written-zone.ts';

/**
 * Reads what a document promises: its incident, its action items with their lines, and everything that could not be read.
 * A file holds one postmortem, or several where it is plainly a log of incidents, a list of JSON or several YAML documents.
 * Never throws, whatever the text; the time taken grows with the text's length.
 */
export function readPostmortems(source: string, text: string): PostmortemDocument[] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const structured = structuredPostmortems(source, plain);
  if (structured) return structured;
  const front = splitMailHead(plain) ?? splitFrontMatter(plain);
  const start = front.body.slice(0, 100_000);
  const habit = { order: figureOrder(`${fileName(source)}\n${start}`), zone: statedZone(start) };
  const head = statedHead(front, habit);
  const { blocks, page } = readContainer(source, front.body);
  const root = sectionsOf(blocks);
  const problems: readonly DocumentProblem[] = [...front.problems, ...head.problems];
  const incidents = incidentsOfLog(root);
  if (!incidents) return [readDocument({ source, head, page, habit, root, problems, isPart: false })];
  const none = statedHead({ values: new Map(), body: '', problems: [] }, habit);
  return incidents.map((section, part) =>
    readDocument({
      source,
      head: none,
      page: null,
      habit,
      root: { heading: null, level: 0, blocks: [], children: [section] },
      problems: part === 0 ? problems : [],
      isPart: true,
    }),
  );
}

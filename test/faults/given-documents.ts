import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many items one postmortem has; more than anybody writes, to keep the files few. */
const itemsEach = 50;

/** Writes postmortems with so many items of a service; every text is the only one of its kind. Returns the texts. */
export function giveDocuments(
  folder: string,
  service: string,
  items: number,
  due: (item: number) => string,
): string[] {
  mkdirSync(folder, { recursive: true });
  const texts = Array.from(
    { length: items },
    (_, at) => `Refuse code ${service}-${at} when ${service} loads it`,
  );
  for (let from = 0; from < items; from += itemsEach) {
    const incident = `INC-${service}-${from / itemsEach}`;
    const rows = texts
      .slice(from, from + itemsEach)
      .map((text, at) => `| ${text} | Priya Nair | ${due(from + at)} | High |`);
    const head = `---\ntitle: Outage ${incident}\nincident: ${incident}\nseverity: SEV2\nservices: [${service}]\npublished: 2026-11-03\n---\n\n## Action items\n\n`;
    const table = ['| Action item | Owner | Due | Priority |', '|---|---|---|---|', ...rows, ''];
    writeFileSync(join(folder, `${incident}.md`), head + table.join('\n'));
  }
  return texts;
}

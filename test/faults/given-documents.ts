import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many items one postmortem has; more than anybody writes, to keep the files few. */
const itemsEach = 50;

/** Postmortems with so many items of a service; every text is the only one of its kind. */
export interface GivenDocuments {
  readonly folder: string;
  /** Promises so many items for other days, those beside each other in a document, and returns the documents with them. */
  redate(items: number, day: (item: number) => string): string[];
}

export function giveDocuments(
  folder: string,
  service: string,
  items: number,
  day: (item: number) => string,
  anyItem: () => number,
): GivenDocuments {
  mkdirSync(folder, { recursive: true });
  const dues = Array.from({ length: items }, (_, item) => day(item));
  const documents = Math.ceil(items / itemsEach);
  const write = (document: number): string => {
    const incident = `INC-${service}-${document}`;
    const from = document * itemsEach;
    const rows = dues
      .slice(from, from + itemsEach)
      .map(
        (due, at) =>
          `| Refuse code ${service}-${from + at} when ${service} loads it | Priya Nair | ${due} | High |`,
      );
    const head = `---\ntitle: Outage ${incident}\nincident: ${incident}\nseverity: SEV2\nservices: [${service}]\npublished: 2026-11-03\n---\n\n## Action items\n\n`;
    const file = join(folder, `${incident}.md`);
    writeFileSync(
      file,
      `${head}${['| Action item | Owner | Due | Priority |', '|---|---|---|---|', ...rows, ''].join('\n')}`,
    );
    return file;
  };
  for (let document = 0; document < documents; document++) write(document);
  return {
    folder,
    redate(count, newDay) {
      const edited = new Set<number>();
      for (let left = count; left > 0;) {
        const first = anyItem();
        const document = Math.floor(first / itemsEach);
        const end = Math.min((document + 1) * itemsEach, items);
        for (let item = first; item < end && left > 0; item++, left--) dues[item] = newDay(item);
        edited.add(document);
      }
      return [...edited].map(write);
    },
  };
}

import {
  draftOf,
  incidentFields,
  type DraftRules,
  type IncidentDraft,
  type IncidentField,
} from '../incidents/incident-draft.ts';
import { csvRecords } from './csv-records.ts';

/** Something to tell about a line of the file. */
export interface LineRemark {
  readonly line: number;
  /** The column as the file calls it; null where it is about the whole line. */
  readonly column: string | null;
  readonly message: string;
}

/** The incidents of a file, with the line each stands in, or what is wrong with it. */
export interface IncidentCsv {
  readonly drafts: readonly { readonly line: number; readonly draft: IncidentDraft }[];
  readonly problems: readonly LineRemark[];
  /** What was not read, although nothing is wrong. */
  readonly notes: readonly LineRemark[];
  /** What the file calls the column of a field. */
  readonly columnOf: (field: IncidentField) => string;
}

/** Names of columns beside those of the fields; case, blanks, `_` and `-` do not matter. */
const otherNames: Readonly<Record<string, IncidentField>> = {
  incident: 'id',
  incidentid: 'id',
  service: 'services',
  cause: 'causes',
  started: 'startedAt',
  ended: 'endedAt',
};

/** Reads incidents from CSV with a header line. An empty cell says nothing of its field. */
export function readIncidentCsv(text: string, rules: DraftRules): IncidentCsv {
  const csv = csvRecords(text);
  if ('problem' in csv) return failed(csv.line, csv.problem);
  const [header, ...records] = csv.records;
  if (!header)
    return failed(1, 'The file is empty. Its first line names the columns: id, title, severity, …');
  const columns = header.cells.map((name) => ({ name, field: fieldNamed(name) }));
  const columnOf = (field: IncidentField) => columns.find((one) => one.field === field)?.name ?? field;
  const wrong = headerProblems(columns);
  if (wrong.length > 0) return { ...nothing, problems: wrong.map((message) => remark(header.line, message)) };

  const drafts: { line: number; draft: IncidentDraft }[] = [];
  const problems: LineRemark[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, cells } of records) {
    if (cells.length > columns.length) {
      problems.push(
        remark(line, `The line has ${cells.length} cells, and the header names ${columns.length}.`),
      );
      continue;
    }
    const given = columns.flatMap(({ field }, at) =>
      field && cells[at] ? [[field, cells[at]] as const] : [],
    );
    const read = draftOf(Object.fromEntries(given), rules);
    if ('problems' in read) {
      problems.push(...read.problems.map(({ field, message }) => remark(line, message, columnOf(field))));
      continue;
    }
    const before = lineOf.get(read.draft.id);
    if (before !== undefined) {
      problems.push(remark(line, `${read.draft.id} stands in line ${before} already.`, columnOf('id')));
      continue;
    }
    lineOf.set(read.draft.id, line);
    drafts.push({ line, draft: read.draft });
  }
  const unread = columns.filter(({ field, name }) => field === null && name !== '');
  const notes = unread.map(({ name }) =>
    remark(header.line, `Nothing is read from this column. ${known}`, name),
  );
  return { drafts, problems, notes, columnOf };
}

const nothing = { drafts: [], problems: [], notes: [], columnOf: (field: IncidentField) => field };
const known = `Columns are: ${incidentFields.join(', ')}.`;

function failed(line: number, message: string): IncidentCsv {
  return { ...nothing, problems: [remark(line, message)] };
}

function remark(line: number, message: string, column: string | null = null): LineRemark {
  return { line, column, message };
}

function headerProblems(
  columns: readonly { readonly name: string; readonly field: IncidentField | null }[],
): string[] {
  const fields = columns.flatMap(({ field }) => field ?? []);
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  return [
    ...(fields.includes('id') ? [] : [`No column is called id. ${known}`]),
    ...(twice === undefined ? [] : [`Two columns are read as ${twice}.`]),
  ];
}

function fieldNamed(name: string): IncidentField | null {
  const folded = name.toLowerCase().replaceAll(/[\s_-]/g, '');
  return incidentFields.find((field) => field.toLowerCase() === folded) ?? otherNames[folded] ?? null;
}

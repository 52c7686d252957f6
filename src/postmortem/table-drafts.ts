import { type Inline, oneLine, type Table, type TableRow } from './blocks.ts';
import type { Draft, Field, FieldName, Place } from './draft.ts';
import { fieldNamed } from './field-words.ts';
import { isGroupName, statedCategory } from './group-words.ts';
import { isBoldLine } from './headline-items.ts';
import { columnAt, namelessColumns, type Columns } from './nameless-columns.ts';
import { within } from './place.ts';

const itemColumn =
  /^(?:.*\baction items?|actions?|actions? (?:to take|required|needed|description)|(?:corrective|preventa?tive|preventive|follow[- ]?up|remedial|remediation|proposed|recommended|next) (?:actions?|measures?|steps?|items?|tasks?)|tasks?|to-?dos?|items?|measures?|improvements?|recommendations?|follow[- ]?ups?|what|what (?:needs|will|is|should|to|must|do) .{1,30}|action (?:points?|to be taken|plan|summary)|(?:issue|task|item|action) (?:title|summary|name)|deliverables?|work ?items?|remediations?|aksjon(?:spunkt)?|tiltak|oppgave|åtgärd|maßnahme|aktion|acci[oó]n(?:es)?|medida|tarea|mesures?(?: à prendre)?|tâche|ação|ações|azion[ei]|attività|misura|åtgärder|maßnahmen|aufgabe|actie|アクション(?:アイテム)?|対応|対応内容|対策|対策内容|タスク|施策|措施|改进措施|行动项|行动|任务|改进项|事项|조치(?: ?(?:항목|내용|사항))?|과제|작업|할 ?일|(?:hạng mục )?hành động|công việc|biện pháp|zadanie|działanie|задача|действие|мера|завдання|захід|toimenpide|opatření|görev|aksiyon|tindakan|ενέργεια|acțiune|intézkedés|الإجراء)$/u;
/** A column of tickets, which may also hold what they are about: "#41 - alert on caught errors". */
const ticketColumn = /^(?:tickets?|issues?|jira|github issues?|bugs?|stor(?:y|ies))$/;
const describing =
  /^(?:descriptions?|details?|summary|title|name|text|beskrivelse|内容|項目|概要|詳細|descripción|descrição|descrizione|détails?|beschreibung|说明|描述|内容)$/u;
const momentColumn =
  /^(?:time|date ?\/? ?time|timestamp|date|tid|tidspunkt|dato|時刻|時間|日時|hora|heure|uhrzeit|when|utc|(?:time|date).{0,20})$/u;
const ordinal =
  /^(?:#|no|nr|s\.? ?no|sr\.? ?no|serial(?: no)?|id|item id|action id|ai|n[º°]|番号|序号|nummer|num|\d+)?\.?$/u;

/** The items of a table under a heading of action items, whatever the order of its columns, and even where none has a name. */
export function tableDrafts(table: Table, place: Place): Draft[] {
  const nameless = namelessColumns(table);
  const columns = nameless?.columns ?? columnsOf(table);
  if (!columns) return [];
  let group = place;
  return (nameless?.rows ?? table.rows).flatMap((row) => {
    const name = groupRow(row);
    if (name !== null) group = within(place, name);
    return name === null ? rowDraft(row, columns, group) : [];
  });
}

/** The name in a row that only heads those below it: alone in the row, and bold or plainly a group's. */
function groupRow({ cells }: TableRow): string | null {
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  const [only] = filled;
  if (!only || filled.length > 1 || cells.length < 2) return null;
  const text = oneLine(only.text);
  return isGroupName(text) || (isBoldLine(only) && text.split(' ').length <= 4) ? text : null;
}

/** Whether a table tells by its header alone that its rows are action items: a column of them beside an owner, a date or a state, and no clock. */
export function isActionTable(table: Table): boolean {
  const names = table.header.map((cell) => plainName(cell));
  const fields = names.map((name) => fieldNamed(name)?.name);
  const named = names.some((name) =>
    /\baction items?$|^アクション(?:アイテム)?$|^aksjon(?:spunkt)?$|^mesure à prendre$/u.test(name),
  );
  const acts =
    named ||
    names.some((name) =>
      /^(?:actions?|(?:corrective|preventive|preventative|follow[- ]?up) (?:actions?|tasks?|items?)|tiltak|acci[oó]n(?:es)?)$/u.test(
        name,
      ),
    );
  const promised = fields.filter(
    (field) => field === 'owner' || field === 'due' || field === 'done' || field === 'ticket',
  );
  return acts && promised.length >= (named ? 1 : 2) && !momentColumn.test(names[0] ?? '');
}

/** Whether a table says who does something, and until when, how urgently or how far it is. */
export function isAssigned({ header, rows }: Table): boolean {
  const named = header.map((cell) => fieldNamed(oneLine(cell.text))?.name);
  return (
    rows.length > 0 &&
    header.length >= 3 &&
    named.includes('owner') &&
    (named.includes('due') ||
      named.includes('done') ||
      named.includes('priority') ||
      named.includes('ticket')) &&
    !/^(?:time|date|when|utc|at|tid|hora|heure|zeit|時刻)/i.test(oneLine(header[0]?.text ?? ''))
  );
}

function columnsOf(table: Table): Columns | null {
  const names = table.header.map((cell) => plainName(cell));
  if (
    names.every((name) => name === '') ||
    (momentColumn.test(names[0] ?? '') && !names.some((name) => itemColumn.test(name) && name !== 'what'))
  )
    return null;
  const isNamed = names.some((name) => itemColumn.test(name) || describing.test(name));
  const named = names.map((name, at) =>
    itemColumn.test(name) || (!isNamed && ticketColumn.test(name) && isTold(table, at))
      ? null
      : fieldNamed(name),
  );
  const text = textColumn(table, names, named);
  const taken = new Set<FieldName>();
  const fields = named.flatMap((field, at) => {
    if (!field || at === text || taken.has(field.name)) return [];
    taken.add(field.name);
    return [{ at, ...field }];
  });
  // A column under a name that nobody knows is what its cells are.
  for (const [at, field] of named.entries()) {
    const kind = field || at === text || ordinal.test(names[at] ?? '') ? null : columnAt(table.rows, at).kind;
    if (kind === null || taken.has(kind)) continue;
    taken.add(kind);
    fields.push({ at, name: kind, native: false });
  }
  return text < 0 ? null : { text, fields };
}

function textColumn(
  table: Table,
  names: readonly string[],
  named: readonly ({ name: FieldName } | null)[],
): number {
  for (const pattern of [itemColumn, describing, ticketColumn]) {
    const found = names
      .map((name, at) => ({ at, name, width: width(table, at) }))
      .filter(({ name }) => pattern.test(name))
      .toSorted((one, other) => other.width - one.width)[0];
    if (found && found.width > 0) return fuller(table, names, found);
  }
  let widest = -1;
  for (const [at, name] of names.entries())
    if (
      !named[at] &&
      !ordinal.test(name) &&
      width(table, at) > 8 &&
      (widest < 0 || width(table, at) > width(table, widest))
    )
      widest = at;
  return widest;
}

function isTold(table: Table, at: number): boolean {
  const texts = table.rows.slice(0, 20).map(({ cells }) => oneLine(cells[at]?.text ?? ''));
  return texts.filter((text) => text.split(' ').length >= 4).length * 2 > texts.length;
}

/** Where the item's column only holds a catchword, the description beside it is the promise. */
function fuller(table: Table, names: readonly string[], found: { at: number; width: number }): number {
  if (found.width > 14) return found.at;
  const described = names
    .map((name, at) => ({ at, width: describing.test(name) ? width(table, at) : 0 }))
    .toSorted((one, other) => other.width - one.width)[0];
  return described && described.width >= found.width * 2.5 ? described.at : found.at;
}

function width(table: Table, at: number): number {
  const sample = table.rows.slice(0, 20);
  const letters = sample.map((row) => row.cells[at]?.text.trim().length ?? 0);
  return letters.reduce((sum, length) => sum + length, 0) / Math.max(1, sample.length);
}

function rowDraft(row: TableRow, columns: Columns, place: Place): Draft[] {
  const inline = row.cells[columns.text];
  if (!inline || row.cells.every((cell) => /^[\s:|–—-]*$/.test(cell.text))) return [];
  const fields = new Map<FieldName, Field>();
  const used = new Set([columns.text]);
  for (const { at, name, native } of columns.fields) {
    const cell = row.cells[at];
    used.add(at);
    if (cell && cell.text.trim() !== '') fields.set(name, { inline: cell, line: row.line, native });
  }
  const notes = row.cells.filter((_, at) => !used.has(at));
  const category = fields.get('category');
  return [
    {
      line: row.line,
      inline,
      ...place,
      groupCategory: category ? statedCategory(oneLine(category.inline.text)) : place.groupCategory,
      fields,
      notes,
      meant: false,
    },
  ];
}

function plainName(cell: Inline): string {
  return oneLine(cell.text)
    .slice(0, 80)
    .toLowerCase()
    .replace(/[（(][^()（）]*[）)]/g, ' ')
    .replace(/[*_`"#:：?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

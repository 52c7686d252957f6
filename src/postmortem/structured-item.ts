import type { Inline } from './blocks.ts';
import type { Draft, Field as DraftField, FieldName } from './draft.ts';
import { itemKeys } from './structured-keys.ts';
import type { Field, StructuredReader } from './structured-reader.ts';

/** An action item of a JSON or YAML postmortem: a text, or an object with the words of the contract; null where neither is given. */
export function structuredDraft(read: StructuredReader, entry: Field): Draft | null {
  if (entry.value.kind !== 'map') {
    const text = read.text(entry);
    return text === null ? null : draftOf(entry.line, text, null, new Map());
  }
  const item = read.fields(entry.value, itemKeys, entry.path);
  const fields = new Map<FieldName, DraftField>();
  const give = (name: FieldName, field: Field | undefined, words: string | null): void => {
    if (field && words !== null)
      fields.set(name, { inline: plainInline(words), line: field.line, native: true });
  };
  give('owner', item.owner, read.person(item.owner));
  give('due', item.due, read.text(item.due));
  give('priority', item.priority, read.name(item.priority));
  give('category', item.category, read.text(item.category));
  give('level', item.level, read.text(item.level));
  give('test', item.test, read.text(item.test));
  give('ticket', item.links, links(read, item.links));
  give('done', item.done, doneWords(read, item.done));
  return draftOf(entry.line, read.text(item.text) ?? '', read.text(item.section), fields);
}

function draftOf(
  line: number,
  text: string,
  section: string | null,
  fields: ReadonlyMap<FieldName, DraftField>,
): Draft {
  return {
    line,
    inline: plainInline(text),
    section,
    fields,
    notes: [],
    groupDone: null,
    groupCategory: null,
    meant: true,
  };
}

function doneWords(read: StructuredReader, field: Field | undefined): string | null {
  if (field?.value.kind === 'scalar' && typeof field.value.value === 'boolean')
    return field.value.value ? 'done' : 'open';
  return read.text(field);
}

/** Keys and addresses; a platform's object for a ticket counts by its address or key. */
function links(read: StructuredReader, field: Field | undefined): string | null {
  if (!field) return null;
  const entries = field.value.kind === 'list' ? read.list(field) : [field];
  const found = entries.flatMap((entry) => {
    if (entry.value.kind !== 'map') return read.text(entry) ?? [];
    const known = entry.value.entries.find(({ key }) =>
      /(?:^|_)(?:url|link|permalink|key|identifier)$/i.test(key),
    );
    return known?.value.kind === 'scalar' && known.value.value !== null ? String(known.value.value) : [];
  });
  return found.join(' ') || null;
}

function plainInline(text: string): Inline {
  return { text, links: [], lead: null, allItalic: false, allStruck: false };
}

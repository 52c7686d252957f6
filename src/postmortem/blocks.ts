/** What a document is made of, whatever it was written in. Lines are 1-based lines of the source. */

export interface Link {
  readonly text: string;
  readonly href: string;
  /** Offsets into the text that holds the link. */
  readonly start: number;
  readonly end: number;
}

/** A run of text without its mark-up; code keeps its backticks, line breaks stay line breaks. */
export interface Inline {
  readonly text: string;
  readonly links: readonly Link[];
  /** Bold words that open the text, with the offset where they end. */
  readonly lead: { readonly text: string; readonly end: number } | null;
  readonly allItalic: boolean;
  readonly allStruck: boolean;
}

export interface Heading {
  readonly kind: 'heading';
  readonly line: number;
  readonly level: number;
  readonly inline: Inline;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly line: number;
  readonly inline: Inline;
}

export interface List {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly line: number;
  readonly blocks: readonly Block[];
}

export interface Table {
  readonly kind: 'table';
  readonly line: number;
  readonly header: readonly Inline[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly Inline[];
}

export type Block = Heading | Paragraph | List | Table;

/** One line without doubled spaces. */
export function oneLine(text: string): string {
  // Most texts are one already, and looking costs less than writing them anew.
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text).trim();
}

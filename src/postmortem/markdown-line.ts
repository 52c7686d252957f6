/** A line of Markdown and the line of the source it stands for. */
export interface MarkdownLine {
  readonly line: number;
  readonly text: string;
}

const mostPages = 200;
/** A line counts as a heading when it is set so much larger than most of the text. */
const larger = 1.12;

interface Line {
  readonly text: string;
  /** Height of its letters in points. */
  readonly size: number;
  /** Whether it stands apart from the line above. */
  readonly isApart: boolean;
}

/** Whether the bytes are those of a PDF. */
export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
}

/**
 * The text of a PDF as Markdown: what is set larger than most of it is a heading, the larger the higher. Empty where there are only
 * pictures of text; rejects where the file is damaged or locked.
 */
export async function pdfAsMarkdown(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf');
  // The library takes the bytes away from whoever gave them, and would write its warnings to the console.
  const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
  try {
    const lines: Line[] = [];
    for (let page = 1; page <= Math.min(pdf.numPages, mostPages); page += 1) {
      const { items } = await (await pdf.getPage(page)).getTextContent();
      lines.push(...linesOf(items.flatMap((item) => ('str' in item ? [item] : []))));
    }
    return asMarkdown(lines);
  } finally {
    await pdf.cleanup();
  }
}

interface Piece {
  readonly str: string;
  readonly height: number;
  readonly hasEOL: boolean;
  readonly transform: readonly number[];
}

function linesOf(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let text = '';
  let size = 0;
  let top: number | null = null;
  let above: number | null = null;
  const close = (): void => {
    const words = text.trim();
    if (words !== '') {
      lines.push({
        text: words,
        size,
        isApart: above === null || top === null || Math.abs(above - top) > size * 1.7,
      });
      above = top;
    }
    [text, size, top] = ['', 0, null];
  };
  for (const { str, height, hasEOL, transform } of pieces) {
    text += str;
    if (str.trim() !== '') {
      size = Math.max(size, height);
      top ??= transform[5] ?? null;
    }
    if (hasEOL) close();
  }
  close();
  return lines;
}

function asMarkdown(lines: readonly Line[]): string {
  const usual = usualSize(lines);
  const isHeading = ({ size, text }: Line): boolean => size > usual * larger && text.length <= 200;
  const ranks = [...new Set(lines.filter(isHeading).map(({ size }) => size))].toSorted((a, b) => b - a);
  const written: string[] = [];
  let last: Line | null = null;
  for (const line of lines) {
    const before = written.at(-1) ?? '';
    if (isHeading(line)) {
      const goesOn = last !== null && isHeading(last) && last.size === line.size && !line.isApart;
      if (goesOn) written[written.length - 1] = `${before} ${line.text}`;
      else written.push('', `${'#'.repeat(Math.min(ranks.indexOf(line.size) + 1, 6))} ${line.text}`);
    } else if (isBrokenAddress(before)) written[written.length - 1] = before + line.text;
    else {
      if (line.isApart || (last !== null && isHeading(last))) written.push('');
      written.push(line.text);
    }
    last = line;
  }
  return `${written.join('\n').trim()}\n`;
}

/** Whether a line ends within an address that was too long for it. */
function isBrokenAddress(line: string): boolean {
  return /https?:\/\/\S*[/?&=_-]$/.test(line.slice(-300));
}

/** The size in which most letters are set. */
function usualSize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

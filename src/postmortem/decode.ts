import { isUtf8 } from 'node:buffer';
import type { DocumentProblem } from './document.ts';
import { isPdf, pdfAsMarkdown } from './pdf-text.ts';

type Decoded = { readonly text: string } | { readonly problem: DocumentProblem };

const limit = 1_048_576;
/** Of 26 bytes each when the document is as large as it may be: logs have shorter ones, and each may be an item that is read with care. */
const mostLines = 40_000;

const largestPdf = 10 * limit;

/** The text of a document as it came, and that of a PDF; see `decodeText` for what else may come. */
export async function decodeDocument(source: string, bytes: Uint8Array): Promise<Decoded> {
  if (!isPdf(bytes)) return decodeText(source, bytes);
  if (bytes.length > largestPdf)
    return refused(
      1,
      `${source} is ${megabytes(bytes.length)} MB; a PDF may be at most ${megabytes(largestPdf)} MB.`,
      'Take pictures out of it, or export the postmortem as Markdown or HTML and import that.',
    );
  try {
    const text = await pdfAsMarkdown(bytes);
    if (text.trim() !== '') return decodeText(source, Buffer.from(text.replaceAll('\0', '')));
    return refused(
      1,
      `${source} is a PDF without any text in it; it may be a scan.`,
      'Export the postmortem as Markdown or HTML and import that.',
    );
  } catch (error) {
    return refused(
      1,
      `${source} is a PDF that cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      'Save it anew without a password, or export the postmortem as Markdown or HTML and import that.',
    );
  }
}

/**
 * The text of a document as it came: UTF-8, at most 1 MB and 40,000 lines, with or without a byte order mark, any line ends. Anything else
 * is a problem that says what is wrong, where, and what to do about it.
 */
export function decodeText(source: string, bytes: Uint8Array): Decoded {
  if (bytes.length === 0)
    return refused(1, `${source} is empty.`, 'Check that the file was written, or leave it out.');
  if (bytes.length > limit)
    return refused(
      1,
      `${source} is ${megabytes(bytes.length)} MB; a postmortem may be at most 1 MB.`,
      'Take logs and pictures out of the document and link to them, or split it.',
    );
  const lines = lineEnds(bytes);
  if (lines > mostLines)
    return refused(
      mostLines + 1,
      `${source} has ${lines.toLocaleString('en')} lines; a postmortem may have at most ${mostLines.toLocaleString('en')}.`,
      'Take logs and lists out of the document and link to them, or split it.',
    );
  const nul = bytes.indexOf(0);
  if (nul >= 0 || isMostlyControl(bytes))
    return refused(
      nul >= 0 ? placeOf(bytes, nul).line : 1,
      `${source} is not a text file${kindOf(bytes)}.`,
      'Export the postmortem as Markdown or HTML and import that.',
    );
  if (!isUtf8(bytes)) {
    const { line, column } = placeOf(bytes, firstBadByte(bytes));
    return refused(
      line,
      `${source} is not UTF-8: the first wrong byte is at line ${line}, column ${column}. It looks like Latin-1.`,
      `Convert it: iconv -f ISO-8859-1 -t UTF-8 OLD > NEW`,
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '')
    return refused(
      1,
      `${source} holds nothing but white space.`,
      'Check that the file was written, or leave it out.',
    );
  return { text };
}

function refused(line: number, message: string, hint: string): { problem: DocumentProblem } {
  return { problem: { line, message, hint } };
}

function megabytes(bytes: number): string {
  return (Math.ceil(bytes / (limit / 10)) / 10).toFixed(1).replace(/\.0$/, '');
}

function lineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** More than one control character in fifty, tabs and line ends aside. */
function isMostlyControl(bytes: Uint8Array): boolean {
  let count = 0;
  for (const byte of bytes)
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) || byte === 127) count += 1;
  return count * 50 > bytes.length;
}

function kindOf(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (start.startsWith('PK')) return ' but a ZIP archive or an office document';
  return bytes[0] === 0xff || bytes[0] === 0xfe ? ' in UTF-8 (it looks like UTF-16)' : '';
}

/** The first byte that no UTF-8 text can have there: the lines before it are sound, and it is sought in the first that is not. */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  for (;;) {
    const end = bytes.indexOf(10, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end + 1);
    if (!isUtf8(line)) return at + badByteOf(line);
    at += line.length;
  }
}

function badByteOf(line: Uint8Array): number {
  let at = 0;
  for (;;) {
    const length = [1, 2, 3, 4].find(
      (size) => at + size <= line.length && isUtf8(line.subarray(at, at + size)),
    );
    if (length === undefined) return at;
    at += length;
  }
}

function placeOf(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const before = bytes.subarray(0, offset);
  const line = before.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1);
  const lineStart = before.lastIndexOf(10) + 1;
  const column = new TextDecoder().decode(before.subarray(lineStart)).length + 1;
  return { line, column };
}

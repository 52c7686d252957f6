import { isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { DocumentProblem } from './document.ts';
import { trimBoth } from './trim-marks.ts';

/** The head of a document: its values, and the text below it on the lines it had before. */
export interface FrontMatter {
  readonly values: ReadonlyMap<string, FrontValue>;
  readonly body: string;
  readonly problems: readonly DocumentProblem[];
}

export interface FrontValue {
  readonly value: unknown;
  readonly line: number;
}

const opening = /^\uFEFF?(?:[ \t]*\r?\n){0,20}(---|\+\+\+)[ \t]{0,20}\r?\n/;

/** Longer heads are taken for a text that happens to begin with a rule. */
const longestHead = 60_000;

/** Cuts the YAML (`---`) or TOML (`+++`) head off a document. A head that cannot be read is a problem; the body is read all the same. */
export function splitFrontMatter(text: string): FrontMatter {
  const none = { values: new Map<string, FrontValue>(), body: text.replace(/^\uFEFF/, ''), problems: [] };
  const start = opening.exec(text);
  if (!start) return none;
  const fence = start[1] ?? '---';
  const from = start[0].length;
  const close = closingFence(text, from, fence);
  const firstLine = lines(start[0]) + 1;
  if (!close) {
    if (!/^[A-Za-z_][\w-]{0,40}[ \t]{0,4}[:=]/.test(text.slice(from, from + 80))) return none;
    const message = `The front matter that begins on line ${firstLine - 1} is never closed.`;
    return {
      ...none,
      problems: [{ line: firstLine - 1, message, hint: `Put a line ${fence} below its last key.` }],
    };
  }
  const head = text.slice(from, close.start);
  const body = '\n'.repeat(lines(text.slice(0, close.end))) + text.slice(close.end);
  if (fence === '+++') return { values: tomlValues(head, firstLine), body, problems: [] };
  if (lines(head) > 2 && !/^\s*[\w"'-]+\s*:/m.test(head)) return none;
  return { ...yamlValues(head, firstLine), body };
}

function closingFence(text: string, from: number, fence: string): { start: number; end: number } | null {
  for (let at = from; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    const line = text.slice(at, end).trimEnd();
    if (line === fence || (fence === '---' && line === '...')) return { start: at, end };
    if (end - from > longestHead) return null;
    at = end;
  }
  return null;
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}

function yamlValues(head: string, firstLine: number): Pick<FrontMatter, 'values' | 'problems'> {
  const counter = new LineCounter();
  const lineAt = (offset: number): number => counter.linePos(offset).line + firstLine - 1;
  const document: Document = parseDocument(head, {
    lineCounter: counter,
    logLevel: 'silent',
    schema: 'core',
    strict: false,
  });
  const values = new Map<string, FrontValue>();
  const problems = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    message: `The front matter cannot be read: ${error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? error.code}.`,
    hint: 'Put values with a colon or a # in quotes, and indent with spaces.',
  }));
  const content: unknown = problems.length === 0 ? plainContent(document) : null;
  if (problems.length > 0) return { values: looseValues(head, firstLine), problems };
  if (content === null || typeof content !== 'object' || Array.isArray(content)) return { values, problems };
  for (const [key, value] of Object.entries(content))
    values.set(foldKey(key), { value, line: keyLine(document, key, lineAt) ?? firstLine });
  return { values, problems };
}

/** Aliases can make a small head enormous, so a head that uses many of them counts as empty. */
function plainContent(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return null;
  }
}

function keyLine(document: Document, key: string, lineAt: (offset: number) => number): number | null {
  const items = document.contents && 'items' in document.contents ? document.contents.items : [];
  for (const item of items) {
    if (!item || typeof item !== 'object' || !('key' in item)) continue;
    const { key: node } = item;
    if (isScalar(node) && String(node.value) === key && node.range) return lineAt(node.range[0]);
  }
  return null;
}

/** Single `key: value` lines of a head whose YAML is broken, so that one slip does not lose the title. */
function looseValues(head: string, firstLine: number): Map<string, FrontValue> {
  return lineValues(head, firstLine, /^([A-Za-z][\w-]{0,40})[ \t]{0,4}:[ \t]+(\S.*)$/);
}

function tomlValues(head: string, firstLine: number): Map<string, FrontValue> {
  return lineValues(head, firstLine, /^([A-Za-z][\w-]{0,40})[ \t]{0,4}=[ \t]{0,4}(\S.*)$/);
}

function lineValues(head: string, firstLine: number, pattern: RegExp): Map<string, FrontValue> {
  const values = new Map<string, FrontValue>();
  for (const [index, line] of head.split(/\r?\n/).entries()) {
    const match = pattern.exec(line);
    const key = foldKey(match?.[1] ?? '');
    if (match && !values.has(key))
      values.set(key, { value: lineValue(match[2] ?? ''), line: firstLine + index });
  }
  return values;
}

function lineValue(written: string): unknown {
  const text = withoutComment(written.trim());
  if (text.startsWith('[') && text.endsWith(']'))
    return text
      .slice(1, -1)
      .split(',')
      .map((part) => part.trim().replace(/^["']|["']$/g, ''))
      .filter(Boolean);
  return trimBoth(text, '"\'');
}

/** `"P3"  # nobody but us` is P3. */
function withoutComment(text: string): string {
  const quote = /^["']/.exec(text)?.[0];
  const end = quote === undefined ? 0 : text.indexOf(quote, 1) + 1;
  const comment = text.slice(end).search(/\s#\s/);
  return comment < 0 ? text : text.slice(0, end + comment).trimEnd();
}

/** `startedAt`, `started_at` and `Started-At` are one key. */
export function foldKey(key: string): string {
  return key
    .normalize('NFD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '');
}

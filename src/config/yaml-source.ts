import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { KeyPath } from './config-problem.ts';

/** A YAML file as plain values that still know their lines. */
export interface YamlSource {
  readonly value: unknown;
  readonly errors: readonly YamlError[];
  /** The line of the key, or of the nearest thing above it that is written down. */
  lineOf(path: KeyPath): number;
}

export interface YamlError {
  readonly line: number;
  readonly message: string;
}

/** Reads YAML 1.2 with merge keys. With errors, `value` is undefined. */
export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const found = [...document.errors, ...document.warnings].map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: oneLine(error.message),
  }));
  const { value, failure } = found.length === 0 ? toValue(document) : { value: undefined, failure: null };
  return {
    value,
    errors: failure === null ? found : [{ line: 1, message: failure }],
    lineOf: (path) => lineOf(document, lines, path),
  };
}

function toValue(document: Document): { value: unknown; failure: string | null } {
  try {
    const value: unknown = document.toJS();
    return { value, failure: null };
  } catch (error) {
    // An alias without an anchor, or so many aliases that they could only be meant to exhaust memory.
    return { value: undefined, failure: oneLine(error instanceof Error ? error.message : String(error)) };
  }
}

function lineOf(document: Document, lines: LineCounter, path: KeyPath): number {
  let node: unknown = document.contents;
  let line = 1;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((candidate) => nameOf(candidate.key) === String(key));
      if (!pair) break;
      line = startOf(pair.key) ?? line;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number' && key in node.items) {
      node = node.items[key];
      line = startOf(node) ?? line;
    } else break;
  }
  return line;

  function startOf(part: unknown): number | null {
    return isNode(part) && part.range ? lines.linePos(part.range[0]).line : null;
  }
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** The parser's message without the piece of the file it quotes, which may be a secret. */
function oneLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/: ".*$/, '').replace(/[.:]$/, '');
}

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Node } from 'yaml';
import { deepestValue, type Entry, type Located, type LocatedText } from './located-value.ts';

/** Beyond this YAML takes too long to read; JSON may be as long as any document. */
const longest = 250_000;
const mostDocuments = 200;

/** Reads YAML 1.2 of one or more documents, with the line of every value. Anchors and aliases are refused: one small text can stand for a huge one. */
export function locatedYaml(text: string): LocatedText {
  if (text.length > longest)
    return refused(1, `it is longer than ${longest / 1000} KB`, 'Split it, or write it as JSON.');
  if (depthOf(text) > deepestValue)
    return refused(1, `it is nested deeper than ${deepestValue} levels`, 'Write it flatter.');
  if (text.split(/^---(?=\s)/m, mostDocuments + 3).length > mostDocuments + 2)
    return refused(1, `it holds more than ${mostDocuments} documents`, 'Split it into several files.');
  if (text.split(/(?:^|[\s[{,])[*&][\w]/, 1002).length > 1000)
    return refused(1, 'it uses more than 1000 anchors and aliases', 'Write the values out.');
  const counter = new LineCounter();
  const lineOf = (node: { range?: [number, number, number] | null | undefined }): number =>
    node.range ? counter.linePos(node.range[0]).line : 1;
  try {
    const options = { logLevel: 'silent', schema: 'core', strict: false, prettyErrors: false } as const;
    const parsed = parseAllDocuments(text, { ...options, lineCounter: counter });
    if (!Array.isArray(parsed)) return { values: [] };
    const values: Located[] = [];
    for (const document of parsed) {
      const [error] = document.errors;
      if (error)
        return refused(
          Math.max(1, counter.linePos(error.pos[0]).line),
          (error.message.split('\n')[0] ?? error.code).replace(/\.$/, ''),
          'Put values with a colon or a # in quotes, and indent with spaces.',
        );
      if (document.contents) values.push(located(document.contents, lineOf, 1));
    }
    return { values };
  } catch (error) {
    // Lists within lists within lists exhaust the stack before a bound on brackets is met.
    if (!(error instanceof RangeError)) throw error;
    return refused(1, `it is nested deeper than ${deepestValue} levels`, 'Write it flatter.');
  }
}

type LineOf = (node: { range?: [number, number, number] | null | undefined }) => number;

function located(node: unknown, lineOf: LineOf, parentLine: number): Located {
  const line = hasRange(node) ? lineOf(node) : parentLine;
  if (isSeq(node))
    return { kind: 'list', line, items: node.items.map((item) => located(item, lineOf, line)) };
  if (isMap(node)) {
    const entries = node.items.map((pair): Entry => {
      const keyLine = hasRange(pair.key) ? lineOf(pair.key) : line;
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      return { key, line: keyLine, value: located(pair.value, lineOf, keyLine) };
    });
    return { kind: 'map', line, entries };
  }
  const value: unknown = isScalar(node) ? node.value : null;
  if (isAlias(node)) return { kind: 'scalar', line, value: `*${node.source}` };
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', line, value: plain ? value : null };
}

function hasRange(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'range' in node;
}

/** How deep brackets are nested, those in texts counted too: a bound, found in one pass. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const letter of text) {
    if (letter === '[' || letter === '{') depth += 1;
    else if (letter === ']' || letter === '}') depth = Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function refused(line: number, message: string, hint: string): LocatedText {
  return { problem: { line, message: `The YAML cannot be read: ${message}.`, hint } };
}

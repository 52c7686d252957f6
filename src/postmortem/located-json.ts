import { deepestValue, type Entry, type Located, type LocatedText } from './located-value.ts';

/** Where and why a text stops being JSON. */
class JsonFault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

const blank = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Reads JSON (RFC 8259), or several values one after another as in JSON lines, with the line of every value: `JSON.parse`
 * tells no lines. In one pass over the text.
 */
export function locatedJson(text: string): LocatedText {
  const reader = jsonReader(text);
  try {
    return { values: reader.all() };
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    const before = text.slice(0, fault.at);
    const line = before.split('\n').length;
    const column = fault.at - before.lastIndexOf('\n');
    return {
      problem: {
        line,
        message: `The JSON cannot be read: ${fault.message} at line ${line}, column ${column}.`,
        hint: 'Check it with a JSON formatter; every text and key needs double quotes, and no comma stands before } or ].',
      },
    };
  }
}

function jsonReader(text: string): { all: () => Located[] } {
  let at = 0;
  let line = 1;

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined || found === '') return null;
    at += found.length;
    return found;
  };
  const skip = (): void => {
    const space = take(blank);
    if (space) for (const letter of space) if (letter === '\n') line += 1;
  };
  const fault = (message: string): never => {
    throw new JsonFault(at, message);
  };
  const expect = (letter: string): void => {
    skip();
    if (text[at] !== letter) fault(`“${letter}” is missing`);
    at += 1;
  };
  const string = (): string => {
    const start = at;
    let end = start + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    if (end >= text.length) fault('a text is never closed');
    at = end + 1;
    const raw = text.slice(start, at);
    try {
      const value: unknown = JSON.parse(raw.includes('\n') ? raw.replaceAll('\n', '\\n') : raw);
      line += raw.split('\n').length - 1;
      return String(value);
    } catch {
      at = start;
      return fault('a text holds a wrong escape or control character');
    }
  };
  const word = (): Located => {
    for (const [name, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (text.startsWith(name, at)) {
        at += name.length;
        return { kind: 'scalar', line, value };
      }
    const digits = take(number);
    return digits === null ? fault('a value is missing') : { kind: 'scalar', line, value: Number(digits) };
  };
  const list = (depth: number): Located => {
    const begin = line;
    const items: Located[] = [];
    at += 1;
    skip();
    while (text[at] !== ']') {
      if (items.length > 0) expect(',');
      items.push(value(depth + 1));
      skip();
      if (at >= text.length) fault('a list is never closed');
    }
    at += 1;
    return { kind: 'list', line: begin, items };
  };
  const map = (depth: number): Located => {
    const begin = line;
    const entries: Entry[] = [];
    at += 1;
    skip();
    while (text[at] !== '}') {
      if (entries.length > 0) expect(',');
      skip();
      if (text[at] !== '"') fault('a key in double quotes is missing');
      const keyLine = line;
      const key = string();
      expect(':');
      entries.push({ key, line: keyLine, value: value(depth + 1) });
      skip();
      if (at >= text.length) fault('an object is never closed');
    }
    at += 1;
    return { kind: 'map', line: begin, entries };
  };
  const value = (depth: number): Located => {
    if (depth > deepestValue) fault(`it is nested deeper than ${deepestValue} levels`);
    skip();
    if (text[at] === '{') return map(depth);
    if (text[at] === '[') return list(depth);
    return text[at] === '"' ? { kind: 'scalar', line, value: string() } : word();
  };
  return {
    all() {
      const values: Located[] = [];
      for (skip(); at < text.length; skip()) values.push(value(0));
      return values;
    },
  };
}

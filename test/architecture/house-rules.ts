import { posix } from 'node:path';
import { drawing, pureRooms, roomOf, vendorHomes } from './drawing.ts';
import { type Import, readSource, type SourceFile } from './read-source.ts';

export interface Violation {
  readonly rule: string;
  readonly file: string;
  readonly what: string;
}

/** Everything the files, given by path and text, do against the rules of the house. */
export function violationsOf(texts: ReadonlyMap<string, string>): Violation[] {
  const files = [...texts].map(([path, text]) => readSource(path, text));
  return [...files.flatMap((file) => [...edges(file, texts), ...fileRules(file)]), ...cycles(files, texts)];
}

/** The file an import leads to, or null when it is a package. */
function targetOf(file: SourceFile, from: string): string | null {
  return from.startsWith('.') ? posix.join(posix.dirname(file.path), from) : null;
}

function edges(file: SourceFile, texts: ReadonlyMap<string, string>): Violation[] {
  const room = roomOf(file.path);
  const allowed = drawing[room];
  if (allowed === undefined)
    return [{ rule: 'room', file: file.path, what: `the drawing has no room ${room}` }];
  return file.imports.flatMap((one) => {
    const target = targetOf(file, one.from);
    if (target === null) return vendorEdge(file, one);
    if (!target.endsWith('.ts')) return [];
    if (!texts.has(target))
      return [{ rule: 'edge', file: file.path, what: `${one.from} leads to no file of src/` }];
    const other = roomOf(target);
    if (allowed === 'everything' || other === room || allowed[other] === 'all') return [];
    if (allowed[other] === 'types' && (one.typeOnly || isVocabulary(one, texts.get(target) ?? ''))) return [];
    const how = allowed[other] === 'types' ? ' for more than its types' : '';
    return [{ rule: 'edge', file: file.path, what: `${room} may not import ${target}${how}` }];
  });
}

function vendorEdge(file: SourceFile, one: Import): Violation[] {
  return Object.entries(vendorHomes)
    .filter(
      ([sdk, home]) => (one.from === sdk || one.from.startsWith(`${sdk}/`)) && roomOf(file.path) !== home,
    )
    .map(([sdk, home]) => ({ rule: 'vendor', file: file.path, what: `${sdk} belongs to src/${home}` }));
}

function isVocabulary(one: Import, text: string): boolean {
  return one.values.every((name) => new RegExp(`export const ${name} = \\[[^\\]]*\\] as const`).test(text));
}

const banned = ['utils', 'helpers', 'common', 'manager', 'service', 'types', 'base', 'index'];
const ambient =
  /\bDate\.now\b|\bnew\s+Date\s*(?:\(\s*\)|(?![\s(]))|(?<![\w.]|new\s)Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bTemporal\.Now\b|\brandomUUID\b/;

function fileRules(file: SourceFile): Violation[] {
  const { path, code } = file;
  const room = roomOf(path);
  const name = posix.basename(path, '.ts');
  const found: [rule: string, what: string | false | undefined][] = [
    ['environment', room !== 'config' && /\bprocess\s*\.\s*env\b/.exec(code)?.[0]],
    ['clock', pureRooms.some((pure) => pure === room) && ambient.exec(code)?.[0]],
    ['default export', /\bexport\s+default\b|\bas\s+default\b/.exec(code)?.[0]],
    ['name', banned.includes(name) && `${name} says nothing about what the file holds`],
    ['name', !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && `${name} is not kebab-case`],
    ['barrel', isBarrel(file) && 'only hands on what other files export'],
    ['length', file.lines > 250 && `${file.lines} lines, more than 250`],
    ...[...code.matchAll(/\bclass\s+(\w*)(?:\s+extends\s+([\w.]+))?/g)].map(
      ([, given, parent = '']): [string, string | false] => [
        'class',
        !parent.endsWith('Error') && `class ${given} is not an error`,
      ],
    ),
  ];
  return found.flatMap(([rule, what]) => (what ? [{ rule, file: path, what }] : []));
}

function isBarrel(file: SourceFile): boolean {
  const own = file.code.replaceAll(/\b(?:import|export)\b[^;]*?from\s*"\d+"/g, '').replaceAll(/[\s;]/g, '');
  return own === '' && file.imports.some((one) => one.reExport);
}

/** Each ring of files that import each other, types included, once: reported at its first file by name. */
function cycles(files: readonly SourceFile[], texts: ReadonlyMap<string, string>): Violation[] {
  const next = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .map((one) => targetOf(file, one.from))
        .filter((target) => target !== null && texts.has(target)),
    ]),
  );
  const finished = new Set<string>();
  const found: Violation[] = [];
  for (const file of [...next.keys()].toSorted()) visit(file, []);
  return found;

  function visit(file: string, trail: readonly string[]): void {
    const at = trail.indexOf(file);
    if (at >= 0) {
      found.push({ rule: 'cycle', file, what: [...trail.slice(at), file].join(' → ') });
      return;
    }
    if (finished.has(file)) return;
    for (const target of next.get(file) ?? []) if (target !== null) visit(target, [...trail, file]);
    finished.add(file);
  }
}

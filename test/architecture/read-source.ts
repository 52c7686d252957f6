/** One source file as far as the house rules care. */
export interface SourceFile {
  readonly path: string;
  /** The code without comments and with every string, template and pattern emptied. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

export interface Import {
  readonly from: string;
  /** Imported for its types only. */
  readonly typeOnly: boolean;
  /** Names imported for their values; `*` for all of them. */
  readonly values: readonly string[];
  readonly reExport: boolean;
}

/** Reads imports, re-exports, `import()` and `new URL('./worker.ts', import.meta.url)` without a TypeScript parser. */
export function readSource(path: string, source: string): SourceFile {
  const { code, strings } = blank(source);
  return { path, code, lines: source.trimEnd().split('\n').length, imports: readImports(code, strings) };
}

const clause = String.raw`(?:\*(?:\s*as\s+\w+)?|\{[^}]*\}|\w+(?:\s*,\s*(?:\{[^}]*\}|\*\s*as\s+\w+))?)`;
const statement = new RegExp(String.raw`\b(import|export)\s+(type\s+)?(${clause})\s*from\s*"(\d+)"`, 'g');
const bare = /\bimport\s*\(?\s*"(\d+)"/g;
const worker = /\bnew\s+URL\(\s*"(\d+)"\s*,\s*import\.meta\.url/g;

function readImports(code: string, strings: readonly string[]): Import[] {
  const named = [...code.matchAll(statement)].map(([, keyword, type, names = '', index]): Import => {
    const values = type ? [] : valuesOf(names);
    return {
      from: strings[Number(index)] ?? '',
      typeOnly: values.length === 0,
      values,
      reExport: keyword === 'export',
    };
  });
  const whole = [...code.matchAll(bare), ...code.matchAll(worker)].map(([, index]): Import => ({
    from: strings[Number(index)] ?? '',
    typeOnly: false,
    values: ['*'],
    reExport: false,
  }));
  return [...named, ...whole.filter((one) => !one.from.endsWith('/'))];
}

function valuesOf(names: string): string[] {
  const inBraces = /\{([^}]*)\}/.exec(names);
  if (!inBraces) return ['*'];
  const listed = (inBraces[1] ?? '').split(',').flatMap((name) => {
    const [first = ''] = name.trim().split(/\s+as\s+/);
    return first === '' || first.startsWith('type ') ? [] : [first];
  });
  return names.trim().startsWith('{') ? listed : ['default', ...listed];
}

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|(?<=[(,=:[!&|?{};+\-*%<>~^]\s*|\breturn\s+|^\s*)\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/gm;

/** Comments vanish; a string becomes its number in quotes, a pattern nothing; of a template its `${…}` parts stay. */
function blank(source: string): { code: string; strings: string[] } {
  const strings: string[] = [];
  const code = source.replaceAll(token, (found) => {
    if (found.startsWith('//') || found.startsWith('/*')) return ' ';
    if (found.startsWith('/')) return '""';
    if (found.startsWith('`'))
      return `(${[...found.matchAll(/\$\{([^}]*)\}/g)].map(([, part]) => part).join(';')})`;
    strings.push(found.slice(1, -1));
    return `"${strings.length - 1}"`;
  });
  return { code, strings };
}

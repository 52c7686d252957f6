/** One thing wrong with the configuration. Never carries a value of the environment or a secret. */
export interface ConfigProblem {
  readonly file: string;
  /** 1-based; null when there is no file to point into. */
  readonly line: number | null;
  /** The key, as in `trackers[0].apiKey`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
  readonly do: string;
}

/** A problem found by its place, before file and line are known. */
export interface FoundProblem {
  readonly path: KeyPath;
  readonly what: string;
  readonly do: string;
}

export type KeyPath = readonly (string | number)[];

/** `['trackers', 0, 'apiKey']` as people write it: `trackers[0].apiKey`. */
export function writtenPath(path: KeyPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** One line for the terminal: `config/followthrough.yaml:12: trackers[0].apiKey is missing. Give …` */
export function describeConfigProblem(problem: ConfigProblem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  const sentence = [problem.path, problem.what].filter(Boolean).join(' ');
  return `${place}: ${sentence}${sentence.endsWith('?') ? '' : '.'} ${problem.do}`;
}

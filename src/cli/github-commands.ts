import type { Remark } from './check-promises.ts';

/**
 * Workflow commands that GitHub Actions turns into annotations beside the lines, as documented under "Workflow commands for GitHub
 * Actions". It shows ten of each kind per step, so all about one line is one annotation, and errors come first.
 */
export function githubCommands(remarks: readonly Remark[], unreadable: readonly string[]): string[] {
  const byLine = Map.groupBy(remarks, ({ source, line }) => `${line} ${source}`);
  const annotations = [...byLine.values()].map((about) => ({
    level: about.some(({ level }) => level === 'error') ? ('error' as const) : ('warning' as const),
    about,
  }));
  return [
    ...unreadable.map((problem) => `::error title=unread::${escapeMessage(problem)}`),
    ...annotations.filter(({ level }) => level === 'error').map(({ about }) => command('error', about)),
    ...annotations.filter(({ level }) => level === 'warning').map(({ about }) => command('warning', about)),
  ];
}

function command(level: 'error' | 'warning', about: readonly Remark[]): string {
  const [first] = about;
  if (!first) return '';
  const title = [...new Set(about.map(({ rule }) => rule))].join(', ');
  const message = about
    .map(({ message: said, suggestion }) => (suggestion === null ? said : `${said}\n→ ${suggestion}`))
    .join('\n');
  const place = `file=${escapeProperty(first.source)},line=${first.line},title=${escapeProperty(title)}`;
  return `::${level} ${place}::${escapeMessage(message)}`;
}

/** A message ends with its line; a percent sign begins an escape. */
function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property ends with a comma or colon too. */
function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

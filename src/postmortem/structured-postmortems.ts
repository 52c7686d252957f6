import type { DocumentProblem, PostmortemDocument } from './document.ts';
import { locatedJson } from './located-json.ts';
import type { Located, LocatedText } from './located-value.ts';
import { locatedYaml } from './located-yaml.ts';
import { strangeValue, structuredDocument } from './structured-document.ts';
import { keyNamed, postmortemKeys } from './structured-keys.ts';
import { fileTitle } from './title.ts';

/**
 * The postmortems of a JSON or YAML text: one object, a list of them, JSON lines or YAML documents. Null when the text is
 * neither, by its name's ending or else by its content, so that it is a document for people.
 */
export function structuredPostmortems(source: string, text: string): PostmortemDocument[] | null {
  const read = readValues(source, text);
  if (read === null) return null;
  if ('problem' in read) return [unread(source, read.problem)];
  const found = read.values.flatMap((value, index) =>
    postmortemsIn(value, read.values.length > 1 ? `[${index}]` : ''),
  );
  if (found.length === 0)
    return [
      unread(source, {
        line: 1,
        message: 'It holds no postmortem.',
        hint: 'Give an object, or a list of them, with "title", "incident" and "actionItems".',
      }),
    ];
  return found.map(({ value, path }) =>
    isPostmortem(value) ? structuredDocument(source, value, path) : unread(source, strangeValue(value, path)),
  );
}

function readValues(source: string, text: string): LocatedText | null {
  const start = text.slice(0, 400).trimStart();
  if (/\.(?:json|jsonl|ndjson)$/i.test(source)) return locatedJson(text);
  if (/\.ya?ml$/i.test(source)) return locatedYaml(text);
  if (/\.[a-z]{2,9}$/i.test(source)) return null;
  if (/^(?:\{\s*(?:"|\}|$)|\[\s*(?:\{|\]\s*$))/.test(start)) return locatedJson(text);
  return isYaml(text) ? locatedYaml(text) : null;
}

/** Whether a text is nothing but YAML with action items in it; a front matter has a text for people below it. */
function isYaml(text: string): boolean {
  if (!/^(?:- )?["']?action_?items["']?\s*:/im.test(text)) return false;
  return text
    .split('\n', 20_000)
    .every((line) => /^(?:\s|#|-(?:\s|$)|---|\.\.\.|["']?[\w-]+["']?\s*:|$)/.test(line));
}

function postmortemsIn(value: Located, path: string): { value: Located; path: string }[] {
  if (value.kind === 'list')
    return value.items.flatMap((item, index) => postmortemsIn(item, `${path}[${index}]`));
  if (value.kind === 'map') {
    const wrapped = value.entries.find(({ key }) => /^(?:postmortems|documents)$/i.test(key));
    if (wrapped?.value.kind === 'list') return postmortemsIn(wrapped.value, path + wrapped.key);
    // An export of a tool wraps what it exports: { "result": [ … ] }, { "retrospective": { … } }.
    const [only, ...others] = value.entries.filter((entry) => entry.value.kind !== 'scalar');
    const inner = only?.value.kind === 'list' ? only.value.items[0] : only?.value;
    if (only && others.length === 0 && !isPostmortem(value) && inner && isPostmortem(inner))
      return postmortemsIn(only.value, path === '' ? only.key : `${path}.${only.key}`);
  }
  return [{ value, path }];
}

/** An object counts as a postmortem when it has action items, or most of its keys are a postmortem's. */
function isPostmortem(value: Located): boolean {
  if (value.kind !== 'map') return false;
  const known = value.entries.flatMap(({ key }) => keyNamed(postmortemKeys, key) ?? []);
  return (
    known.includes('actionItems') || known.includes('incident') || known.length * 2 > value.entries.length
  );
}

function unread(source: string, problem: DocumentProblem): PostmortemDocument {
  return {
    source,
    title: fileTitle(source),
    incident: {
      id: null,
      severity: null,
      startedAt: null,
      endedAt: null,
      services: [],
      repeats: null,
      causes: [],
      customerVisible: null,
    },
    publishedAt: null,
    authors: [],
    summary: null,
    unreadable: true,
    actionItems: [],
    problems: [problem],
  };
}

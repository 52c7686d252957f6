import type { PostmortemDocument, StatedItem } from './document.ts';
import type { StoryPart } from './story.ts';

/** What is known of a postmortem before it is written; `import` reads all of it back. */
export type TemplateFacts = Partial<
  Pick<PostmortemDocument, 'title' | 'publishedAt' | 'authors' | 'summary'>
> & {
  readonly incident?: Partial<PostmortemDocument['incident']>;
  readonly sections?: Readonly<Partial<Record<StoryPart, { readonly text: string }>>>;
  /** When, and what happened. */
  readonly timeline?: readonly { readonly at: string | null; readonly text: string }[];
  readonly actionItems?: readonly Omit<StatedItem, 'line' | 'section' | 'problems'>[];
};

/** The parts with a heading of their own, in order, each with what to write there. */
export const templateParts = [
  {
    heading: 'Summary',
    part: 'summary',
    prompt: 'Two or three sentences: what broke, for whom, from when to when, what ended it.',
  },
  {
    heading: 'Impact',
    part: 'impact',
    prompt: 'In numbers: customers, requests, orders, money, data. What they saw.',
  },
  {
    heading: 'Timeline',
    part: 'timeline',
    prompt: 'One line an event, from the cause to the all-clear: - 09:12 UTC: the first card is refused',
  },
  {
    heading: 'Detection',
    part: 'detection',
    prompt: 'Who or what noticed, how long after it began, and what should have noticed first.',
  },
  {
    heading: 'Root cause',
    part: 'rootCause',
    prompt: 'What in the system made it possible. Not who: what let anybody do it.',
  },
  {
    heading: 'Contributing factors',
    part: 'contributingFactors',
    prompt: 'What made it likelier, larger or longer.',
  },
  {
    heading: 'What went well',
    part: 'wentWell',
    prompt: 'What kept it from being worse, luck included.',
  },
  {
    heading: 'What was difficult',
    part: 'wentWrong',
    prompt: 'Where time was lost: access, tools, knowledge, hand-overs.',
  },
  {
    heading: 'Action items',
    part: 'actionItems',
    prompt:
      'A row each, five at most. Owner: one person. Due: year-month-day. Priority: urgent, high, medium, low. Category: prevent, detect, mitigate, process, investigate. Test: how one sees that it holds. Ticket: empty, or the one there is already.',
  },
  { heading: 'Lessons', part: 'lessons', prompt: 'What others should know who were not there.' },
] as const satisfies readonly {
  heading: string;
  part: StoryPart | 'summary' | 'timeline' | 'actionItems';
  prompt: string;
}[];

const columns = ['Action item', 'Owner', 'Due', 'Priority', 'Category', 'Test', 'Ticket'] as const;

/** A postmortem in our own form, with a prompt wherever nothing is known yet. */
export function writeTemplate(facts: TemplateFacts = {}): string {
  const parts = templateParts.map(({ heading, part, prompt }) => {
    const text = textOf(part, facts);
    const told =
      part === 'actionItems'
        ? [...(text === '' ? [promptLine(prompt), ''] : []), itemTable(facts)]
        : [text === '' ? promptLine(prompt) : text];
    return [`## ${heading}`, '', ...told, ''].join('\n');
  });
  return `${frontMatter(facts)}\n${parts.join('\n')}`;
}

/** The comment that stands where nothing is written yet. */
export function promptLine(prompt: string): string {
  return `<!-- ${prompt} -->`;
}

function textOf(part: (typeof templateParts)[number]['part'], facts: TemplateFacts): string {
  switch (part) {
    case 'summary':
      return escape(facts.summary ?? '');
    case 'timeline':
      return (facts.timeline ?? [])
        .map(({ at, text }) => `- ${at === null ? '' : `${at}: `}${escape(text)}`)
        .join('\n');
    case 'actionItems':
      return (facts.actionItems ?? []).length > 0 ? 'given' : '';
    default:
      return escape(facts.sections?.[part]?.text ?? '');
  }
}

function frontMatter(facts: TemplateFacts): string {
  const incident = facts.incident ?? {};
  const lines: [key: string, value: string | boolean | null | undefined | readonly string[], hint: string][] =
    [
      ['title', facts.title, 'what broke, in the words of whom it hit'],
      ['incident', incident.id, 'its id, such as INC-231'],
      ['severity', incident.severity, 'SEV1 to SEV5'],
      ['services', incident.services, 'such as [checkout, ledger]'],
      ['startedAt', incident.startedAt, 'such as 2026-11-02T09:12:00Z'],
      ['endedAt', incident.endedAt, ''],
      ['publishedAt', facts.publishedAt, 'the day, such as 2026-11-05'],
      ['authors', facts.authors, 'such as [Priya Nair, Tom Becker]'],
      ['causes', incident.causes, 'a word each, the same in every incident of the kind: [config-push]'],
      ['repeats', incident.repeats, 'the id of the incident that this one repeats, if any'],
      ['customerVisible', incident.customerVisible, 'true or false'],
    ];
  return ['---', ...lines.map(([key, value, hint]) => frontLine(key, value, hint)), '---', ''].join('\n');
}

function frontLine(
  key: string,
  value: string | boolean | null | undefined | readonly string[],
  hint: string,
): string {
  if (Array.isArray(value) && value.length > 0) return `${key}: [${value.map(scalar).join(', ')}]`;
  if (typeof value === 'string' || typeof value === 'boolean') return `${key}: ${scalar(value)}`;
  return hint === '' ? `${key}:` : `${key}: # ${hint}`;
}

/** Plain where YAML reads it as the same text, else in quotes: those of JSON are YAML's too. */
function scalar(value: string | boolean): string {
  if (typeof value === 'boolean') return String(value);
  const plain =
    /^[A-Za-z][\w .@/-]*[\w]$/.test(value) && !/^(?:true|false|null|yes|no|on|off|nan|inf)$/i.test(value);
  return plain || /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?$/.test(value) ? value : JSON.stringify(value);
}

function itemTable({ actionItems = [] }: TemplateFacts): string {
  const withDone = actionItems.some(({ done }) => done);
  const withLevel = actionItems.some(({ level }) => level !== null);
  const head = [...columns, ...(withLevel ? ['Level'] : []), ...(withDone ? ['Done'] : [])];
  const rows = actionItems.map((item) => [
    item.text,
    item.owner,
    item.due,
    item.priority,
    item.category,
    item.test,
    item.links.join(' '),
    ...(withLevel ? [item.level] : []),
    ...(withDone ? [item.done ? 'done' : null] : []),
  ]);
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((cells) => `| ${cells.map((cell) => escape(cell ?? '').replace(/\n+/g, ' ')).join(' | ')} |`),
  ].join('\n');
}

/** Text that Markdown reads back as it is. */
function escape(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~#&]/g, (mark) => `\\${mark}`)
    .replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, '$1\\$2');
}

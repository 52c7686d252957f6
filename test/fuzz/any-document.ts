/** A source of numbers that is the same for the same seed (mulberry32 by Tommy Ettinger, public domain). */
export type Dice = (below: number) => number;

/** Whole numbers from 0 up to, but without, the limit. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const names = [
  'a.md',
  'b.html',
  'c.json',
  'd.yaml',
  'e.rst',
  'f.adoc',
  'g.txt',
  'h.wiki',
  'index',
  '2026-11-02-outage.md',
];
const headings = [
  '# Outage of 2026-11-02',
  '## Action items',
  '## Timeline',
  '## Next steps',
  '### Prevention',
  '## Tiltak',
  '## 再発防止策',
  '## Maßnahmen',
  '**Review actions**:',
  '== Action items ==',
  'Action items\n------------',
  '### AI-1: Add an alarm',
  '**1. A second relay**',
  '## Lessons learned',
  '### Short term (due 2026-12-01)',
  'h2. Action items',
  '<h2>Action items</h2>',
];
const starts = [
  '- ',
  '* ',
  '1. ',
  '- [ ] ',
  '- [x] ',
  '[ ] ',
  '• ',
  '・',
  '☑ ',
  '  - ',
  '    * ',
  'AI: ',
  'TODO(ed): ',
  '> ',
  '| ',
  '<li>',
  ': ',
  '',
  'a) ',
  '6.1 ',
];
const words = [
  'Add an alarm',
  'we will',
  'Priya Nair',
  '@maya',
  '(Ivo)',
  '[P1]',
  'Owner: Dana',
  'Due: 2026-11-20',
  'due next Friday',
  'by EOM',
  'in Q1',
  'PAY-812',
  '#12',
  'acme/ci#3',
  'https://example.org/issues/4',
  '[a](https://b.example/c)',
  '[#5][six]',
  '**bold**',
  '~~gone~~',
  '`code`',
  '✅',
  'DONE',
  '— Ed',
  ' - ',
  ' | ',
  'Done when it holds.',
  'Testable: yes',
  '2026-02-30',
  '03/04/2026',
  '20. april 2026',
  '担当: 田中',
  '期限: 来週',
  'P0',
  'high',
  'L4 execution',
  'prevent',
  '(Owner: A, Due: B)',
  'Ed to write it',
  '<b>x</b>',
  '<!-- c -->',
  '{{ hole }}',
  '<% erb %>',
  '\\',
  '&amp;',
  '🟢',
  '\t',
  '\u0000',
  '\u202e',
  'e\u0301',
];
const blocks = [
  '---\ntitle: A\ndate: 2026-11-02\n---',
  '| Action | Owner | Due |\n|---|---|---|',
  '| a | b | c |',
  '|---|',
  '```\nlog: - item\n```',
  '```one line```',
  '<table><tr><th>Action</th></tr>',
  '</table>',
  '<ul>',
  '</ul>',
  '[six]: https://example.org',
  'Term\n: Owner: A',
  '{"actionItems": [{"text": "x"}]}',
  'action_items:\n  - text: x',
  '***',
  '<details><summary>x</summary>',
  '</details>',
  '+------+\n| a    |\n+------+',
  '|===',
  '||Action||Owner||',
];
/** What a careless pattern takes a long time over. */
const runs = [
  '[',
  '](',
  '(',
  ')',
  '*',
  '**a',
  '_',
  '`',
  '~',
  '>',
  '- ',
  '|',
  '|a',
  '<',
  '<!--',
  '{{',
  '<%',
  ' ',
  '\t',
  '\n',
  '\n\n',
  '#',
  '=',
  ':',
  '：',
  '. ',
  ', ',
  '; ',
  ' - ',
  '—',
  'a',
  'A',
  '1',
  '1.',
  '1)',
  '0-',
  '2026-',
  '2026-11-20 ',
  '@',
  '@a ',
  'a.',
  'http://',
  'https://a.b/',
  'Owner: ',
  'Due: ',
  'by ',
  'due ',
  'end of ',
  'we will ',
  'Done when ',
  'AI: ',
  'TODO: ',
  '(a, ',
  'a/',
  'A-1 ',
  '#1 ',
  '担',
  '・',
  '✅',
  '[ ] ',
  '- [x] a\n',
  '|a|b|\n',
  '## Action items\n',
  '<li>',
  '<td>',
  '<ul><li>',
  '&#x',
  '"',
  "'",
  '\\',
  'Ed and ',
  'Ed, ',
  'P1 ',
  'Jan 1 ',
];

export interface AnyDocument {
  readonly source: string;
  readonly text: string;
}

/** A document that nobody would write, or nearly nobody; the samples are cut up and put together wrongly. */
export function anyDocument(roll: Dice, samples: readonly string[]): AnyDocument {
  const source = pick(roll, names);
  const kind = roll(100);
  if (kind < 2) return { source, text: `## Action items\n\n- ${hostile(roll, 5000 + roll(60_000))}` };
  if (kind < 12)
    return {
      source,
      text: `${pick(roll, headings)}\n\n${pick(roll, starts)}${hostile(roll, 200 + roll(2000))}`,
    };
  if (kind < 25) return { source, text: noise(roll, roll(600)) };
  if (kind < 45 && samples.length > 0) return { source, text: spoilt(roll, pick(roll, samples)) };
  const parts = Array.from({ length: 1 + roll(25) }, () => paragraph(roll));
  return { source, text: parts.join(roll(4) === 0 ? '\r\n' : roll(3) === 0 ? '\n' : '\n\n') };
}

function paragraph(roll: Dice): string {
  const kind = roll(10);
  if (kind < 3) return pick(roll, headings);
  if (kind < 4) return pick(roll, blocks);
  return (
    pick(roll, starts) +
    Array.from({ length: roll(9) }, () => pick(roll, words)).join(pick(roll, [' ', ', ', '', '\n']))
  );
}

function hostile(roll: Dice, length: number): string {
  const [one, other] = [pick(roll, runs), roll(2) === 0 ? pick(roll, runs) : ''];
  const unit = one + other;
  const run = unit.repeat(Math.ceil(length / unit.length));
  return roll(2) === 0 ? run : run + pick(roll, words);
}

function noise(roll: Dice, length: number): string {
  return Array.from({ length }, () => {
    const kind = roll(6);
    if (kind === 0) return pick(roll, runs);
    return String.fromCodePoint(kind < 4 ? 32 + roll(95) : roll(0xd800));
  }).join('');
}

function spoilt(roll: Dice, sample: string): string {
  let text = sample;
  for (let turn = 0; turn <= roll(6); turn += 1) {
    const at = roll(text.length + 1);
    const length = roll(200);
    const kind = roll(4);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (kind === 1) text = text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    else if (kind === 2) text = text.slice(0, at) + pick(roll, runs).repeat(1 + roll(30)) + text.slice(at);
    else text = text.slice(0, at) + paragraph(roll) + text.slice(at);
  }
  return text;
}

function pick<T>(roll: Dice, from: readonly T[]): T {
  const chosen = from[roll(from.length)];
  if (chosen === undefined) throw new Error('There is nothing to pick from.');
  return chosen;
}

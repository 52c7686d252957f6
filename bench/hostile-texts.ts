const under = (text: string): string => `# T\n\n## Action items\n\n${text}`;

/** Texts that take a careless reader a time that grows with the square of their length, or worse. */
export const hostileTexts: readonly (readonly [name: string, (length: number) => string])[] = [
  ['quotation marks', (n) => '>'.repeat(n)],
  ['opening brackets', (n) => under(`- ${'['.repeat(n)}`)],
  ['round brackets', (n) => under(`- a ${'('.repeat(n / 2)}${')'.repeat(n / 2)}`)],
  ['white space', (n) => under(`- a${' '.repeat(n)}b`)],
  ['stops in an address', (n) => under(`- http://${'.'.repeat(n)}x y`)],
  ['dates', (n) => under(`- ${'2026-02-30 '.repeat(n / 11)}`)],
  ['ambiguous dates', (n) => under(`- ${'03/04/2021 '.repeat(n / 11)}`)],
  ['fields', (n) => under(`- x ${'Owner: a, '.repeat(n / 10)}`)],
  ['items', (n) => under('- add an alarm\n'.repeat(n / 15))],
  [
    'nested items',
    (n) =>
      under(Array.from({ length: Math.sqrt(n) }, (_, depth) => `${' '.repeat(depth * 2)}- add b`).join('\n')),
  ],
  ['rows', (n) => under(`|Action|Owner|\n|-|-|\n${'|fix a|b|\n'.repeat(n / 10)}`)],
  ['columns', (n) => under(`${'|a'.repeat(n / 4)}|\n${'|-'.repeat(n / 4)}|\n|x|`)],
  ['front matter', (n) => `---\n${'['.repeat(n)}\n---\n`],
  ['comments', (n) => '<!--'.repeat(n / 4)],
  ['bold words', (n) => under(`- ${'**a** '.repeat(n / 6)}`)],
  ['sentences', (n) => under('We will do it. '.repeat(n / 15))],
  ['labels', (n) => '- **Review actions**:\n  - a\n'.repeat(n / 28)],
  ['HTML lists', (n) => `<p></p><ul>${'<li>a<ul>'.repeat(n / 9)}`],
  ['HTML anchors', (n) => `<p></p>${'<a href="'.repeat(n / 9)}`],
];

const english = 'We should see to it that the service is better and ';

/** Promises that do the same to whoever judges them; 0.2 MB each. */
export const hostilePromises: readonly string[] = [
  english + '('.repeat(200_000),
  `${english}${'a.'.repeat(100_000)}@`,
  english + ' '.repeat(200_000),
  'we should also please '.repeat(9_000),
  'make x more '.repeat(17_000),
];

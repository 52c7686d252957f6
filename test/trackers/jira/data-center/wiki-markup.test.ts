import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wikiOf } from '../../../../src/trackers/jira/data-center/wiki-markup.ts';
import { plainText } from '../../../../src/trackers/jira/data-center/wiki-text.ts';

describe('markdown in wiki markup', () => {
  it.each([
    ['a heading', '## Root cause', 'h2. Root cause'],
    ['paragraphs', 'One\nline.\n\nTwo.', 'One line.\n\nTwo.'],
    ['marks', '**bold** _soft_ ~~gone~~ `code`', '*bold* _soft_ -gone- {{code}}'],
    ['a mark inside a word', 're**load**ed', 're{*}load{*}ed'],
    ['marks within marks', '**bold _and soft_**', '*bold _and soft_*'],
    ['a link', '[the postmortem](https://a.example/p/7#ai-3)', '[the postmortem|https://a.example/p/7#ai-3]'],
    ['a link that names itself', '<https://a.example/x>', '[https://a.example/x]'],
    ['a link to nowhere safe', '[press](ftp://a.example/x)', 'press'],
    ['brackets in a link', '[a|b\\]](<https://a.example/x|y]>)', '[a\\|b\\]|https://a.example/x%7Cy%5D]'],
    ['a picture', '![chart](https://a.example/c.png)', '[chart|https://a.example/c.png]'],
    ['a bullet list', '- one\n- two', '* one\n* two'],
    ['an ordered list', '1. one\n2. two', '# one\n# two'],
    ['a list in a list', '- one\n  1. first\n  2. second\n- two', '* one\n*# first\n*# second\n* two'],
    ['two paragraphs in an item', '- one\n\n  more', '* one \\\\ more'],
    ['a heading in an item', '- # Big', '* *Big*'],
    ['a quote', '> said\n> so', '{quote}\nsaid so\n{quote}'],
    ['a quote in a quote', '> a\n>\n> > b', '{quote}\na\n\nb\n{quote}'],
    ['code', '```js\nif (a) { b(); }\n```', '{code:js}\nif (a) { b(); }\n{code}'],
    ['code that would end itself', '```\n{code}\n```', '{code}\n{\u200Bcode}\n{code}'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\n----\n\nb'],
    ['a hard break', 'a  \nb', 'a \\\\ b'],
    ['nothing', '', ''],
  ])('writes %s', (_what, text, wiki) => {
    expect(wikiOf(text)).toBe(wiki);
  });

  it.each([
    ['braces', 'set {color:red} and {{x}}', 'set \\{color:red\\} and \\{\\{x\\}\\}'],
    ['a mention', '[~priya] did it', '\\[\\~priya\\] did it'],
    ['a table', 'a | b || c', 'a \\| b \\|\\| c'],
    ['marks around words', 'a *b* _c_ -d- +e+', 'a \\*b\\* \\_c\\_ \\-d\\- \\+e\\+'],
    ['a picture', 'see !chart.png! now!', 'see \\!chart.png! now!'],
    ['a backslash', 'C:\\temp\\\\x', 'C:&#92;temp&#92;&#92;x'],
    ['an entity', 'write &amp; or &#42; for it & more', 'write &amp;amp; or &amp;#42; for it & more'],
    ['icons and faces', 'so (!) and (x) :) ;-)', 'so \\(\\!) and \\(x) \\:) \\;\\-)'],
    ['a list at the start', '# not an item', '\\# not an item'],
    ['a bullet at the start', '- not an item', '\\- not an item'],
    ['a heading at the start', 'h1. not a heading', 'h1&#46; not a heading'],
    ['a quote at the start', 'bq. not a quote', 'bq&#46; not a quote'],
  ])('escapes %s that nobody meant as markup', (_what, text, wiki) => {
    expect(plainText(text, true)).toBe(wiki);
  });

  it.each([
    'snake_case_name',
    '2026-11-20',
    'well-known',
    'a + b - c * d',
    'issue #12',
    'Why? Now!',
    'h1.5 mm wide',
  ])('leaves %j readable', (text) => {
    expect(plainText(`x ${text}`, true)).toBe(`x ${text}`);
  });

  it('leaves an address whole', () => {
    const text = 'see https://a.example/x_y_z?q=*1*#a-b, or (https://b.example/~kim).';
    expect(plainText(text, true)).toContain('https://a.example/x_y_z?q=*1*#a-b,');
  });

  it('shows any words letter by letter', () => {
    const words = fc.string({
      unit: fc.constantFrom(...'ab 1\\{}[]|*_-+^~!?#()x:;&.hbq'.split(''), 'h1.', '&amp;', '----', 'é'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, fc.boolean(), (text, isStart) => {
        const wiki = plainText(text, isStart);
        expect(shown(wiki)).toBe(text);
        expect(wiki).not.toMatch(/(?<!\\)[{}[\]|^~]/);
        expect(wiki).not.toMatch(/\\\\/);
        // A mark begins where no letter stands before it, and something right behind it.
        expect(wiki).not.toMatch(/(?:^|[^\p{L}\p{N}\\])[*_+-](?=\S)/u);
      }),
    );
  });

  it('keeps any description within what Jira takes, and cuts between lines', () => {
    const lines = Array.from({ length: 3000 }, (_, place) => `- step ${place} of {the} plan`);
    const wiki = wikiOf(lines.join('\n'));
    expect(wiki.length).toBeLessThanOrEqual(32_000);
    expect(wiki.length).toBeGreaterThan(25_000);
    expect(wiki.endsWith('…')).toBe(true);
    expect(wiki).toContain('* step 0 of \\{the\\} plan\n* step 1 of');
    expect(wikiOf('{'.repeat(50_000)).length).toBeLessThanOrEqual(32_000);
  });

  it('reads any text at all', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(typeof wikiOf(text)).toBe('string');
      }),
    );
  });
});

/** What a person sees of escaped words. */
function shown(wiki: string): string {
  return wiki
    .replaceAll(/\\([^a-z0-9\s])/gi, '$1')
    .replaceAll('&#92;', '\\')
    .replaceAll('&#46;', '.')
    .replaceAll('&amp;', '&');
}

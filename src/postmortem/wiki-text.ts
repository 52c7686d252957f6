/** Whether a text has the headings of MediaWiki: one, or several where lines could be headings of Markdown too. */
export function looksLikeWiki(text: string): boolean {
  const start = text.slice(0, 50_000);
  const headings = start.match(/^(={1,5}) ?[^=\n]{2,120}\1[ \t]*$/gm)?.length ?? 0;
  // A number sign begins a heading in Markdown and a numbered list here.
  return headings > (/^#{1,6} /m.test(start) ? 1 : 0);
}

/** MediaWiki text as Markdown, line by line, so that every line keeps its number. */
export function wikiAsMarkdown(text: string): string {
  return text.split('\n').map(wikiLine).join('\n');
}

function wikiLine(line: string): string {
  const heading = /^(={1,6}) ?([^=].{0,200}?)(={1,6})[ \t]{0,20}$/.exec(line);
  if (heading && heading[1] === heading[3])
    return `${'#'.repeat(heading[1]?.length ?? 1)} ${inlineWiki(heading[2] ?? '').trim()}`;
  const list = /^([*#]{1,8})\s{0,8}(?=[^*#\s])/.exec(line);
  if (list) {
    const marks = list[1] ?? '*';
    const indent = '   '.repeat(marks.length - 1);
    return `${indent}${marks.endsWith('#') ? '1.' : '* '} ${inlineWiki(line.slice(list[0].length))}`;
  }
  return inlineWiki(line);
}

function inlineWiki(text: string): string {
  if (!/['[{]/.test(text)) return text;
  return (
    text
      .replace(
        /\[\[phab:(T\d{1,7})(?:\|[^[\]\n]{0,80})?\]\]|\{\{phab(?:ricator)?\|(T\d{1,7})\}\}/gi,
        (_, link?: string, template?: string) => {
          const task = link ?? template ?? '';
          return `[${task}](https://phabricator.wikimedia.org/${task})`;
        },
      )
      .replace(/\{\{(?:done|tick|resolved|fixed)\}\}/gi, '✅')
      .replace(/\{\{(?:todo|doing|open|in progress|not done)(?:\|([^{}\n]{0,80}))?\}\}/gi, '🔲')
      // Other templates in a sentence wrap a word, mostly a ticket.
      .replace(/\{\{[\w -]{2,30}\|([^{}|\n]{1,80})\}\}/g, '$1')
      .replace(/'''/g, '**')
      .replace(/(?<!')''(?!')/g, '*')
      .replace(/(?<!\[)\[(https?:\/\/[^\s\]]{1,500}) ([^\]\n]{1,300})\](?!\()/g, '[$2]($1)')
      .replace(/\[\[(?:[^|[\]\n]{1,200}\|)?([^|[\]\n]{1,200})\]\]/g, '$1')
  );
}

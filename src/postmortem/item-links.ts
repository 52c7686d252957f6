import type { Inline } from './blocks.ts';
import { trimEnd } from './trim-marks.ts';

const address = /https?:\/\/[^\s<>"'`|)\]}]+/g;
const ticketKey = /(?<![\p{L}\d/_.#-])[A-Z][A-Z0-9]{1,9}-\d{1,6}(?![\d\p{L}_-]|\.\d)/gu;
/** An issue of another repository or project: `acme/ci#12`. */
const elsewhere = /(?<![\p{L}\d/_.-])[\w.-]{1,60}(?:\/[\w.-]{1,60}){1,4}#\d{1,7}(?![\p{L}\d])/gu;
const issueNumber = /(?<![\p{L}\d/&#])#\d{1,7}(?![\p{L}\d])/gu;
const bugNumber = /(?<![\p{L}])bug ?#?(\d{4,9})\b/giu;
/** Words that look like a ticket key and are none. */
const standards =
  /^(?:UTF|SHA|ISO|RFC|CVE|TLS|SSL|HTTP|AES|RSA|MD|UTC|GMT|SEV|COVID|GPT|IPV|ARM|AMD|INC|USB|BASE|CRC|PM|IR|PIR|RCA|FIPS|PEP|EIP|BIP|GHSA|DST|Q|H|P|L|EKS|EC|S)-/;

/** Places where work is tracked; a link there names the item's ticket. */
const tracker =
  /\/browse\/[A-Z]|\/issues?\/\d|\/issue\/[A-Z]|linear\.app\/|bugzilla|bugzil\.la|show_bug\.cgi|trello\.com\/c\/|zenhub\.com|pivotaltracker|app\.asana|shortcut\.com|\/-\/issues\/|youtrack|clickup\.com|dev\.azure\.com|\/work_?items\//i;

/** Every ticket key and address of the texts, those of trackers first, each once. */
export function linksOf(inlines: readonly Inline[]): string[] {
  const found = new Set<string>();
  for (const inline of inlines) {
    for (const link of inline.links) if (/^(?:https?:|\/\/)/i.test(link.href)) found.add(link.href);
    const bare = withoutLinks(inline);
    const isAddressed = bare.includes('://');
    if (isAddressed) for (const [url] of bare.matchAll(address)) found.add(trimEnd(url, '.,;:!?…*_~'));
    const outside = isAddressed ? bare.replace(address, ' ') : bare;
    const isNumbered = outside.includes('#');
    if (isNumbered) for (const [reference] of outside.matchAll(elsewhere)) found.add(reference);
    const words = isNumbered ? outside.replace(elsewhere, ' ') : outside;
    if (words.includes('-'))
      for (const [key] of words.matchAll(ticketKey)) if (!standards.test(key)) found.add(key);
    if (isNumbered) for (const [number] of words.matchAll(issueNumber)) found.add(number);
    if (/bug/i.test(words)) for (const [, number] of words.matchAll(bugNumber)) found.add(`bug ${number}`);
  }
  return [...found].toSorted((one, other) => rank(one) - rank(other));
}

/** Whether a word is a ticket's key, as `PAY-12` is and `UTF-8` is not. */
export function isTicketKey(word: string): boolean {
  return /^[A-Z][A-Z0-9]{1,9}-\d{1,7}$/.test(word) && !standards.test(word);
}

/** Whether the text is nothing but links and issue references. */
export function isOnlyLinks(inline: Inline): boolean {
  const rest = withoutLinks(inline)
    .replace(address, ' ')
    .replace(elsewhere, ' ')
    .replace(ticketKey, ' ')
    .replace(issueNumber, ' ')
    .replace(/\b(?:issues?|prs?|pull requests?|tickets?|see|and|jira|bug|link)\b/gi, ' ');
  return /^[\s\p{P}]*$/u.test(rest) && linksOf([inline]).length > 0;
}

function rank(link: string): number {
  if (!/^(?:https?:)?\/\//.test(link)) return 0;
  if (tracker.test(link) && !/\/pull\/|\/commit\//.test(link)) return 0;
  return /\/pull\/|\/merge_requests\/|\/commit\//.test(link) ? 1 : 2;
}

function withoutLinks({ text, links }: Inline): string {
  const kept: string[] = [];
  let at = 0;
  for (const link of links) {
    kept.push(text.slice(at, link.start));
    at = link.end;
  }
  return [...kept, text.slice(at)].join(' ');
}

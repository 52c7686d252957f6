import type { FrontMatter, FrontValue } from './front-matter.ts';
import { trimBoth } from './trim-marks.ts';

const names = {
  from: /^(?:from|von|de|da|van|od|fra|från|差出人|发件人)$/iu,
  title: /^(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|emne|ämne|件名|主题)$/iu,
  date: /^(?:date|sent|datum|gesendet|envoyé|fecha|enviado|data|inviato|verzonden|dato|sendt|skickat|日時|送信日時|日期)$/iu,
};
const mostLines = 15;

/** The head of a postmortem that was sent as an e-mail; null for every other text. The body stays on its lines. */
export function splitMailHead(text: string): FrontMatter | null {
  const lines = text.slice(0, 8000).split('\n').slice(0, mostLines);
  const values = new Map<string, FrontValue>();
  let at = 0;
  let isMail = false;
  for (; at < lines.length; at += 1) {
    const [, name = '', value = ''] =
      /^([\p{L}][\p{L}-]{0,20})\s?[:：]\s*(\S.*)$/u.exec(lines[at] ?? '') ?? [];
    if (name === '' && !/^\s+\S/.test(lines[at] ?? '')) break;
    const line = at + 1;
    if (names.from.test(name)) {
      isMail = true;
      values.set('authors', { value: trimBoth(value.replace(/<[^<>]*>/g, ''), ' "\''), line });
    } else if (names.title.test(name)) values.set('title', { value: subject(value), line });
    else if (names.date.test(name)) values.set('publishedat', { value: withoutWeekday(value), line });
  }
  if (!isMail || !values.has('title')) return null;
  return { values, body: '\n'.repeat(at) + text.split('\n').slice(at).join('\n'), problems: [] };
}

function subject(value: string): string {
  return value
    .replace(/^(?:(?:r|i|re|aw|fwd?|wg|tr|rv|sv|vs|odp|enc)\s?:\s*|\[[^[\]]{1,40}\]\s*)+/iu, '')
    .trim();
}

/** Without the weekday, whose short forms are not those of a date. */
function withoutWeekday(value: string): string {
  return value.replace(/^\p{L}{2,12}[.,]{0,2}\s+(?=\d)/u, '');
}

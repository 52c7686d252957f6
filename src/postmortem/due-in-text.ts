import { duePhrase } from './due-words.ts';
import type { Reading } from './reading.ts';
import { datesIn } from './written-dates.ts';

const dueMark =
  /(?:(?:^|[^\p{L}])(?:due(?: date| by| on)?|deadline|eta|no later than|complete by|by|frist|before|target(?:ing|ed for)?|senest|innen|bis(?: zum)?|spätestens|avant le|antes del?|entro(?: il)?|até|uiterlijk|vóór|do końca|senast|ennen)|期限)\s?[:：]?\s?$/iu;
const mark =
  /(?<![\p{L}-])(?:no later than|not later than|due(?: by| on)?|before|by|eta|frist|innen|senest|bis|spätestens|avant|antes de|entro|até|uiterlijk|vóór|senast|deadline)[:\s]{1,2}/giu;
const period =
  /(?:^|(?<!\b(?:for|of|from|until|since|every|each|past|last|than|per))\s)((?:(?:by|in|during|before) (?:the )?)?(?:(?:end of |late |mid[- ]?)?[qh][1-4](?: ?(?:of )?’?'?\d{2,4})?|(?:this|next) (?:quarter|month|week|half|sprint)|(?:the )?end of (?:the |this |next )?(?:week|month|quarter|year|half|sprint)|eo[wmqy]))(?: sprints?)?[.\s)]{0,3}$/i;
const opening =
  /^((?:over|in|within|during) the (?:next|coming) (?:\d{1,2}|\p{L}{2,10}) (?:days|weeks|months|sprints|quarters))\b/iu;

/** "by 2 weeks" and "within 24 hours" are amounts. */
const amount =
  /^\d{1,3} (?:business |working )?(?:min(?:ute)?s?|hours?|days?|weeks?|months?|quarters?|years?)$/i;

/** The due date in the words of an item ("… by next Friday", "… in Q1"), as it is written there; null when they name none. */
export function dueInText(given: string, reading: Reading): string | null {
  const text = given.slice(0, 1000);
  for (const date of datesIn(text, reading.order))
    if (dueMark.test(text.slice(Math.max(0, date.start - 24), date.start))) return date.written;
  for (const match of text.matchAll(mark)) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 60);
    const words =
      /^[^.,;:()\n]{2,45}?(?=$|[.,;:()\n]|\s(?:so|and|to|for|with|in order|at the latest|\[|–|—|-)\b|\s[–—-]\s)/u.exec(
        rest,
      )?.[0];
    if (words && !amount.test(words.trim()) && isCapitalMonth(words) && duePhrase(words, reading))
      return words.trim();
  }
  const last = period.exec(text.slice(-60))?.[1];
  if (last && duePhrase(last, reading)) return last.trim();
  const first = opening.exec(text.slice(0, 60))?.[1];
  return first && duePhrase(first.replace(/^(?:over|in|within|during) the (?:next|coming) /i, ''), reading)
    ? first
    : null;
}

/** "by may" is no month, nor is "before dec": in a sentence a month's name alone has its capital. */
function isCapitalMonth(words: string): boolean {
  return !/^\p{Ll}{3,9}$/u.test(words.trim()) || /day$|^(?:tomorrow|eo[dwmqy])$/i.test(words.trim());
}

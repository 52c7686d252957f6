import { isDay, type Day } from '../lib/calendar.ts';

/** How a document writes days in figures; null when nothing in it tells `3/4/2026` from `4/3/2026`. */
export type FigureOrder = 'dmy' | 'mdy' | null;

/** A full date as it was found in a text. */
export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  /** Null when there is no such day (`2026-02-30`) or one cannot tell day from month. */
  readonly day: Day | null;
  readonly fault: 'impossible' | 'ambiguous' | null;
}

/** English, German, Scandinavian, Dutch, French, Spanish, Portuguese, Italian, Polish, Czech, Turkish and Russian, in full and shortened. */
const months: readonly (readonly string[])[] = [
  'january jan januar jänner januari enero ene janvier janv janeiro gennaio stycznia styczeń ledna leden ocak января январь',
  'february feb februar februari febrero février fevrier févr fevereiro febbraio lutego luty února únor şubat февраля февраль',
  'march mar mars märz marts maart mrt marzo março marca marzec března březen mart марта март',
  'april apr abril abr avril avr aprile kwietnia kwiecień dubna duben nisan апреля апрель',
  'may mai maj mei mayo maio maggio maja května květen mayıs мая май',
  'june jun juni junio juin junho giugno czerwca czerwiec června červen haziran июня июнь',
  'july jul juli julio juillet juil julho luglio lipca lipiec července červenec temmuz июля июль',
  'august aug augusti augustus agosto ago août aout sierpnia sierpień srpna srpen ağustos августа август',
  'september sept sep septiembre septembre setembro settembre września wrzesień září eylül сентября сентябрь',
  'october oct oktober okt octubre octobre outubro ottobre października październik října říjen ekim октября октябрь',
  'november nov noviembre novembre novembro listopada listopad listopadu kasım ноября ноябрь',
  'december dec desember des dezember dez diciembre dic décembre déc dezembro dicembre grudnia grudzień prosince prosinec aralık декабря декабрь',
].map((names) => names.split(' '));

/** The number of the month a word names, in any of the languages; null when it names none. */
export function monthNumber(word: string): number | null {
  const index = months.findIndex((names) => names.includes(word.toLowerCase()));
  return index < 0 ? null : index + 1;
}

const monthName = [...new Set(months.flat())].toSorted((a, b) => b.length - a.length).join('|');
const iso = /(?<![\d.‐‑-])(?<y>\d{4})[-/.‐‑](?<m>\d{1,2})[-/.‐‑](?<d>\d{1,2})(?!\d)/gu;
const kanji = /(?<y>\d{4})[年년]\s?(?<m>\d{1,2})[月월]\s?(?<d>\d{1,2})[日일]/gu;
const nameFirst = new RegExp(
  `(?<!\\p{L})(?<n>${monthName})\\.?[\\s-]{1,3}(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:(?:\\s?[-–&,]\\s?|\\s(?:and|to)\\s)\\d{1,2}(?:st|nd|rd|th)?)?,?[\\s-]{1,3}(?<y>\\d{4})(?!\\d)`,
  'giu',
);
const dayFirst = new RegExp(
  `(?<!\\d)(?<d>\\d{1,2})(?:st|nd|rd|th|er|\\.|º|°)?(?:(?:\\s?[/&–-]\\s?|\\s(?:and|to|und|et|y|e|bis|au)\\s)\\d{1,2}(?:st|nd|rd|th|\\.)?)?[\\s-]{1,3}(?:of |de )?(?<n>${monthName})\\.?,?[\\s-]{1,3}(?:de |del )?(?<y>\\d{4})(?!\\d)`,
  'giu',
);
const figures =
  /(?<![\p{L}\d.:/-])(?<a>\d{1,2})(?<sep>[./-])(?<b>\d{1,2})\k<sep>(?<y>\d{4}|\d{2})(?![\d./:-]\d|\d)/gu;

/** Each kind of date behind what every one of its kind holds: most texts hold no date, and looking for one is dear. */
const kinds = [
  [/\d{4}[-/.‐‑]\d/, iso],
  [/\d[年년]/, kanji],
  [/\p{L}\.?[\s-]{1,3}\d{1,2}(?!\d)/u, nameFirst],
  [/\p{L}\.?,?[\s-]{1,3}(?:del? )?\d{4}/iu, dayFirst],
  [/(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}/, figures],
] as const;

/** Every full date in a text, in the order of the text; dates without a year are none. */
export function datesIn(text: string, order: FigureOrder): WrittenDate[] {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return [{ start: 0, end: text.length, written: text, ...checked(text) }];
  const patterns = kinds.filter(([hint]) => hint.test(text)).map(([, pattern]) => pattern);
  if (patterns.length === 0) return [];
  const found = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map((match) => dateOf(match, order)))
    .toSorted((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return found.filter((date) => {
    const isFree = date.start >= end;
    if (isFree) end = date.end;
    return isFree;
  });
}

/** The first full date in a text that names a real day. */
export function firstDay(text: string, order: FigureOrder): Day | null {
  return datesIn(text, order).find((date) => date.day !== null)?.day ?? null;
}

/**
 * How a document writes days in figures: known from those that can be read one way only, else from a day that is also written
 * out elsewhere in the document, else from the language.
 */
export function figureOrder(text: string): FigureOrder {
  const votes = { dmy: 0, mdy: 0 };
  const inFigures = [...text.matchAll(figures)].slice(0, 200);
  if (inFigures.length === 0) return isAbroad(text) ? 'dmy' : null;
  const writtenOut = new Set(
    datesIn(text.slice(0, 40_000).replace(figures, ' '), null).map((date) => date.day),
  );
  for (const sure of [true, false]) {
    for (const { groups } of inFigures) {
      const [first, second] = [Number(groups?.['a']), Number(groups?.['b'])];
      const year = Number(groups?.['y']) < 100 ? 2000 + Number(groups?.['y']) : Number(groups?.['y']);
      const [dayLed, monthLed] = [dayNamed(year, second, first), dayNamed(year, first, second)];
      if (sure ? isDay(dayLed) && !isDay(monthLed) : writtenOut.has(dayLed) && dayLed !== monthLed)
        votes.dmy += 1;
      if (sure ? isDay(monthLed) && !isDay(dayLed) : writtenOut.has(monthLed) && dayLed !== monthLed)
        votes.mdy += 1;
    }
    if (votes.dmy > 0 !== votes.mdy > 0) return votes.dmy > 0 ? 'dmy' : 'mdy';
    if (votes.dmy > 0) return null;
  }
  return isAbroad(text) ? 'dmy' : null;
}

const abroad =
  /(?<!\p{L})(?:de|da|la|le|el|em|en|et|com|ist|mit|von|im|på|som|av|los|las|que|por|para|una|não|uma|dos|das|il|della|che|per|und|der|die|nicht|het|een|van|les|des|une|est|och|att|og|ikke|nie|się|jest|na)(?!\p{L})/giu;
const english = /(?<!\p{L})(?:the|and|of|was|were|to|is|that|with)(?!\p{L})/giu;

/** Whether a text is written in a European language other than English, whose readers all put the day first. */
function isAbroad(text: string): boolean {
  const start = text.slice(0, 8000);
  const count = (words: RegExp): number => start.match(words)?.length ?? 0;
  return count(abroad) >= 10 && count(abroad) > 2 * count(english);
}

function dateOf(match: RegExpExecArray, order: FigureOrder): WrittenDate {
  const at = { start: match.index, end: match.index + match[0].length, written: match[0] };
  const { y, m, d, n, a, b, sep } = match.groups ?? {};
  const year = Number(y) < 100 ? 2000 + Number(y) : Number(y);
  if (a === undefined) {
    const month = n ? (monthNumber(n) ?? 0) : Number(m);
    return { ...at, ...checked(dayNamed(year, month, Number(d))) };
  }
  const dayLed = dayNamed(year, Number(b), Number(a));
  const monthLed = dayNamed(year, Number(a), Number(b));
  if (sep === '.' && y?.length === 2 && (a.length < 2 || b?.length !== 2))
    return { ...at, day: null, fault: null };
  if (sep === '.' || order === 'dmy') return { ...at, ...checked(dayLed) };
  if (order === 'mdy') return { ...at, ...checked(monthLed) };
  if (isDay(dayLed) && isDay(monthLed) && dayLed !== monthLed)
    return { ...at, day: null, fault: 'ambiguous' };
  return { ...at, ...checked(isDay(dayLed) ? dayLed : monthLed) };
}

function checked(day: Day): Pick<WrittenDate, 'day' | 'fault'> {
  return isDay(day) ? { day, fault: null } : { day: null, fault: 'impossible' };
}

function dayNamed(year: number, month: number, day: number): string {
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
}

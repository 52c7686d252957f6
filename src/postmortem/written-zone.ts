/** Abbreviations that mean one offset only; CST, IST and the like stand for several zones and are not understood. */
const offsets: Readonly<Record<string, string>> = {
  z: 'Z',
  utc: 'Z',
  gmt: 'Z',
  wet: 'Z',
  west: '+01:00',
  cet: '+01:00',
  mez: '+01:00',
  cest: '+02:00',
  mesz: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  sast: '+02:00',
  est: '-05:00',
  edt: '-04:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  akst: '-09:00',
  akdt: '-08:00',
  brt: '-03:00',
  jst: '+09:00',
  kst: '+09:00',
  sgt: '+08:00',
  hkt: '+08:00',
  aest: '+10:00',
  aedt: '+11:00',
  awst: '+08:00',
  nzst: '+12:00',
  nzdt: '+13:00',
  協定世界時: 'Z',
  日本時間: '+09:00',
};

const words = Object.keys(offsets).join('|');
const zone = new RegExp(
  `^[\\s(,]{0,3}(?:(?:UTC|GMT)\\s?(?<far>[+-−]\\d{1,2}(?::?\\d{2})?)|(?<figures>[+-]\\d{2}:?\\d{2})|(?<word>${words}))(?![\\p{L}\\d])`,
  'iu',
);

/** The offset from UTC that a text begins with (`UTC`, `CEST`, `UTC+2`, `+02:00`), as `Z` or `+02:00`; null for none or one that is not certain. */
export function zoneAt(text: string): { offset: string; length: number } | null {
  const found = zone.exec(text.slice(0, 24));
  if (!found) return null;
  const { far, figures, word } = found.groups ?? {};
  const length = found[0].length;
  if (word !== undefined) return { offset: offsets[word.toLowerCase()] ?? 'Z', length };
  const [, sign = '+', hours = '0', minutes = '00'] =
    /^([+-−])(\d{1,2}):?(\d{2})?$/.exec(far ?? figures ?? '') ?? [];
  const offset = `${sign === '-' || sign === '−' ? '-' : '+'}${hours.padStart(2, '0')}:${minutes}`;
  return { offset: offset.endsWith('00:00') ? 'Z' : offset, length };
}

const said = [
  /\b(?:all |the )?(?:times?|timestamps?|dates?)(?: (?:and dates|shown|given|below|here))?(?: are| is)?(?: all)?(?: in|:)? ?\(?(?=[A-Z]{1,4}\b)/gu,
  /\btime ?zone\s?[:：]\s?/giu,
  /\b(?:timeline|chronology|tidslinje|タイムライン)[^\n]{0,20}[(（]\s?(?:all )?(?:times? )?(?:in |are )?/giu,
  /\b(?:time|when|tid|uhrzeit|hora|heure|時刻|日時)\s?[(（]\s?/giu,
  /\b(?:alle tider (?:i|er)|alle zeiten in|todas las horas en|toutes les heures en)\s/giu,
];

/** The zone a document says all its times are in; null when it says none, or one that is not certain. */
export function statedZone(text: string): string | null {
  for (const pattern of said)
    for (const match of text.slice(0, 100_000).matchAll(pattern)) {
      const found = zoneAt(text.slice(match.index + match[0].length, match.index + match[0].length + 24));
      if (found) return found.offset;
    }
  return null;
}

import { integer, string, type Arbitrary } from 'fast-check';

const surrogates = 0x800;
const firstSurrogate = 0xd800;

/** Every character there is. Fast-check's own unit `binary` first writes a table of all 1.1 million of them, in every process. */
const anyCharacter = integer({ min: 0, max: 0x10ffff - surrogates }).map(characterAt, placeOf);

/** Any text of at most so many characters. */
export function anyText(maxLength?: number): Arbitrary<string> {
  return string({ unit: anyCharacter, ...(maxLength === undefined ? {} : { maxLength }) });
}

function characterAt(place: number): string {
  return String.fromCodePoint(place < firstSurrogate ? place : place + surrogates);
}

/** Lets fast-check slip in the texts that are known to trip programs up. Throws at anything but one character. */
function placeOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== character)
    throw new TypeError('Not one character');
  return code < firstSurrogate ? code : code - surrogates;
}

import type { Finding } from './rules.ts';
import { inShort } from './wording.ts';

const teamWord =
  /(?:^|[\s@/_-])(?:teams?|squads?|guild|group|crew|department|dept|devs?|developers?|engineers?|engineering|sres?|devops|ops|operations|infra(?:structure)?|platform|on-?call|oncall|leads?|managers?|admins?|administrators?|maintainers?|owners?|support|security|everyone|everybody|all|qa|backend|frontend|releng|relops|cloudops|dba?s?|vendor|management|leadership|committee|council|working group|wg|sig|staff|board|it|ops team)$/i;
const roleStart = /^(?:teams?|the|all|any|whoever|our) \S|^team\w{3,}|^@[\w.-]+\/[\w.-]+|^#\S/i;
const roleAnywhere = /\b(?:team|squad|on-?call|manager|lead|engineering|department)\b|チーム|担当者/iu;

/** Whom the words for an owner name: one person, several, or a team or role. Doubt counts for a person. */
function kindOfOwner(written: string): 'person' | 'several' | 'team' {
  const plain = written
    .replace(/\(.*?\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (/[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+/.test(plain)) return people(plain).length > 1 ? 'several' : 'person';
  if (isTeam(plain)) return 'team';
  const names = people(plain);
  if (names.length < 2) return 'person';
  return names.some(isTeam) ? 'team' : 'several';
}

function isTeam(words: string): boolean {
  return (
    roleStart.test(words) ||
    teamWord.test(words) ||
    (words.split(' ').length <= 5 && roleAnywhere.test(words))
  );
}

/** The names in a list such as "luk, and, ale", "Ed and Caroline", "@a @b"; "Becker, Tom" is one name. */
function people(written: string): string[] {
  if (/^\p{Lu}[\p{L}'’-]+, \p{Lu}[\p{L}'’.-]+$/u.test(written)) return [written];
  return written
    .split(/\s*(?:[,;/&+|、]|\band\b|\bor\b|\bund\b|\bog\b|\by\b|\s(?=@))\s*/iu)
    .map((name) => name.trim())
    .filter((name) => /\p{L}/u.test(name));
}

/** One person must answer for a promise; a team, a role or several people do not. */
export function owner(text: string, named: string | null): Finding | null {
  const short = inShort(text);
  const written = named?.slice(0, 200) ?? null;
  if (written === null)
    return {
      rule: 'no-owner',
      message: 'Nobody is named who answers for it.',
      suggestion: `${short} (Owner: …)`,
    };
  switch (kindOfOwner(written)) {
    case 'team':
      return {
        rule: 'team-owner',
        message: `“${inShort(written)}” is a team or a role; nobody in particular answers for it.`,
        suggestion: `${short} (Owner: one person, of ${inShort(written)})`,
      };
    case 'several': {
      const [first = '', ...others] = people(written);
      return {
        rule: 'several-owners',
        message: `${1 + others.length} people are named, so each can think it is the other’s.`,
        suggestion: `${short} (Owner: ${first}; with ${inShort(others.join(', '))})`,
      };
    }
    case 'person':
      return null;
  }
}

import { categoryOf, groupDone } from './group-words.ts';
import type { Place } from './draft.ts';
import { duePhrase } from './due-words.ts';
import { fieldLine } from './field-words.ts';
import { plainHeading } from './heading-words.ts';
import { isPerson, type People } from './people.ts';
import { priorityOf } from './promise-words.ts';

const nobody: People = new Set();

/** The place of items under a heading or label of action items. */
export function placeNamed(name: string | null): Place {
  const top: Place = { section: null, groupDone: null, groupCategory: null };
  return name === null ? top : { ...within(top, name), groupCategory: null };
}

/** The place of items under a group's name within another place: its path, and what the name says of all of them. */
export function within(place: Place, text: string): Place {
  const name = text.replace(/[\s:：]{1,3}$/u, '');
  const priority = groupPriority(name);
  const due = groupDue(name);
  const owner = groupOwner(name);
  return {
    ...place,
    section: place.section === null ? name : `${place.section} > ${name}`,
    groupDone: groupDone(name) ?? place.groupDone,
    groupCategory: categoryOf(name) ?? place.groupCategory,
    ...(priority ? { groupPriority: priority } : {}),
    ...(due ? { groupDue: due } : {}),
    ...(owner ? { groupOwner: owner } : {}),
  };
}

function groupPriority(name: string): Place['groupPriority'] {
  const plain = plainHeading(name);
  const said =
    /^(?:p[0-4]|(?:high(?:est)?|medium|low|critical|urgent|mid)(?: priority)?)(?: (?:action )?items?)?\b/.exec(
      plain,
    )?.[0];
  if (!said || (!/^p\d|priority/.test(said) && said !== plain)) return null;
  return priorityOf(said.replace(/ (?:action )?items?$/, ''));
}

const blank = { order: null, written: '2026-01-01' } as const;

/** A date that a group's name sets for all its items: "Short term (due 2026-05-31)", "Long term (Target: Q4 2026)", "Next week". */
function groupDue(name: string): string | null {
  const remark = /[（(]([^()（）]{2,60})[）)]/u.exec(name)?.[1]?.trim() ?? null;
  for (const words of [remark, name.trim()]) {
    if (words === null) continue;
    const labelled = fieldLine(
      words.replace(/^(due|target(?:ed)?|by|deadline|eta)(?: (?:by|for))?\s(?=\S)/i, 'due: '),
    );
    if (labelled?.name === 'due' && duePhrase(labelled.value, blank)) return labelled.value;
    // A day alone is more often that of the meeting.
    if (!/\d{4}\D|^\D{0,9}\d{4}$|\d[./-]\d{1,2}[./-]\d/.test(words) && duePhrase(words, blank)) return words;
    if (/^(?:q[1-4]|h[12]) \d{4}\b/i.test(words) && duePhrase(words, blank)) return words;
  }
  return null;
}

/** A person whose items follow: "@priya", "Priya's items". */
function groupOwner(name: string): string | null {
  const plain = name
    .replace(/[*_`]/g, '')
    .replace(/(?:[’']s)?(?: (?:action )?(?:items?|tasks?|actions?))?$/i, '')
    .trim();
  return plain.length <= 60 && isPerson(plain, nobody) ? plain : null;
}

/** Whether a text is nothing but the name of a person whose items follow. */
export function isOwnerName(text: string): boolean {
  return groupOwner(text.replace(/[\s:：]{1,3}$/u, '')) !== null;
}

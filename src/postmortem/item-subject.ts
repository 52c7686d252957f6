import { isActionVerb } from './action-verbs.ts';
import { isPerson } from './people.ts';
import { isPlaceholder, namesNobody } from './placeholders.ts';
import type { Reading } from './reading.ts';

const subject =
  /^((?:\p{Lu}[\p{L}'’.-]*(?:(?:,| and| &) \p{Lu}[\p{L}'’.-]*){0,3})(?: team)?) to (?:also |then )?(\p{L}+)/u;
const doer =
  /^((?:@[\p{L}\d][\p{L}\d_.-]*|\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*)?)(?:(?:,|,? and| &) (?:@[\p{L}\d][\p{L}\d_.-]*|\p{Lu}[\p{L}'’.-]*)){0,3}) (?:to|will|shall|should|is going to|are going to|needs to|has to|must|can|agreed to|volunteered to|has (?:started|begun)|is \p{L}+ing)\b/u;
const noSubject =
  /^(?:need|continue|plan|remember|script|have|want|ability|process|commit|agree|aim|work|try|propose|way|ways|something|everyone|all|action|option|options|start|nothing|attempt|make|decide|due|how|when|what|used|tool|tools|job|jobs|test|tests|alert|alerts|time|similar|prior|next|first|according|consider|request|team|we|it|this|that|ask|switch|move|migrate|change|changes|access|link|links|add|upgrade|convert|get|go|expose|restrict|limit|guidance|docs?|documentation|monitoring|task)\b/i;

/** Who does it in "Ed to create …", "Ed and Caroline to …", "@mina will …". */
export function subjectOf(text: string, reading: Reading): string | undefined {
  const start = text.slice(0, 120);
  const named = doer.exec(start)?.[1];
  if (named && isPerson(named, reading.people)) return named;
  for (const { index } of text.slice(0, 600).matchAll(/(?<=[.;]\s|\s[–—-]{1,2}\s|->\s)\p{Lu}/gu)) {
    const later = doer.exec(text.slice(index, index + 120))?.[1];
    if (later && isPerson(later, reading.people)) return later;
  }
  const match = subject.exec(start);
  const owner = match?.[1];
  if (!owner || noSubject.test(owner) || isActionVerb(owner.split(/[ ,]/)[0] ?? '')) return undefined;
  return isActionVerb(match[2] ?? '') && !isPlaceholder(owner) && !namesNobody(owner) ? owner : undefined;
}

import { isActionVerb } from './action-verbs.ts';
import { oneLine } from './blocks.ts';
import { timelineName } from './date-labels.ts';
import type { Draft } from './draft.ts';
import { isNearMiss } from './heading-words.ts';
import { placeNamed } from './place.ts';
import { promisesAbroad } from './promises-abroad.ts';
import { proseDrafts } from './prose-drafts.ts';
import { headingText, type Section } from './sections.ts';

/** What the team says it will do, in plain words and of its own accord. */
const vow =
  /\b(?:we|the team|our team|all \p{L}+)(?: (?:still|also|now|then|therefore))?(?:['’]ll| will| plan to| have plans to| intend to| aim to| hope to|(?:['’]re| are)(?: (?:also|now|still|no longer))? (?:planning|going|looking|hoping) to)(?: be)?(?: also| now| then| no longer| soon| automatically){0,2}(?: need to)? (?!continue|keep|update (?:you|this|the|everyone|customers|here|as)\b|share|post|monitor|apologi[sz]|communicat|provide|know|always|never|not\b|see|be\b|have\b|let\b|mak|work|do\b|try|take\b|follow up)(?:start |stop |begin |automatically )?(\p{L}+)/giu;

/** The promises of a document that lists none: sentences in which its authors say what they will do. */
export function vowedDrafts(root: Section): Draft[] {
  const name = headingText(root);
  if (timelineName.test(name)) return [];
  const own = isNearMiss(name)
    ? []
    : root.blocks.flatMap((block) =>
        block.kind === 'paragraph'
          ? proseDrafts(block, placeNamed(root.heading ? name : null), 'likely').filter(isVow)
          : [],
      );
  return [...own, ...root.children.flatMap((child) => vowedDrafts(child))];
}

/** Whether the sentence is the authors' own, and says that they will act. */
function isVow({ inline }: Draft): boolean {
  if (/["“«„]/u.test(inline.text)) return false;
  if (promisesAbroad(oneLine(inline.text))) return true;
  return [...oneLine(inline.text).matchAll(vow)].some(([, verb = '']) =>
    [verb, verb.replace(/ing$/, ''), verb.replace(/ing$/, 'e')].some((word) => isActionVerb(word)),
  );
}

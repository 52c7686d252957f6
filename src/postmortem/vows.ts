import { isActionVerb } from './action-verbs.ts';
import { oneLine } from './blocks.ts';
import { timelineName } from './date-labels.ts';
import type { Draft } from './draft.ts';
import { isNearMiss } from './heading-words.ts';
import { placeNamed } from './place.ts';
import { proseDrafts } from './prose-drafts.ts';
import { headingText, type Section } from './sections.ts';

/** What the team says it will do, in plain words and of its own accord. */
const vow =
  /\b(?:we|the team|our team|all \p{L}+)(?:['’]ll| will| plan to| are planning to| have plans to|['’]re going to| are going to| intend to)(?: be)?(?: also| now| then)? (?!continue|keep|update|share|post|monitor|apologi[sz]|communicat|provide|know|always|never|not\b|see|be\b|have\b|let\b|mak|work|do\b|try|take\b|follow up)(?:start |stop |begin )?(\p{L}+)/iu;

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
  const verb = vow.exec(oneLine(inline.text))?.[1] ?? '';
  return [verb, verb.replace(/ing$/, ''), verb.replace(/ing$/, 'e')].some(isActionVerb);
}

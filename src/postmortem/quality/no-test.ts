import { isActionVerb } from '../action-verbs.ts';
import type { Finding } from './rules.ts';
import { deedOf, inShort } from './wording.ts';

/** Verbs and comparisons of degree: the direction is said and not how far. */
const degree =
  /^(?:improv(?:e|ing)|enhanc(?:e|ing)|strengthen(?:ing)?|increas(?:e|ing)|reduc(?:e|ing)|decreas(?:e|ing)|lower(?:ing)?|optimi[sz](?:e|ing)|speed(?:ing)? up|minimi[sz](?:e|ing)|maximi[sz](?:e|ing)|simplify(?:ing)?|streamlin(?:e|ing)|tighten(?:ing)?|harden(?:ing)?|mature|moderni[sz]e|faster|quicker|shorter|easier|simpler|lower|higher|more|mak(?:e|ing) .{0,80}\b(?:more|less|better|faster|easier|quicker|safer|simpler|robust|resilient|reliable))\b/i;
const search =
  /^(?:investigat(?:e|ing)|find (?:a (?:better )?way|(?:better )?ways) (?:of|to (?:better|\w+ly))|research|dig into|analy[sz]e|assess|evaluate)\b/i;
/** What ends a search: a question that has an answer, or a result in somebody's hands. */
const answered =
  /\b(?:if|whether|why|how|which|what|when|where|who)\b(?!.{0,80} (?:may|might) )|\b(?:and|&|then|,|to) (?:then )?(?:decide|report|write|document|publish|present|propose|implement|create|add|fix|apply|file|open|replace|remove|move|switch|set|upgrade|delete|disable|enable|limit|run|introduce|use|adjust|verify|understand)\b|\b(?:solutions|PR|ticket)\b|`[^`]+`|\d/i;
/** What says when it is reached: a figure, a condition, a way, a question with an answer, a result in somebody's hands. */
const reached =
  /\d|%|\b(?:one|two|three|twice|half|double|zero|daily|weekly|hourly|every|each|all|any|only|never|always|until|unless|so that|so we|if|whether|why|how|which|what|when|where|who|in case|at least|at most|no more|no longer|less than|more than|without|instead|below|above|within|such as|e\.?g|like|include|including|via|using|with|to (?:include|cover|use|allow|be able|avoid|prevent|detect|match|support|validate|check|require|reject|fail|alert|page)|from .{1,40} to)\b|\bby (?:\w+ly )?\w+ing\b|`[^`]+`|[:;] \S|, (?:and|or|then|which|as) \S|\b(?:and|&|then|,) (?:then )?(?:decide|report|write|document|publish|present|propose|implement|create|add|fix|apply|file|open|replace|remove|move|switch|set|upgrade|delete|disable|enable|limit|run|introduce|use|adjust|test|verify)\b/i;

/** An aim without an end: nothing says when it is reached. A concrete change ("Add …", "Remove …") shows by itself that it is made. */
export function noTest(text: string, test: string | null): Finding | null {
  if (test !== null) return null;
  const { deed, unlabelled } = deedOf(text);
  for (const words of deed === unlabelled ? [deed] : [deed, unlabelled]) {
    if (search.test(words) && words.length <= 200 && !answered.test(words))
      return told(`${inShort(text)}, and write down by year-month-day what was found and what will change`);
    if (degree.test(words) && words.length <= 200 && !reached.test(words) && !namesADeed(words))
      return told(`${inShort(text)} (Test: … goes from … to …, read off …)`);
  }
  return null;
}

/** "Improve the check to scan commits" says how. */
function namesADeed(words: string): boolean {
  return [...words.matchAll(/\bto (\w+)/gi)].some(
    ([, verb]) => verb !== undefined && verb !== 'help' && isActionVerb(verb),
  );
}

function told(suggestion: string): Finding {
  return {
    rule: 'no-test',
    message: 'It names an aim, and nothing that shows it is reached: no figure, no test, no result.',
    suggestion,
  };
}

import { isHollow } from './hollow-words.ts';
import type { Finding } from './rules.ts';
import { deedOf, inShort } from './wording.ts';

/** Verbs that promise a thought and no deed. What follows them is what the thought is about. */
const thought =
  /^(?:consider|reconsider|look(?:ing)? (?:in ?to|at)|think (?:about|through)|explore|discuss|reflect (?:on|if|whether)|reflect|ponder|contemplate|maybe|perhaps|possibly|see if we (?:can|could|should)|keep (?:an eye on|in mind)|be aware of|address|work on|revisit)\b[\s,:]*(?:the possibility of |possibility of |ways to |options? (?:for|to) |about |on )?/i;
/** What makes a thought a deed after all: somebody will hold a result in their hands. */
const result =
  /\b(?:and|then|&|to|so we can|,) (?:then )?(?:decide|report|write|document|publish|present|propose|implement|create|add|fix|apply|file|open|agree on|pick|choose|adopt|move|switch|migrate|record)\b|\b(?:adr|rfc|design doc|proposal|write-?up|spike)\b|\bplan to implement\b/i;
const comparison = /^(?:better|more|stronger|closer|greater|improved|good|great) (?!than\b|e2e\b)/i;
const question =
  /^(?:could|should|can|shall|do|does|is|are|would|what|how|maybe|perhaps) \S.*\?|^(?:[^\s?]+ ){0,7}[^\s?]+\?$/i;
const talked = /^(?:discussed|agreed? that|would like to reiterate|talked) /i;
const specific = /[`"“#]|\d|https?:|\b[a-z]+[A-Z]\w+|\w+[_/]\w+|\w\.\w/;

/** No concrete change that one could verify. Errs towards letting a promise pass. */
export function vague(text: string): Finding | null {
  const { deed, unlabelled } = deedOf(text);
  for (const words of deed === unlabelled ? [deed] : [deed, unlabelled]) {
    const better = clearer(words, text);
    if (better !== null) {
      return {
        rule: 'vague',
        message: 'Nobody can tell from these words when it is done.',
        suggestion: better,
      };
    }
  }
  return null;
}

/** The words as a promise one could verify; null when they are one. */
function clearer(deed: string, text: string): string | null {
  const about = thought.exec(deed)?.[0];
  if (about !== undefined) {
    const rest = deed.slice(about.length);
    if (result.test(rest) || (/^(?:address|work|revisit)/i.test(deed) && !isHollow(deed))) return null;
    return decision(rest);
  }
  if (deed.length <= 160 && question.test(deed.trim())) {
    return `Decide by year-month-day, and write down what will change: ${inShort(text)}`;
  }
  if (talked.test(deed)) return decision(deed.replace(talked, ''));
  if (comparison.test(deed) && deed.length <= 120 && !/\d/.test(deed)) {
    return `${inShort(text)}: change … in …, seen to hold when …`;
  }
  if (specific.test(text.slice(0, 200)) || deed.split(/\s+/).length > 12 || !isHollow(deed)) return null;
  return `${inShort(text)}: change … in …, seen to hold when …`;
}

function decision(about: string): string {
  const rest = inShort(about).replace(/^(?:if|whether)\b\s*/i, 'whether ');
  if (rest === '') return 'Decide by year-month-day what will change in …, and write the decision down in …';
  const joined = /^(?:whether|how|why|what|when|where|which|who|to)\b/i.test(rest) ? rest : `on ${rest}`;
  return `Decide by year-month-day ${joined}, and write the decision down in …`;
}

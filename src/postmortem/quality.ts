import type { PromiseProblem } from './document.ts';

/** What of a promise is judged. */
export interface JudgedPromise {
  readonly text: string;
  readonly owner: string | null;
  readonly due: string | null;
  readonly done: boolean;
}

const vows =
  /\b(?:be|being|stay) (?:more |extra |very )?(?:careful|vigilant|mindful|diligent|aware|cautious|attentive)\b|\bpay (?:more |closer )?attention\b|^(?:we (?:should|need to|must|will) )?(?:try|work) harder\b|\b(?:never|not|n't) (?:let |do )?(?:this|it|that|this mistake)(?: happen)? again\b|\b(?:this|it|that) (?:does not|doesn't|won't|never|will not) happens? again\b/i;
const intention =
  /^(?:we (?:should|need to|must|will|have to) )?(?:improve|enhance|better|strengthen|increase|more|good|look (?:into|at)|think about|explore|consider|discuss|investigate|review|revisit|address|work on|communicate|monitor|document|test|fix|follow up(?: on)?|check|raise|do|have|add|update|be)\b/i;
/** Words that name no thing in particular; a promise made of nothing else cannot be checked. */
const hollow = new Set(
  `we should need to must will have has improve improved improving improvement improvements enhance better best strengthen increase more good great proper
properly look looking into at think about explore consider discuss investigate review revisit address work working on communicate communication
communications monitor monitoring alerting alerts alert document documentation docs test tests testing observability logging logs process processes
procedure procedures reliability resilience resiliency stability performance quality code training awareness visibility security robustness our the a an
of and or for in with this that these it things thing stuff issue issues problem problems situation system systems overall general generally some any
all further additional future raise do add update be fix follow up check make sure ensure it's them how ways way options practices practice coverage
going forward possible where if appropriate as needed again team teams`.split(/\s+/),
);

/** What is weak about a promise, rule by rule. Nothing is owed any more by an item that is done, so it is not judged. */
export function judgePromise({ text, owner, due, done }: JudgedPromise): PromiseProblem[] {
  if (done) return [];
  const problems: PromiseProblem[] = [];
  const short = text.length > 90 ? `${text.slice(0, 87).trimEnd()}…` : text;
  if (isVague(text))
    problems.push({
      rule: 'vague',
      message: 'Nobody can tell from these words when it is done.',
      suggestion: `${short.replace(/[.\s]$/, '')}: change … in …, seen to hold when …`,
    });
  if (owner === null)
    problems.push({
      rule: 'no-owner',
      message: 'Nobody is named who answers for it.',
      suggestion: `${short} (Owner: …)`,
    });
  if (due === null)
    problems.push({
      rule: 'no-due-date',
      message: 'It names no day by which it will be done.',
      suggestion: `${short} (Due: year-month-day)`,
    });
  return problems;
}

/** Whether a promise names no change that one could verify. Errs towards letting a promise pass. */
export function isVague(text: string): boolean {
  const start = text.slice(0, 200);
  if (/[`"“#\d]|https?:/.test(start)) return false;
  const words = start.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  if (words.length === 0) return false;
  if (vows.test(start)) return words.length <= 16;
  return words.length <= 12 && intention.test(start) && words.every((word) => hollow.has(word));
}

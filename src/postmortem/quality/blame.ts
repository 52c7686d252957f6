import type { Finding } from './rules.ts';
import { inShort } from './wording.ts';

/** Words for a person whose part in an incident is told. */
const person =
  '(?:the |our |an? |this |that |on[- ]call |junior |senior |new |responsible ){0,3}(?:engineers?|developers?|devs?|operators?|admins?|administrators?|on-?call(?: engineer| person)?|interns?|contractors?|employees?|colleagues?|committers?|reviewers?|(?:team ?)?members?|individuals?|person|deployer|author)';
const name = '\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)?|@[\\w-]+';

const missed = new RegExp(
  `(?:\\b${person}|\\b(?:he|she)) (?:should(?: not|n[’']t)? have|forgot to|failed to|neglected to|ignored|did(?: not|n[’']t)(?: bother to)?(?= (?:follow|check|verify|test|review|ask|read|notice|think|tell|announce|warn|wait|run|use|look|pay|care|stop|update|document|escalate|acknowledge|respond)\\b)|was supposed to) `,
  'iu',
);
const forgot = new RegExp(
  `(?:^|[\\s(])(?:${name}) (?:forgot to|neglected to|did(?: not|n[’']t) bother to|was (?:careless|negligent|sloppy)|made a mistake|messed up|screwed up) ?`,
  'u',
);
const fault = new RegExp(
  `(?:\\b${person}|(?:^|\\s)(?:${name}))(?:'s|’s|s’|s') (?:mistakes?|errors?|fault|carelessness|negligence|incompetence|sloppiness)\\b|\\b(?:careless|negligent|incompetent|sloppy|lazy) (?:engineers?|developers?|operators?|employees?|reviewers?|staff|people|person|admins?)\\b|\\b(?:caused by|due to|because of) (?:the )?(?:carelessness|negligence|incompetence|sloppiness)\\b`,
  'iu',
);
const punishment = '(?:reprimand|discipline|punish|blame|fire|retrain|admonish|scold|remind)';
/** Words of a person in any letter case; names only as names are written. */
const punish = [
  new RegExp(
    `^(?:[\\w ]{0,20} )?${punishment} (?:${person}|whoever)\\b(?! (?:when|if|about (?:expir|due|upcoming))\\b)`,
    'iu',
  ),
  new RegExp(`^(?:[Rr]eprimand|[Dd]iscipline|[Pp]unish|[Bb]lame|[Rr]etrain|[Ss]cold) (?:${name})`, 'u'),
  new RegExp(`\\bhold (?:${person}|them|him|her) (?:personally )?(?:accountable|responsible)\\b`, 'iu'),
  /\b(?:speak|talk|have a word) (?:to|with) .{1,40} about (?:his|her|their) (?:mistake|error|behaviou?r|performance|failure)\b/i,
  /\b(?:written|formal) warning to\b/i,
];

/** A person is made the cause. The rewrite asks what let it happen and leaves the person out. */
export function blame(text: string): Finding | null {
  const start = text.slice(0, 300);
  const found = missed.exec(start) ?? forgot.exec(start);
  if (found) {
    const step = inShort(text.slice(found.index + found[0].length));
    return told(
      step === ''
        ? 'Add a step in … that would have stopped the mistake whoever makes it'
        : `Nothing made sure of this step: “${step}”. Add … that does it, or that stops without it`,
    );
  }
  const blamed = fault.exec(start);
  if (blamed) {
    const around = inShort(`${text.slice(0, blamed.index)} … ${text.slice(blamed.index + blamed[0].length)}`);
    return told(
      `${around}: say what let the mistake through, and add a check in … that stops it whoever makes it`,
    );
  }
  if (!punish.some((pattern) => pattern.test(start))) return null;
  return told('Change what let it happen: add a check in … that stops the mistake whoever makes it');
}

function told(suggestion: string): Finding {
  return {
    rule: 'blame',
    message: 'It speaks of a person’s fault; the next person in the same place would do the same.',
    suggestion,
  };
}

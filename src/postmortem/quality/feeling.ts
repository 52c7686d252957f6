import type { Finding } from './rules.ts';
import { inShort } from './wording.ts';

const states =
  'careful|vigilant|mindful|diligent|cautious|attentive|thoughtful|conscientious|disciplined|proactive|alert';
const vows = new RegExp(
  [
    `\\b(?:be|being|stay|remain|become) (?:(?:more|extra|very|much|especially|always|even) ){0,2}(?:${states})\\b(?! (?:of|to) \\w+ing a)`,
    '\\bpay (?:more |closer |close |better |special )?attention\\b',
    '\\b(?:take|exercise|use) (?:more |extra |greater |better |due |great )?(?:care|caution)\\b(?! of)',
    '^(?:(?:we|everyone|everybody|all) (?:should |must |will |need to )?)?(?:try|work) harder\\b',
    "\\b(?:never|not|n[’']t) (?:let |make |do |repeat )?(?:this|it|that|this mistake|the same mistake) (?:happen )?again\\b",
    "\\b(?:this|it|that) (?:does not|doesn[’']t|won[’']t|never|will not) happens? again\\b",
    "^(?:(?:we|everyone|everybody|all|engineers|developers|please) (?:should |must |will |need to )?(?:always )?)?(?:remember|don[’']?t forget|do not forget) to\\b",
    '\\bkeep (?:this|it|that) in mind\\b',
    '\\bdouble[- ]check everything\\b',
  ].join('|'),
  'i',
);
/** A device that does what nobody has to remember then. */
const device =
  /\b(?:script|automat\w+|alert|bot|hook|lint\w*|pipeline|ci|check ?list|runbook|template|calendar|monitor\w*|e2e|tests?)\b/i;

/** A vow to feel or to remember, which no system keeps. */
export function feeling(text: string): Finding | null {
  const start = text.slice(0, 200);
  const vow = vows.exec(start);
  if (!vow) return null;
  if (/remember|forget/i.test(vow[0]) && device.test(text)) return null;
  return {
    rule: 'feeling',
    message:
      'It asks people to be careful or to remember; nothing in the system changes, so it lasts as long as the memory of the incident.',
    suggestion: `So that nobody has to remember “${inShort(text)}”: add a check in … that stops …, seen to hold when …`,
  };
}

/** Length to which the author's words are repeated in a suggestion. */
const longest = 90;

/** The author's words, short enough to be read on, without the full stop. */
export function inShort(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  const whole = plain.length > longest ? `${plain.slice(0, longest - 3).trimEnd()}…` : plain;
  return whole.replace(/[.;:,\s]+$/, '');
}

const opening =
  /^(?:[*_\s]|\[[^[\]]{1,40}\]|#\d{1,7}:)*(?:(?:therefore|so|thus|hence|also|finally|additionally),? )?(?:(?:we|i|the team|team|everyone|everybody|all|developers|engineers|leads|(?:somebody|someone))\b )?(?:(?:also|then|just|probably|likely|really|still|simply)\b )*(?:(?:should|shall|will|must|(?:need|needs|have|has|ought|want|plan|try|remember)s? to|are going to|would like to|are)\b )?(?:(?:also|then|just|probably|likely|really|still|simply|please|further|continue to)\b )*/i;
const label = /^[^\s:][^:.!?]{1,50}: (?=\S)/u;

/**
 * The words from where the deed begins: after "We should also …", an issue number, a label in brackets. `unlabelled` is the same with a
 * heading of its own ("Rollback: …") taken off.
 */
export function deedOf(text: string): { readonly deed: string; readonly unlabelled: string } {
  const start = text.slice(0, 600);
  return {
    deed: start.replace(opening, ''),
    unlabelled: start.replace(label, '').replace(opening, ''),
  };
}
